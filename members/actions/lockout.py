"""Counting wrong passwords, and opening an address again."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from audit.actions import record
from audit.models import Deed
from members.lockout import marks, shut_for
from members.models import FailedSignIns, Member
from members.permission import require

log = logging.getLogger(__name__)
FAILURES_KEPT = timedelta(days=90)


@transaction.atomic
def note_failed_sign_in(*, email: str) -> None:
    """In a row, however long that takes; an address that nobody has is counted like any other."""
    now = timezone.now()
    known = marks(email)
    rows = FailedSignIns.objects.select_for_update()
    row = rows.filter(mark__in=known).first() or rows.get_or_create(mark=known[0])[0]
    row.number, row.last_at = row.number + 1, now
    length = shut_for(row.number)
    row.shut_until = now + length if length else row.shut_until
    row.save()
    log.info("a wrong password, the %s. in a row for %s", row.number, row.mark[:12])


def forget_failed_sign_ins(*, email: str) -> None:
    """The right password, or a new one."""
    FailedSignIns.objects.filter(mark__in=marks(email)).delete()


@transaction.atomic
def open_sign_in(*, member: Member, by: Member) -> None:
    """A moderator lifts it, having spoken with the member."""
    require(by.moderates_all and by != member, gettext("This is for moderators who answer for the whole forum."))
    if FailedSignIns.objects.filter(mark__in=marks(member.email)).delete()[0]:
        record(Deed.SIGN_IN_OPENED, by=by, about=member)


def forget_old_failures() -> int:
    """Each night: what nobody tried for three months, unless it is shut."""
    now = timezone.now()
    old = FailedSignIns.objects.filter(last_at__lt=now - FAILURES_KEPT).exclude(shut_until__gt=now)
    return old.delete()[0]
