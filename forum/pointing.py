"""What words point at, found among the tokens of their Markdown: colleagues named with @, and quoted posts. Pure."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _
from markdown_it.token import Token

# Up to five words after an @ that stands at the beginning of one: the shape of a member's name.
NAMED = re.compile(r"(?<![\w@/.])@([^\W\d_]+(?:[ .'’\-]+[^\W\d_]+){0,4}\.?)")
QUOTED = re.compile(r"^/posts/(\d{1,18})/quoted/(\d{1,6})/$")
GONE = _("What was quoted here is no longer public.")


@dataclass(frozen=True)
class Known:
    """What the database says of them: members by their names in small letters, and posts that are gone."""

    members: Mapping[str, int] = field(default_factory=dict)
    gone: frozenset[int] = frozenset()


NOTHING_KNOWN = Known()


@dataclass(frozen=True)
class Quoted:
    post: int
    edits: int
    first: int
    last: int


def readings(name: str) -> list[str]:
    """Whoever "@Ada Example would know" may mean: the longest name first."""
    ends = [match.end() for match in re.finditer(r"[^\W\d_]+\.?", name)]
    plain = [name[:end] for end in reversed(ends)]
    return list(dict.fromkeys(part for end in plain for part in (end, end.rstrip("."))))


def without_name(words: str, name: str, put: str) -> str:
    """Named in small letters is named as well; whoever bears a longer name is somebody else."""
    return re.sub(rf"@{re.escape(name)}(?![^\W\d_])", lambda _: put, words, flags=re.IGNORECASE)


def texts_in(tokens: Sequence[Token]) -> Iterator[Token]:
    """Where somebody can be named: in no code, and in no link."""
    for token in tokens:
        depth = 0
        for child in token.children or ():
            depth += child.nesting if child.type in ("link_open", "link_close") else 0
            if child.type == "text" and not depth:
                yield child


def names_in(tokens: Sequence[Token]) -> list[str]:
    """What stands after each @, in the order of the text."""
    return [match[1] for child in texts_in(tokens) for match in NAMED.finditer(child.content)]


def quoted_in(tokens: Sequence[Token]) -> list[Quoted]:
    """Block quotes that begin with the link of a post, with the lines that they fill."""
    found = []
    for place, token in enumerate(tokens[:-2]):
        if token.type == "blockquote_open" and tokens[place + 1].type == "paragraph_open" and token.map:
            first = (tokens[place + 2].children or [None])[0]
            link = QUOTED.match(str(first.attrGet("href"))) if first and first.type == "link_open" else None
            if link:
                found.append(Quoted(int(link[1]), int(link[2]), *token.map))
    return found


def point(tokens: list[Token], known: Known) -> list[Token]:
    """The same tokens with links to whoever is named, and without the words of posts that are gone."""
    if known.gone:
        tokens = without_gone(tokens, known.gone)
    if known.members:
        for token in tokens:
            token.children = linked(token.children, known.members) if token.children else token.children
    return tokens


def without_gone(tokens: list[Token], gone: frozenset[int]) -> list[Token]:
    kept, depth = [], 0
    starts = {(quote.first, quote.last) for quote in quoted_in(tokens) if quote.post in gone}
    for token in tokens:
        if token.type == "blockquote_open" and (depth or tuple(token.map or ()) in starts):
            depth += 1
            kept += [*stone(token)] if depth == 1 else []
        elif token.type == "blockquote_close" and depth:
            depth -= 1
            kept += [token] if not depth else []
        elif not depth:
            kept.append(token)
    return kept


def stone(opening: Token) -> Iterator[Token]:
    yield opening
    yield Token("paragraph_open", "p", 1, block=True)
    words = Token("text", "", 0, content=str(GONE))
    yield Token("inline", "", 0, content=str(GONE), children=[words])
    yield Token("paragraph_close", "p", -1, block=True)


def linked(children: Sequence[Token], members: Mapping[str, int]) -> list[Token]:
    made, depth = [], 0
    for child in children:
        depth += child.nesting if child.type in ("link_open", "link_close") else 0
        made += [child] if child.type != "text" or depth else list(cut(child, members))
    return made


def cut(text: Token, members: Mapping[str, int]) -> Iterator[Token]:
    """One text, in pieces: what stands between two names, and each name as a link."""
    words, reached = text.content, 0
    for match in NAMED.finditer(words):
        name = next((part for part in readings(match[1]) if part.casefold() in members), None)
        if name is None:
            continue
        yield Token("text", "", 0, content=words[reached : match.start()])
        yield Token("link_open", "a", 1, attrs={"href": f"/members/{members[name.casefold()]}/"})
        yield Token("text", "", 0, content=f"@{name}")
        yield Token("link_close", "a", -1)
        reached = match.start() + 1 + len(name)
    yield Token("text", "", 0, content=words[reached:])


def in_heads(words: str, posts: Collection[int], was: str, now: str) -> str:
    """The same words with another name in the heads of quotes of these posts."""
    if not posts:
        return words
    head = re.compile(rf"\[[^\]\n]*(?=\]\(/posts/(?:{'|'.join(map(str, posts))})/quoted/)")
    return head.sub(lambda found: found[0].replace(was, now), words)


def replace_lines(markdown: str, quotes: Sequence[Quoted], put: str) -> str:
    """The source with other lines where those quotes stand: the outermost ones, from the last to the first."""
    lines = re.split(r"\r\n?|\n", markdown)
    outer = [q for q in quotes if not any(o.first <= q.first and q.last <= o.last and o != q for o in quotes)]
    for quote in sorted(outer, key=lambda q: q.first, reverse=True):
        before = lines[quote.first].split("[")[0].rstrip(" >")
        lines[quote.first : quote.last] = [f"{before} {put}".strip()] if put else []
    return "\n".join(lines)
