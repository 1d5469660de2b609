"""Long lists of topics, cut by where the last page ended: nothing is counted, and page 500 costs what page 1 does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db.models import Q

from forum.models import Topic
from forum.models.topics import TopicQuerySet

SHAPE = re.compile(r"(\d{1,16})-(\d{1,18})")  # microseconds since 1970, and the topic's number
BEGIN = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Slice:
    """`older` leads to the next one; `is_first`: none is newer."""

    topics: list[Topic]
    older: str = ""
    is_first: bool = True
    on_top: list[Topic] = field(default_factory=list)

    def __iter__(self) -> Iterator[Topic]:
        yield from self.on_top
        yield from self.topics

    def __len__(self) -> int:
        return len(self.on_top) + len(self.topics)


def newest_first(topics: TopicQuerySet, before: str, on_top: list[Topic] | None = None) -> Slice:
    """After `before`, where it can be read; otherwise from the newest. Those on top stand on the first page alone."""
    if on_top:
        topics = topics.exclude(pk__in=[topic.pk for topic in on_top])
    place = place_of(before)
    if place:
        moment, number = place
        topics = topics.filter(Q(last_post_at__lt=moment) | Q(last_post_at=moment, pk__lt=number))
    length = settings.TOPICS_PER_PAGE
    found = list(topics[: length + 1])
    older = mark_of(found[length - 1]) if len(found) > length else ""
    return Slice(found[:length], older, place is None, [] if place else on_top or [])


def mark_of(topic: Topic) -> str:
    return f"{(topic.last_post_at - BEGIN) // timedelta(microseconds=1)}-{topic.pk}"


def place_of(mark: str) -> tuple[datetime, int] | None:
    if not (read := SHAPE.fullmatch(mark)):
        return None
    return BEGIN + timedelta(microseconds=int(read[1])), int(read[2])
