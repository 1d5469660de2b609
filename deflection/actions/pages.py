"""Calling those on duty, step by step, until somebody has it (DF8, NO8). Computed from stored times alone."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.actions import record
from audit.models import Deed
from deflection.duty import steps, webhook
from deflection.events import AlertAcknowledged, DeflectionAcknowledged, MemberPaged
from deflection.models import Alert, Channel, Deflection, Page
from deflection.signals import alert_answered, alert_raised
from members.models import Member
from members.permission import require
from notifications.actions import notify
from notifications.leaving.actions.devices import ring_now
from notifications.mail import Letter, send
from notifications.models import Notification
from notifications.push import is_set_up
from realtime.door import announce

log = logging.getLogger(__name__)

TRIES = 3
TRY_AGAIN_AFTER = (timedelta(seconds=15), timedelta(seconds=60), timedelta(seconds=60))
FORGOTTEN_FOR = timedelta(days=1)
AT_ONCE = 100  # messages of one round; the rest is sent in the next
WORDS = (
    _("You are asked to answer for something that waits for a moderator."),
    _("If nobody does, the next colleague is asked. This message says nothing about what it is."),
)


@transaction.atomic
def raise_alert(
    *,
    kind: str,
    subject_id: int,
    url: str,
    now: datetime,
    severity: int = 0,
    section: str = "",
    concerns: Member | None = None,
    deflection: Deflection | None = None,
) -> Alert:
    """Call whoever is on call. About one thing there is one open alert: asking again gives that one back."""
    if standing := Alert.objects.open().filter(kind=kind, subject_id=subject_id).first():
        return standing
    try:
        with transaction.atomic():
            alert = Alert.objects.create(
                kind=kind, subject_id=subject_id, url=url, severity=severity, section=section, concerns=concerns,
                deflection=deflection, raised_at=now,
            )  # fmt: skip
    except IntegrityError:  # another worker was first
        return Alert.objects.open().get(kind=kind, subject_id=subject_id)
    escalate(alert=alert, now=now)
    alert_raised.send(Alert, alert=alert)
    return alert


def call_about(*, deflection: Deflection, now: datetime) -> Alert:
    """A stopped text: its author is told whether somebody on duty was called."""
    return raise_alert(
        kind="deflection", subject_id=deflection.pk, url=reverse("moderation-deflection", args=[deflection.pk]),
        now=now, section=deflection.section, concerns=deflection.author, deflection=deflection,
    )  # fmt: skip


def call_about_forgotten(*, now: datetime) -> int:
    """Texts of the last day that wait and that nobody was called about; says how many."""
    forgotten = Deflection.objects.waiting().filter(alerts=None, created_at__gte=now - FORGOTTEN_FOR)
    return len([call_about(deflection=deflection, now=now) for deflection in forgotten.select_related("author")])


@transaction.atomic
def escalate(*, alert: Alert, now: datetime) -> int:
    """Call everybody whose step has come; says how many. Of two workers at once, one calls: the row decides."""
    calls = steps.calls_due(alert, now)
    reached = max([steps.steps_come(alert, now), *(call.step + 1 for call in calls)])
    if reached <= alert.next_step:
        return 0
    mine = Alert.objects.unanswered().filter(pk=alert.pk, next_step=alert.next_step).update(next_step=reached)
    if not mine:
        return 0
    alert.next_step = reached
    for call in calls:
        page_one(alert, call, now)
    return len(calls)


def page_one(alert: Alert, call: steps.Call, now: datetime) -> None:
    """The bell rings with the commit; mail, the member's devices and the hook are left for the worker."""
    push = [Channel.PUSH] if is_set_up() and call.member.devices.exists() else []
    hook = [Channel.WEBHOOK] if settings.DUTY_WEBHOOK_URL else []
    channels = [Channel.BELL, Channel.MAIL, *push, *hook]
    Page.objects.bulk_create(
        Page(
            alert=alert, step=call.step, member=call.member, channel=channel, paged_at=now, try_at=now,
            sent_at=now if channel == Channel.BELL else None,
        )
        for channel in channels
    )  # fmt: skip
    notify(
        members=[call.member], about=Notification.About.PAGED, actor=gettext("The moderators"), subject=alert.in_words,
        url=alert.get_absolute_url(),
    )  # fmt: skip
    announce(MemberPaged(alert, call.member))


def escalate_due(*, now: datetime) -> int:
    """Every alert that nobody answered and whose next step has come; says how many people were called."""
    waiting = Alert.objects.unanswered().filter(steps.has_come(now)).order_by("raised_at")
    return sum(escalate(alert=alert, now=now) for alert in waiting)


@transaction.atomic
def acknowledge(*, alert: Alert, member: Member, now: datetime) -> bool:
    """ "I have it", by name. Says whether it was free: of two at once, one has it, and nobody else is called."""
    require(alert.is_for(member), gettext("Another moderator must answer for this."))
    free = Alert.objects.unanswered().filter(pk=alert.pk)
    if not free.update(acknowledged_at=now, acknowledged_by=member):
        return False
    alert.refresh_from_db()
    announce(AlertAcknowledged(alert))
    if alert.deflection:
        announce(DeflectionAcknowledged(alert.deflection))
    alert_answered.send(Alert, alert=alert, member=member)
    waited = int(alert.waited.total_seconds()) if alert.waited else 0
    record(Deed.CALL_ANSWERED, by=member, about=alert, kind=alert.kind, subject=alert.subject_id, seconds=waited)
    return True


@transaction.atomic
def end_alerts(*, kinds: Iterable[str], subject_id: int, by: Member, now: datetime) -> int:
    """What they called about was dealt with: nobody else is called. Whoever dealt with it had it."""
    alerts = Alert.objects.open().filter(kind__in=kinds, subject_id=subject_id)
    for alert in alerts.filter(acknowledged_at=None):
        alert.acknowledged_at, alert.acknowledged_by = now, by
        alert.save(update_fields=["acknowledged_at", "acknowledged_by"])
        announce(AlertAcknowledged(alert))
    return alerts.update(ended_at=now)


def send_waiting(*, now: datetime) -> int:
    """Mail and hook calls whose time has come, each tried three times; says how many went out."""
    waiting = Page.objects.to_send(now).select_related("alert", "member").order_by("try_at", "pk")[:AT_ONCE]
    return sum(send_one(page, now) for page in waiting)


def send_one(page: Page, now: datetime) -> bool:
    """Take it, then try it: a worker that dies in between leaves it for the next try, and two never send the same."""
    mine = Page.objects.to_send(now).filter(pk=page.pk, tries=page.tries)
    if not mine.update(tries=F("tries") + 1, try_at=now + TRY_AGAIN_AFTER[min(page.tries, TRIES - 1)]):
        return False
    row = Page.objects.filter(pk=page.pk)
    try:
        deliver(page)
    except Exception as error:  # whatever it was, the other channels and the next step go on
        log.warning("page %s was not sent, try %s: %s", page.pk, page.tries + 1, type(error).__name__)
        if page.tries + 1 >= TRIES:
            row.update(failed_at=now)
        return False
    row.update(sent_at=timezone.now())
    return True


def deliver(page: Page) -> None:
    """At any hour, quiet ones too; and to an address that gave mail back before, since one call more may reach it."""
    if page.channel == Channel.WEBHOOK:
        return webhook.call(page)
    if page.channel == Channel.PUSH:
        ring_now(member=page.member, now=timezone.now())
        return None
    path, link = page.alert.get_absolute_url(), gettext("Open it, and say that you have it")
    return send(Letter(gettext("something waits for you"), WORDS, path, link), to=page.member)
