"""Slowing a topic down, closing it, letting it go: the moderator's side, with its line in the log."""

from datetime import datetime

from django.db import transaction

from audit.actions import record
from audit.deeds import Deed
from forum.actions.brakes import brake_topic, release_topic
from forum.models import Brake, Topic
from members.models import Member
from moderation.actions.reading import read_first


@transaction.atomic
def put_brake(
    *,
    topic: Topic,
    moderator: Member,
    reason: str,
    slow_minutes: int = 0,
    closed_from: datetime | None = None,
    closed_until: datetime | None = None,
) -> Brake:
    """The reason stands in the topic for everybody to read."""
    read_first(reason, author=moderator, place="decision")
    brake = brake_topic(
        topic=topic, moderator=moderator, reason=reason, slow_minutes=slow_minutes, closed_from=closed_from,
        closed_until=closed_until,
    )  # fmt: skip
    record(
        Deed.TOPIC_BRAKED, by=moderator, about=topic, slow_minutes=slow_minutes,
        closed_from=closed_from.isoformat() if closed_from else None,
        closed_until=closed_until.isoformat() if closed_until else None,
    )  # fmt: skip
    return brake


@transaction.atomic
def release_brake(*, topic: Topic, moderator: Member) -> bool:
    released = release_topic(topic=topic, moderator=moderator)
    if released:
        record(Deed.TOPIC_RELEASED, by=moderator, about=topic)
    return released
