"""Topics like the one that somebody is about to write, by the words of its title."""

from forum.models import Post
from forum.search import index
from forum.search.words import WORD, in_title
from members.models import Member

MOST = 5
LOOKED_AT = 40
BEGINNING = 5


def similar_to(title: str, member: Member) -> list[Post]:
    """Up to five openings that this member may read, whose titles share at least two telling words with this one."""
    words = in_title(title)
    mine = beginnings(term.text for term in words.terms)
    if len(mine) < 2:
        return []
    ids = index.openings_like(words, limit=LOOKED_AT)
    rows = Post.objects.visible_to(member).published().filter(is_opening=True).select_related("topic__section")
    readable = rows.filter(topic__status="published").in_bulk(ids)
    alike = [readable[pk] for pk in ids if pk in readable and len(mine & of(readable[pk].topic.title)) > 1]
    return alike[:MOST]


def of(title: str) -> set[str]:
    return beginnings(WORD.findall(title))


def beginnings(words: object) -> set[str]:
    """Words as they begin: swelling and swollen differ, nodule and nodules do not."""
    return {word.lower()[:BEGINNING] for word in words}
