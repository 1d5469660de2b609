"""What somebody's words become: the one way from Markdown to stored HTML, and to the preview that shows it before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from markdown_it.token import Token

from forum.models import Post
from forum.pointing import GONE, NOTHING_KNOWN, Known, names_in, quoted_in, readings, replace_lines
from forum.text import to_html, tokens_of
from members.models import Member

MOST_NAMED, MOST_BY_THE_UNVERIFIED = 10, 2
QUOTES = "/quoted/"


@dataclass(frozen=True)
class Naming:
    """Whom a text names: those who are told, who comes after the last one allowed, and names that nobody bears."""

    told: dict[str, Member] = field(default_factory=dict)
    too_many: list[str] = field(default_factory=list)
    nobody: list[str] = field(default_factory=list)


def as_html(body: str, author: Member) -> str:
    """Safe HTML with a link for each colleague named, and a word in place of each quote whose post is gone."""
    return to_html(body, known_in(body, author))


def known_in(body: str, author: Member) -> Known:
    """Nothing is asked of the database for words that name nobody and quote nothing."""
    if "@" not in body and QUOTES not in body:
        return NOTHING_KNOWN
    tokens = tokens_of(body)
    members = {name: member.pk for name, member in naming(tokens, author).told.items()}
    return Known(members, gone_of(quote.post for quote in quoted_in(tokens)))


def naming_in(body: str, author: Member) -> Naming:
    return naming(tokens_of(body), author) if "@" in body else Naming()


def naming(tokens: Sequence[Token], author: Member) -> Naming:
    """In one query. A name that two members bear means nobody: a wrong person must not be called."""
    said = list(dict.fromkeys(names_in(tokens)))[: 5 * MOST_NAMED]
    if not said:
        return Naming()
    found = bearers({part.casefold() for name in said for part in readings(name)})
    most = MOST_NAMED if author.is_verified or author.moderates else MOST_BY_THE_UNVERIFIED
    told: dict[str, Member] = {}
    too_many, nobody = [], []
    for name in said:
        means = next((part for part in readings(name) if len(found.get(part.casefold(), ())) == 1), "")
        if not means:
            nobody.append(" ".join(name.split()[:2]))
        elif len(told) < most or means.casefold() in told:
            told[means.casefold()] = found[means.casefold()][0]
        else:
            too_many.append(means)
    return Naming(told, too_many, nobody)


def bearers(names: set[str]) -> dict[str, list[Member]]:
    """Members who can read here, by name: every published topic is open to every active member."""
    found: dict[str, list[Member]] = {}
    members = Member.objects.filter(is_active=True).annotate(lower=Lower("name")).filter(lower__in=names)
    for member in members.only("pk", "name").order_by("pk"):
        found.setdefault(member.name.casefold(), []).append(member)
    return found


def gone_of(posts: Iterable[int]) -> frozenset[int]:
    """Those of these posts that readers cannot see any more."""
    asked = set(posts)
    if not asked:
        return frozenset()
    public = Post.objects.published().filter(pk__in=asked, topic__status="published").exclude(held_because="removed")
    return frozenset(asked - set(public.values_list("pk", flat=True)))


def without_gone(body: str) -> str:
    """The same words to be read or changed again, without what they quote of posts that are gone."""
    if QUOTES not in body:
        return body
    quotes = quoted_in(tokens_of(body))
    gone = gone_of(quote.post for quote in quotes)
    return replace_lines(body, [quote for quote in quotes if quote.post in gone], f"> {GONE}")


MOST_QUOTED = 1_000


def quote_of(post: Post) -> str:
    """A post read with `for_reading`, as a quote to answer below: its words without the quotes in them, and a link."""
    words = replace_lines(post.body, quoted_in(tokens_of(post.body)), "").strip()
    if len(words) > MOST_QUOTED:
        words = f"{words[:MOST_QUOTED].rsplit(' ', 1)[0]} …"
    lines = [head_of(post), "", *words.splitlines()]
    return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"


def own_words(body: str) -> str:
    """A body that quotes, without its quotes; nothing of one that quotes nothing."""
    return replace_lines(body, quoted_in(tokens_of(body)), "") if QUOTES in body else ""


def head_of(post: Post) -> str:
    """Who wrote it, and what stands in the way of taking it on trust: outside its fold nothing else would say so."""
    who = post.by.name if post.by.is_verified else _("%(name)s, not verified,") % {"name": post.by.name}
    trust = " " + _("(a colleague calls this unsafe)") if post.is_answer and post.warning else ""
    wrote = _("%(name)s wrote") % {"name": who}
    return f"[{wrote}](/posts/{post.pk}/quoted/{post.revisions.count()}/){trust}:"


def quoted_by(body: str) -> set[int]:
    """The posts that these words quote."""
    return {quote.post for quote in quoted_in(tokens_of(body))} if QUOTES in body else set()
