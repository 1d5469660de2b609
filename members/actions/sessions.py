"""Deeds on sessions: begin, cover and uncover, sign out elsewhere; and telling of what happened to an account."""

from datetime import datetime, timedelta
from functools import partial

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from audit.actions import record
from audit.models import Deed
from members.actions.accounts import recheck_sockets
from members.events import RightsChanged
from members.models import KeptSession, KnownDevice, Member
from members.models.sessions import OWN_DEVICE_RESTS
from members.permission import require
from members.prepared_changes import changing
from realtime.door import announce


@transaction.atomic
def begin_session(*, member: Member, key: str, marks: list[str], device: str, place: str) -> bool:
    """Note where a session began. Says whether this is a new device of somebody who has others.

    A device that was noted under an earlier key is known by its first mark from now on.
    """
    mark, *before = marks
    now = timezone.now()
    if before:
        member.known_devices.filter(mark__in=before).update(mark=mark)
    known, is_new = KnownDevice.objects.update_or_create(member=member, mark=mark, defaults={"seen_at": now})
    KeptSession.objects.filter(pk=key).update(
        member=member, begun_at=now, seen_at=now, covered_at=None, device=device[:60], place=place[:45],
        is_own_device=known.is_own,
    )  # fmt: skip
    return is_new and member.known_devices.exclude(pk=known.pk).exists()


@changing
def seen(key: str, now: datetime) -> tuple[QuerySet[KeptSession], dict[str, object]]:
    return KeptSession.objects.filter(session_key=key), {"seen_at": now}


def note_sign_of_life(*, row: KeptSession) -> None:
    row.seen_at = timezone.now()
    seen(key=row.session_key, now=row.seen_at)


@transaction.atomic
def cover(*, row: KeptSession) -> None:
    """Nothing is shown in this session until its member says again who they are; its sockets close."""
    row.covered_at = row.covered_at or timezone.now()
    if KeptSession.objects.filter(pk=row.pk, covered_at=None).update(covered_at=row.covered_at) and row.member_id:
        announce(RightsChanged(row.member_id))


def uncover(*, row: KeptSession) -> None:
    row.covered_at, row.seen_at = None, timezone.now()
    KeptSession.objects.filter(pk=row.pk).update(covered_at=None, seen_at=row.seen_at)


def cover_idle() -> int:
    """Each minute: sessions in which nobody was there for long enough. Says how many."""
    if not settings.IDLE_LOCK_MINUTES:
        return 0
    now = timezone.now()
    shared = KeptSession.objects.filter(
        is_own_device=False, seen_at__lt=now - timedelta(minutes=settings.IDLE_LOCK_MINUTES)
    )
    own = KeptSession.objects.filter(is_own_device=True, seen_at__lt=now - OWN_DEVICE_RESTS)
    rows = (shared | own).filter(covered_at=None, expire_date__gt=now).exclude(member=None)
    members = set(rows.values_list("member_id", flat=True))
    number = rows.update(covered_at=now)
    for member_id in members:
        announce(RightsChanged(member_id))
    return number


@transaction.atomic
def end_session(*, member: Member, row: KeptSession) -> None:
    """Sign out one other browser; its sockets close at once."""
    require(row.member_id == member.pk, gettext("That is not a session of yours."))
    row.delete()
    recheck_sockets(member=member)


@transaction.atomic
def end_sessions_but(*, member: Member, key: str) -> int:
    """What other browsers and programs hold opens nothing any more. Says how many browsers there were."""
    member.tokens.all().delete()
    number, _ = KeptSession.objects.filter(member=member).exclude(pk=key).delete()
    recheck_sockets(member=member)
    return number


@transaction.atomic
def end_every_session(*, member: Member, by: Member) -> int:
    """An administrator signs somebody out everywhere, programs included, and the member is told. Says how many."""
    require(by.is_superuser and by != member, gettext("This is for administrators, and not for their own account."))
    number = end_sessions_but(member=member, key="")
    transaction.on_commit(partial(get_adapter().send_notification_mail, "account/email/sessions_ended", member))
    record(Deed.SESSIONS_ENDED, by=by, about=member, number=number)
    return number


@transaction.atomic
def choose_own_device(*, member: Member, row: KeptSession, mark: str, is_own: bool) -> None:
    """On one's own device the page rests twelve hours before it is covered; this browser is remembered as that."""
    require(row.member_id == member.pk, gettext("That is not a session of yours."))
    now = timezone.now()
    KnownDevice.objects.update_or_create(member=member, mark=mark, defaults={"is_own": is_own, "seen_at": now})
    KeptSession.objects.filter(pk=row.pk).update(is_own_device=is_own)


def forget_ended() -> int:
    """Each night: sessions that are over, and devices from which nobody signed in for a year."""
    now = timezone.now()
    over = KeptSession.objects.filter(expire_date__lt=now).delete()[0]
    return over + KnownDevice.objects.filter(seen_at__lt=now - timedelta(days=365)).delete()[0]
