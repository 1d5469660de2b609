"""What somebody looks for, in plain Python: words, "phrases", -without, either OR other, author:name."""

import re
from dataclasses import dataclass

MAX_QUERY = 200
MAX_TERMS = 12
SHORTEST_BEGINNING = 3
TOKEN = re.compile(r'(?P<minus>-?)(?P<author>author:)?(?:"(?P<phrase>[^"]*)"?|(?P<bare>[^\s"]+))', re.IGNORECASE)
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Term:
    """One word, or words that stand side by side; `begins`: the last of them may go on."""

    text: str
    begins: bool = False

    @property
    def parts(self) -> list[str]:
        return WORD.findall(self.text)


@dataclass(frozen=True)
class Words:
    """Every group must be met by one of its terms, and none of `without`."""

    groups: tuple[tuple[Term, ...], ...] = ()
    without: tuple[Term, ...] = ()
    authors: tuple[str, ...] = ()

    @property
    def terms(self) -> list[Term]:
        return [term for group in self.groups for term in group]

    @property
    def only_without(self) -> bool:
        return bool(self.without) and not self.groups and not self.authors

    def either(self) -> "Words":
        """The same words, any of which is enough."""
        return Words((tuple(self.terms),) if self.groups else (), self.without, self.authors)


def parse(text: str) -> Words:
    """Whatever was typed means something or nothing; it is never wrong."""
    text = text.replace("\0", " ")[:MAX_QUERY]
    groups: list[list[Term]] = []
    without, authors, either = [], [], False
    for found in list(TOKEN.finditer(text))[:MAX_TERMS]:
        if found.group(0) == "OR":
            either = bool(groups)
            continue
        term = term_of(found, text)
        if not term.parts:
            continue
        if found["author"]:
            authors.append(" ".join(term.text.split()))
        elif found["minus"]:
            without.append(term)
        elif either:
            groups[-1].append(term)
        else:
            groups.append([term])
        either = False
    return Words(tuple(tuple(group) for group in groups), tuple(without), tuple(authors))


def term_of(found: "re.Match[str]", text: str) -> Term:
    """The last word may still be in the making: its beginning is enough."""
    if found["phrase"] is not None:
        return Term(found["phrase"])
    bare = found["bare"]
    is_last = found.end() == len(text) and not found["minus"]
    return Term(bare, is_last and len(WORD.findall(bare)) == 1 and len(bare) >= SHORTEST_BEGINNING)


def in_title(title: str) -> Words:
    """The words of a title that tell something, any of which is enough."""
    seen = dict.fromkeys(word.lower() for word in WORD.findall(title[:MAX_QUERY]))
    telling = [Term(word) for word in seen if len(word) > 2 and word not in SMALL][:MAX_TERMS]
    return Words((tuple(telling),) if telling else ())


SMALL = frozenset(
    "about after all and any are been before being but can could did does doing for from had has have her him his how"
    " into its just may more most not now off once one our out over own should since some such than that the their"
    " them then there these they this those through too under until use very was were what when where which while"
    " who why will with would you your".split()
)
