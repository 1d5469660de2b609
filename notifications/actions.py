"""Telling members."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from members.models import Member
from notifications.models import Notification
from realtime import streams
from realtime.door import announce
from realtime.frames import Bell, Frame


@dataclass(frozen=True)
class MemberNotified:
    """A member has something new in the bell."""

    member_id: int

    def frames(self) -> Iterable[Frame]:
        yield Bell(streams.member(self.member_id), "notifications")


@transaction.atomic
def notify(*, members: Iterable[Member], about: str, actor: str, subject: str, url: str, note: str = "") -> None:
    """Put a line in each member's bell and ring it. The texts come from actions that have passed the gate."""
    told = [
        Notification(member=member, about=about, actor=actor, subject=subject[:150], url=url, note=note[:500])
        for member in members
    ]
    Notification.objects.bulk_create(told)
    for notification in told:
        announce(MemberNotified(notification.member_id))


def mark_all_read(*, member: Member) -> int:
    """Everything seen; says how many were new."""
    return member.notifications.unread().update(read_at=timezone.now())
