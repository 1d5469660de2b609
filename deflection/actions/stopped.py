"""Deeds on deflections. Their text is sealed for its author alone."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from audit.actions import record
from audit.models import Deed
from deflection import vault
from deflection.actions.pages import end_alerts
from deflection.events import DeflectionAcknowledged
from deflection.models import Deflection, Helpline, OwnNumbers
from deflection.vault import Unreadable
from members.models import Member
from members.permission import require
from notifications.actions import notify
from notifications.models import Notification
from realtime.door import announce

INVITE_AFTER = (timedelta(hours=24), timedelta(days=7), timedelta(days=21))


@transaction.atomic
def discard_sealed(*, deflection: Deflection, author: Member) -> bool:
    """The author empties this entry of their vault; that it was deflected stays on record."""
    require(deflection.author_id == author.pk, _("Only its author can discard this."))
    return bool(Deflection.objects.filter(pk=deflection.pk).exclude(sealed=b"").update(sealed=b""))


@transaction.atomic
def close_deflection(*, deflection: Deflection, moderator: Member) -> bool:
    """A duty moderator has dealt with it. Says whether anything changed: of two at once, one wins."""
    require(moderator.moderates and deflection.author_id != moderator.pk, _("Another moderator must close this one."))
    now = timezone.now()
    closed = bool(Deflection.objects.filter(pk=deflection.pk, closed_at=None).update(closed_at=now))
    if closed:
        end_alerts(kinds=["deflection"], subject_id=deflection.pk, by=moderator, now=now)
        announce(DeflectionAcknowledged(deflection))
    return closed


def empty_expired() -> int:
    """Sealed texts past their day are destroyed; says how many."""
    return Deflection.objects.filter(expires_at__lte=timezone.now()).exclude(sealed=b"").update(sealed=b"")


@transaction.atomic
def mark_checked(*, lines: QuerySet[Helpline], by: Member) -> int:
    """An administrator has rung these numbers today; says how many."""
    require(by.is_superuser, _("Only an administrator keeps the directory."))
    today = timezone.localdate()
    checked = list(lines)
    lines.update(last_checked_on=today)
    for line in checked:
        record(Deed.HELPLINE_CHANGED, by=by, about=line, done="checked", country=line.country, route=line.route)
    return len(checked)


@transaction.atomic
def keep_own_numbers(*, member: Member, fields: dict[str, str]) -> None:
    """Seal the names and numbers a member wants first, or forget them all. The form has read the names already."""
    if not fields:
        OwnNumbers.objects.filter(member=member).delete()
        return
    OwnNumbers.objects.update_or_create(member=member, defaults={"sealed": vault.seal(fields, owner_id=member.pk)})


def mark_shown(*, deflection: Deflection) -> None:
    """The page with the number stood before its author."""
    if deflection.shown_at is None:
        Deflection.objects.filter(pk=deflection.pk, shown_at=None).update(shown_at=timezone.now())


def say_whether_called(*, deflection: Deflection, author: Member, called: bool) -> None:
    """The author's own word, which they may change; nobody checks it."""
    require(deflection.author_id == author.pk, _("Only its author can say this."))
    now = timezone.now()
    Deflection.objects.filter(pk=deflection.pk).update(
        called_at=now if called else None, not_needed_at=None if called else now
    )


def mark_came_back(*, deflection: Deflection) -> None:
    """Its author took it up again after the event, or went on writing from it."""
    Deflection.objects.filter(pk=deflection.pk, came_back_at=None).update(came_back_at=timezone.now())


def mark_continued_as_case(*, deflection: Deflection) -> None:
    Deflection.objects.filter(pk=deflection.pk).update(continued_at=timezone.now())


def mark_told(*, author: Member) -> None:
    """The author published a case study: the text they last took out of the vault for one has been told."""
    continued = Deflection.objects.filter(author=author, told_at=None).exclude(continued_at=None)
    if latest := continued.order_by("-continued_at").first():
        Deflection.objects.filter(pk=latest.pk).update(told_at=timezone.now())


@transaction.atomic
def stop_reminders(*, deflection: Deflection, author: Member) -> None:
    """No more invitations about this text."""
    require(deflection.author_id == author.pk, _("Only its author can stop this."))
    Deflection.objects.filter(pk=deflection.pk, reminders_stopped_at=None).update(reminders_stopped_at=timezone.now())


def invite_to_tell() -> int:
    """Ask authors whether it is over and may be told, after a day, a week and three weeks; says how many were asked.

    A worker that was away for a week asks once, not for each step it missed.
    """
    now = timezone.now()
    waiting = Deflection.objects.to_invite().filter(
        invited_times__lt=len(INVITE_AFTER), created_at__lte=now - INVITE_AFTER[0]
    )
    return sum(invite(deflection, now) for deflection in waiting.select_related("author"))


@transaction.atomic
def invite(deflection: Deflection, now: datetime) -> bool:
    """One line in the bell, without a word of the text. Of two workers at once, one asks."""
    due = deflection.steps_due(INVITE_AFTER, now)
    row = Deflection.objects.to_invite().filter(pk=deflection.pk, invited_times__lt=due)
    if not row.update(invited_times=due):
        return False
    day = date_format(timezone.localtime(deflection.created_at), "j F")
    notify(
        members=[deflection.author],
        about=Notification.About.INVITED,
        actor="Debrief",
        subject=_("Your text of %(day)s, kept in your vault") % {"day": day},
        url=reverse("vault-show", args=[deflection.pk]),
        note=_("If it is, you can tell it as a case study, starting from your own words. If it is not, ring."),
    )
    return True


def empty_copies(*, author: Member, client_ids: list[UUID], form: str, body: str) -> int:
    """A text was removed for good: its copies in the vault go too. Says how many."""
    emptied = 0
    for deflection in Deflection.objects.of(author.pk):
        if deflection.client_id in client_ids or is_copy(deflection, form, body):
            emptied += Deflection.objects.filter(pk=deflection.pk).update(sealed=b"")
    return emptied


def is_copy(deflection: Deflection, form: str, body: str) -> bool:
    try:
        fields = deflection.fields_for(deflection.author_id)
    except Unreadable:
        return False
    return fields.get("form") == form or fields.get("body") == body
