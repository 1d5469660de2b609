"""A member's own settings: where they work, keys; and for moderators, a break, and how grave texts are shown."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from members.models import Member
from members.permission import require
from members.signals import tell_standing_changed
from members.workplaces import LONGEST, MOST


@transaction.atomic
def declare_workplaces(*, member: Member, names: list[str], now: datetime) -> None:
    """Colleagues of one workplace do not judge each other, and their marks count together from now on."""
    require(member.is_authenticated and member.is_active)
    require(len(names) <= MOST and all(len(name) <= LONGEST for name in names), _("That is more than can be kept."))
    if Member.objects.filter(pk=member.pk).exclude(workplaces=names).update(workplaces=names):
        tell_standing_changed(member.pk, now)
    member.workplaces = names


def take_break(*, member: Member, until: datetime | None) -> None:
    """A moderator is not called before then; nothing ends a break but the clock and its member."""
    require(member.is_authenticated and member.moderates, _("Breaks are for those who moderate."))
    Member.objects.filter(pk=member.pk).update(off_duty_until=until)
    member.off_duty_until = until


def set_single_keys(*, member: Member, on: bool) -> None:
    """Whether one key alone does something (WCAG 2.1.4)."""
    require(member.is_authenticated and member.is_active)
    Member.objects.filter(pk=member.pk).update(single_keys=on)
    member.single_keys = on


def fold_severe(*, member: Member, folds: bool) -> None:
    require(member.is_authenticated and member.moderates, _("This is for those who moderate."))
    Member.objects.filter(pk=member.pk).update(folds_severe=folds)
    member.folds_severe = folds
