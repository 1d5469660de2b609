"""Finding: the index says where the words stand, `visible_to` says who may read them, always in this order.

The index gives a few hits, the newest first; of these the rows as they are now are asked for with the reader's rights
and choices; then the next, until there are enough. So no rule is written twice, and no planner can be led astray.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from forum.models import Post, Topic
from forum.models.posts import PostQuerySet
from forum.search import index
from forum.search.facets import OF_POST, OF_TOPIC, lookups
from forum.search.words import Words
from members.models import Member

PAGE = 20
MOST_COUNTED = 1_000
MOST_RANKED = 500
STEPS = (60, 600, 6_000)
NEWEST = 2**62


@dataclass(frozen=True)
class Asked:
    """Who looks for which words, under which choices."""

    member: Member
    words: Words
    chosen: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """There is nothing to look for."""
        return not (self.words.groups or self.words.authors or any(self.chosen.values()))


@dataclass(frozen=True)
class Found:
    """Posts by number, the newest first, with their facts; `stopped_at`: older posts were not looked through."""

    facts: dict[int, tuple[Any, ...]]
    stopped_at: int | None = None

    @property
    def ids(self) -> list[int]:
        return list(self.facts)


def look(asked: Asked, *, wanted: int, before: int = NEWEST) -> Found:
    """As many as wanted that this reader may see, if there are so many among the newest thousands of hits."""
    facts: dict[int, tuple[Any, ...]] = {}
    for size in steps(wanted):
        hits = hits_of(asked, before=before, limit=size)
        facts |= readable(asked, hits)
        if len(facts) >= wanted:
            return Found(dict(list(facts.items())[:wanted]))
        if len(hits) < size:
            return Found(facts)
        before = hits[-1]
    return Found(facts, stopped_at=before)


def steps(wanted: int) -> Iterator[int]:
    yield wanted
    yield from (size for size in STEPS if size > wanted)


def hits_of(asked: Asked, *, before: int, limit: int) -> list[int]:
    """Where the words stand, whoever may see them. Without words, what its author or the choices name."""
    if asked.words.groups:
        return index.newest(asked.words, before=before, limit=limit)
    posts = by_authors(Post.objects.published(), asked.words)
    narrowed = posts.filter(**lookups(asked.chosen, OF_TOPIC, "topic__"), **lookups(asked.chosen, OF_POST))
    return list(narrowed.filter(pk__lt=before).order_by("-pk").values_list("pk", flat=True)[:limit])


def readable(asked: Asked, hits: list[int]) -> dict[int, tuple[Any, ...]]:
    """Those of them that stand published, in a topic that this reader may see, and fit what was chosen."""
    posts = by_authors(Post.objects.visible_to(asked.member).published(), asked.words)
    rows = posts.filter(pk__in=hits, **lookups(asked.chosen, OF_POST)).order_by("-pk")
    of_posts = list(rows.values_list("pk", "topic_id", *(facet.column for facet in OF_POST)))
    topics = Topic.objects.visible_to(asked.member).published().filter(pk__in={topic for _, topic, *_ in of_posts})
    of_topics = {
        pk: facts
        for pk, *facts in topics.filter(**lookups(asked.chosen, OF_TOPIC)).values_list(
            "pk", *(facet.column for facet in OF_TOPIC)
        )
    }
    return {pk: (*of_topics[topic], *rest) for pk, topic, *rest in of_posts if topic in of_topics}


def by_authors(posts: PostQuerySet, words: Words) -> PostQuerySet:
    """`author:` names the beginning of a name, or of one of its parts; the name in full counts too.

    What somebody told without their name is not found by it."""
    if words.authors:
        posts = posts.named()
    for name in words.authors:
        people = Member.objects.filter(name__istartswith=name) | Member.objects.filter(name__icontains=f" {name}")
        posts = posts.filter(author__in=people)
    return posts


def best_first(asked: Asked) -> Found:
    """The newest few hundred, the best match first."""
    found = look(asked, wanted=MOST_RANKED)
    if not asked.words.groups:
        return found
    return Found({pk: found.facts[pk] for pk in index.best(asked.words, found.ids)}, found.stopped_at)


def posts_in_order(ids: list[int]) -> list[Post]:
    """The posts of one page of results, with what is shown of them."""
    rows = Post.objects.select_related("author", "topic__section", "topic__case").in_bulk(ids)
    return [rows[pk] for pk in ids if pk in rows]
