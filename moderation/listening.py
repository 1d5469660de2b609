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
from moderation.sources import BY_KIND


@receiver(called_unsafe)
def call_a_moderator(sender: Any, warning: Endorsement, **kwargs: Any) -> None:
    raise_unsafe(warning)


@receiver(alert_answered)
def take_in_hand(sender: Any, alert: Alert, member: Member, **kwargs: Any) -> None:
    """Whoever says that they have it has it in hand in the queue as well, unless somebody else is at it already."""
    if source := BY_KIND.get(alert.kind):
        with suppress(InOtherHands):
            take_item(kind=source.page, subject_id=alert.subject_id, moderator=member)
