"""What moderation hears from the floors below: an answer was called unsafe, a call was answered."""

from contextlib import suppress
from typing import Any

from django.dispatch import receiver

from deflection.models import Alert
from deflection.signals import alert_answered
from forum.models import Endorsement
from forum.signals import called_unsafe
from members.models import Member
from moderation.actions import raise_unsafe
from moderation.actions.takes import take_item
from moderation.conflicts import InOtherHands
from moderation.rooms import is_theirs
from moderation.sources import BY_KIND


@receiver(called_unsafe)
def call_a_moderator(sender: Any, warning: Endorsement, **kwargs: Any) -> None:
    raise_unsafe(warning)


@receiver(alert_answered)
def take_in_hand(sender: Any, alert: Alert, member: Member, **kwargs: Any) -> None:
    """Whoever has a call has its item in hand in the queue as well, where it is theirs and nobody else is at it."""
    source = BY_KIND.get(alert.kind)
    if source and is_theirs(member, source.page, alert.subject_id):
        with suppress(InOtherHands):
            take_item(kind=source.page, subject_id=alert.subject_id, moderator=member)
