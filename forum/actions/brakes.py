"""Slowing a topic down, closing it, and letting it go again."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from forum import rules
from forum.events import TopicBraked
from forum.models import Brake, Topic
from members.models import Member
from members.permission import require
from realtime.door import announce


@transaction.atomic
def brake_topic(
    *,
    topic: Topic,
    moderator: Member,
    reason: str,
    slow_minutes: int = 0,
    closed_from: datetime | None = None,
    closed_until: datetime | None = None,
) -> Brake:
    """Put the brake on, or change it. The reason is read by everybody: whoever calls has let the gate read it."""
    require(rules.may_steer(moderator, topic), rules.WHO_MAY_STEER)
    topic = topic.lock()
    brake, _ = Brake.objects.update_or_create(
        topic=topic,
        defaults={
            "slow_minutes": slow_minutes, "closed_from": closed_from, "closed_until": closed_until, "reason": reason,
            "set_by": moderator, "set_at": timezone.now(),
        },
    )  # fmt: skip
    announce(TopicBraked(topic))
    return brake


@transaction.atomic
def release_topic(*, topic: Topic, moderator: Member) -> bool:
    """Everybody may write again. Says whether anything held them."""
    require(rules.may_steer(moderator, topic), rules.WHO_MAY_STEER)
    topic = topic.lock()
    released, _ = Brake.objects.filter(topic=topic).delete()
    if released:
        announce(TopicBraked(topic))
    return bool(released)
