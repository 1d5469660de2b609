"""Telling members."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from members.models import Member
from members.permission import require
from notifications.leaving.actions.digests import plan_again
from notifications.models import GROUP_OF, Group, Notification, NotificationQuerySet, Preference
from realtime import streams
from realtime.door import announce
from realtime.frames import Bell, Frame

KEPT_FOR = timedelta(days=183)
AT_ONCE = 1_000


class Named(Protocol):
    """What stands in the place of somebody who is not named."""

    @property
    def name(self) -> str: ...


Actor = Member | Named | str  # a member, what stands in their place, or a role


@dataclass(frozen=True)
class MemberNotified:
    """A member has something new in the bell."""

    member_id: int

    def frames(self) -> Iterable[Frame]:
        yield Bell(streams.member(self.member_id), "notifications")


@dataclass(frozen=True)
class MembersNotified:
    """Many members have something new in the bell, in one round."""

    member_ids: tuple[int, ...]

    def frames(self) -> Iterable[Frame]:
        for member_id in self.member_ids:
            yield from MemberNotified(member_id).frames()


@dataclass(frozen=True)
class LinesRead:
    """The bell holds less: every page that the member has open counts again, and says nothing aloud."""

    member_id: int

    def frames(self) -> Iterable[Frame]:
        yield Bell(streams.member(self.member_id), "notifications_read")


@transaction.atomic
def notify(*, members: Iterable[Member], about: str, actor: Actor, subject: str, url: str, note: str = "") -> None:
    """Put a line in each member's bell and ring it. The texts come from actions that have passed the gate."""
    told = [
        Notification(
            member=member,
            about=about,
            **told_by(actor),
            subject=subject[:150],
            url=url,
            note=note[:500],
            leaves_at=leaves_first(about, timezone.now()),
        )
        for member in members
    ]
    Notification.objects.bulk_create(told)
    for notification in told:
        announce(MemberNotified(notification.member_id))


@transaction.atomic
def notify_once(
    *, member_ids: Sequence[int], thread: str, about: str, actor: Actor, subject: str, url: str, more: int = 1
) -> None:
    """One unread line for each member and thread: a new one, or the one that waits counts on and names the newest.

    It keeps the address of the first that was not read. Only a new line rings: the number on the bell stays as it was.
    Four statements however many hear. Of two at once, the second waits for the first at the constraint, then counts on.
    """
    now = timezone.now()
    told = {"about": about, "created_at": now, **told_by(actor)}
    first = {"subject": subject[:150], "url": url, "number": 0, "leaves_at": leaves_first(about, now)}
    fresh = Notification(thread=thread, **first, **told)
    Notification.objects.bulk_create([fresh.for_member(member_id) for member_id in member_ids], ignore_conflicts=True)
    waiting = Notification.objects.unread().filter(thread=thread, member_id__in=member_ids).order_by("pk")
    lines = list(waiting.select_for_update().values_list("pk", "member_id", "created_at"))
    Notification.objects.filter(pk__in=[pk for pk, _, _ in lines]).update(number=F("number") + more, **told)
    if new := tuple(member_id for _, member_id, created_at in lines if created_at == now):
        announce(MembersNotified(new))


def told_by(actor: Actor) -> dict[str, Any]:
    """Whose name it is, is known where it is a member's: of two who have the same, one may leave."""
    return {
        "actor": getattr(actor, "name", actor),
        "actor_number": actor.pk if isinstance(actor, Member) else None,
    }


def leaves_first(about: str, now: datetime) -> datetime | None:
    """When the worker looks whether it leaves the site. Calls to duty leave by a chain of their own; what happens to an
    account leaves by a mail of its own, at once and whatever was chosen."""
    return None if about == Notification.About.ACCOUNT or GROUP_OF.get(about) == Group.DUTY else now


def close_threads(*, member: Member, threads: Sequence[str]) -> int:
    """They have read it where it stands: these lines wait no more. Says how many did."""
    return close(member.notifications.unread().filter(thread__in=threads), member)


def close_every_thread(*, member: Member) -> int:
    """The same wherever they may read it; decisions and whatever else was told wait on."""
    return close(member.notifications.unread().exclude(thread=""), member)


def take_back(*, threads: Sequence[str]) -> int:
    """What they told of left the public: nobody finds its name in the bell any more. Says how many lines went."""
    return Notification.objects.filter(thread__in=threads).delete()[0]


def take_back_one(*, thread: str, url: str) -> int:
    """One of several left: whoever was told of that one alone, and has not read it, is told of nothing."""
    return Notification.objects.unread().filter(thread=thread, url=url, number=1).delete()[0]


def mark_read(*, member: Member, notification_id: int) -> int:
    """One line seen; somebody else's stays as it is."""
    return close(member.notifications.unread().filter(pk=notification_id), member)


def forget_old_lines(*, now: datetime) -> int:
    """What was read half a year ago goes, a thousand at a time; what nobody read stays. Says how many went."""
    old, gone = Notification.objects.filter(read_at__lt=now - KEPT_FOR).order_by("pk"), 0
    while numbers := list(old.values_list("pk", flat=True)[:AT_ONCE]):
        gone += Notification.objects.filter(pk__in=numbers).delete()[0]
    return gone


@transaction.atomic
def choose_preferences(*, member: Member, chosen: Mapping[str, Any]) -> None:
    """How this member wants to be told from now on; what has left already has left."""
    require(member.is_authenticated and member.is_active)
    row, _ = Preference.objects.update_or_create(member=member, defaults=chosen)
    plan_again(chosen=row, now=timezone.now())


def mark_all_read(*, member: Member) -> int:
    """Everything seen; says how many were new."""
    return close(member.notifications.unread(), member)


def close(lines: NotificationQuerySet, member: Member) -> int:
    closed = lines.update(read_at=timezone.now())
    if closed:
        announce(LinesRead(member.pk))
    return closed
