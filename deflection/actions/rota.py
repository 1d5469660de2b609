"""Deeds on the rota: put in, take out, offer to a colleague, take over."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.actions import record
from audit.models import Deed
from deflection.models import Shift
from members.models import Member
from members.permission import require

NOT_YOURS = _("You change your own shifts; an administrator can change everybody's.")
PAST = _("This shift is over. It stays, so that it can be seen who was on duty.")


class Taken(ValueError):
    """It cannot be done as things stand now; the sentence says why."""


@transaction.atomic
def add_shifts(
    *, member: Member, by: Member, starts_at: datetime, ends_at: datetime, order: int, weeks: int = 1
) -> list[Shift]:
    """Put a shift into the rota, and the same hours of the following weeks by the clock on the wall."""
    require(by.moderates and (by == member or by.is_superuser), NOT_YOURS)
    require(member.moderates and member.is_active, gettext("Only moderators are on duty."))
    starts = [later(starts_at, number) for number in range(weeks)]
    if clash := Shift.objects.filter(member=member, starts_at__in=starts).first():
        raise Taken(
            gettext("%(name)s has a shift that starts on %(day)s at %(time)s.")
            % {
                "name": member.name,
                "day": date_format(timezone.localtime(clash.starts_at), "j F"),
                "time": date_format(timezone.localtime(clash.starts_at), "H:i"),
            }
        )
    made = [
        Shift.objects.create(member=member, starts_at=start, ends_at=later(ends_at, number), order=order)
        for number, start in enumerate(starts)
    ]
    note("put in", made[0], by, weeks=weeks)
    return made


def note(what: str, shift: Shift, by: Member, **facts: int) -> None:
    record(
        Deed.ROTA_CHANGED, by=by, about=shift, what=what, member=shift.member_id,
        starts_at=shift.starts_at.isoformat(timespec="minutes"), **facts,
    )  # fmt: skip


def later(moment: datetime, weeks: int) -> datetime:
    """So many weeks on, at the same time of day though the clocks may have changed."""
    if not weeks:
        return moment  # on the wall an hour of late October comes twice
    wall = timezone.localtime(moment).replace(tzinfo=None) + timedelta(weeks=weeks)
    return timezone.make_aware(wall)


@transaction.atomic
def remove_shift(*, shift: Shift, by: Member, now: datetime) -> None:
    """Take it out. One that is running ends now: who was on duty until then stays on record."""
    require(may_change(by, shift), NOT_YOURS)
    if shift.ends_at <= now:
        raise Taken(PAST)
    note("taken out", shift, by)
    if shift.starts_at < now:
        Shift.objects.filter(pk=shift.pk).update(ends_at=now, offered_at=None)
    else:
        Shift.objects.filter(pk=shift.pk).delete()


@transaction.atomic
def offer_shift(*, shift: Shift, by: Member, offered: bool, now: datetime) -> None:
    """Ask colleagues to take it, or keep it after all. Until somebody takes it, it stays whose it is."""
    require(may_change(by, shift), NOT_YOURS)
    if shift.ends_at <= now:
        raise Taken(PAST)
    Shift.objects.filter(pk=shift.pk).update(offered_at=now if offered else None)
    note("offered" if offered else "kept", shift, by)


@transaction.atomic
def take_shift(*, shift: Shift, by: Member, now: datetime) -> Shift:
    """Take over what a colleague offered; from now on where it is running. Of two who take it, one has it."""
    require(
        by.moderates and by.is_active and shift.member_id != by.pk, gettext("Another moderator can take this shift.")
    )
    starts_at = max(shift.starts_at, now)
    if Shift.objects.filter(member=by, starts_at=starts_at).exists():
        raise Taken(gettext("You have a shift of your own that starts then."))
    free = Shift.objects.filter(pk=shift.pk, ends_at__gt=now).exclude(offered_at=None)
    if shift.starts_at < now:
        if not free.update(ends_at=now, offered_at=None):
            raise Taken(gettext("This shift is not offered any more."))
        taken = Shift.objects.create(member=by, starts_at=now, ends_at=shift.ends_at, order=shift.order)
        note("taken over", taken, by, before=shift.member_id)
        return taken
    if not free.update(member=by, offered_at=None):
        raise Taken(gettext("This shift is not offered any more."))
    before = shift.member_id
    shift.refresh_from_db()
    note("taken over", shift, by, before=before)
    return shift


def may_change(by: Member, shift: Shift) -> bool:
    return by.is_active and by.moderates and (by.is_superuser or shift.member_id == by.pk)
