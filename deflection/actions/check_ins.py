"""Asking authors how they are, where they asked to be asked (DF21). Nothing of their text is used for it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from deflection.models import CheckInChoice, Deflection
from members.models import Member
from members.permission import require
from notifications.actions import notify
from notifications.models import Notification

ASK_AFTER = (timedelta(hours=24), timedelta(hours=72), timedelta(days=7))


@transaction.atomic
def want_check_ins(*, deflection: Deflection, author: Member, wanted: bool) -> None:
    """One click begins it, one click ends it. What is past by then is not asked about any more."""
    require(deflection.author_id == author.pk, _("Only its author can say this."))
    past = deflection.steps_due(ASK_AFTER, timezone.now())
    row = Deflection.objects.filter(pk=deflection.pk)
    if wanted:
        row.filter(check_ins_since=None).update(check_ins_since=timezone.now(), checked_in_times=past)
    else:
        row.update(check_ins_since=None)


@transaction.atomic
def choose_check_ins(*, member: Member, wanted: bool) -> None:
    """For every text of theirs that is stopped from now on."""
    if wanted:
        CheckInChoice.objects.get_or_create(member=member)
    else:
        CheckInChoice.objects.filter(member=member).delete()


def ask_how_they_are() -> int:
    """After a day, three days and a week; says how many were asked. A worker that was away asks once."""
    now = timezone.now()
    waiting = Deflection.objects.to_ask_how_they_are().filter(
        checked_in_times__lt=len(ASK_AFTER), created_at__lte=now - ASK_AFTER[0]
    )
    return sum(ask_author(deflection, now) for deflection in waiting.select_related("author"))


@transaction.atomic
def ask_author(deflection: Deflection, now: datetime) -> bool:
    """One line in the bell that says nothing of what happened. Of two workers at once, one asks."""
    due = deflection.steps_due(ASK_AFTER, now)
    row = Deflection.objects.to_ask_how_they_are().filter(pk=deflection.pk, checked_in_times__lt=due)
    if not row.update(checked_in_times=due):
        return False
    notify(
        members=[deflection.author],
        about=Notification.About.CHECK_IN,
        actor="Debrief",
        subject=_("Somebody to talk to"),
        url=reverse("deflection-after", args=[deflection.pk]),
        note=_(
            "Hard days stay with people. Colleagues and helplines of your profession listen. Nothing has to be said."
        ),
    )
    return True
