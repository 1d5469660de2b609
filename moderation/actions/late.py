"""What is grave, overdue and taken by nobody: those on duty are called for it (MO3)."""

from datetime import datetime

from django.db import transaction

from deflection.actions.pages import acknowledge, raise_alert
from deflection.models import Alert
from members.models import Member
from moderation import queue
from moderation.actions.live import POST_KINDS
from moderation.rooms import section_of


def call_about_late(*, now: datetime) -> int:
    """Each thing by itself; says about how many somebody was called."""
    return sum(call_about_one(item, now) for item in queue.late())


@transaction.atomic
def answer_calls(*, page: str, subject_id: int, moderator: Member, now: datetime) -> int:
    """Whoever takes a thing in hand has its calls as well; says how many."""
    kinds = POST_KINDS if page == "post" else (page,)
    waiting = Alert.objects.unanswered().filter(kind__in=kinds, subject_id=subject_id)
    theirs = [alert for alert in waiting.select_related("deflection") if alert.is_for(moderator)]
    return sum(acknowledge(alert=alert, member=moderator, now=now) for alert in theirs)


@transaction.atomic
def call_about_one(item: queue.Waiting, now: datetime) -> bool:
    """A call that stands goes on by itself. One that was answered, and then let lie as long again, is made anew."""
    kinds = POST_KINDS if item.kind in POST_KINDS else (item.kind,)
    standing = Alert.objects.open().about(kinds, item.subject)
    if standing and (standing.acknowledged_at is None or now < answered_until(standing, item)):
        return False
    if standing and not Alert.objects.open().filter(pk=standing.pk).update(ended_at=now):
        return False
    author = Member.objects.filter(pk=item.author).first() if item.author else None
    raise_alert(
        kind=item.kind, subject_id=item.subject, url=item.url, now=now, severity=item.severity,
        section=section_of(item.page, item.subject), concerns=author,
    )  # fmt: skip
    return True


def answered_until(alert: Alert, item: queue.Waiting) -> datetime:
    """Whoever has it has as long as the queue gives."""
    return alert.acknowledged_at + queue.DUE_AFTER[item.severity]
