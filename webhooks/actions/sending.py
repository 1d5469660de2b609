"""Sending what is due: eight tries over a day, then it waits for an administrator. The rows alone say what is due."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from audit.actions import record
from audit.models import Deed
from members.models import Member
from notifications.actions import notify
from notifications.models import Notification
from notifications.signed import Undelivered, call
from webhooks.endpoints import refresh
from webhooks.messages import message_of
from webhooks.models import A_DAY, TEST, Delivery, Endpoint
from webhooks.open_to_all import may_leave

log = logging.getLogger(__name__)

# After the first try about 1, 5 and 30 minutes, 2, 6, 12 and 24 hours.
GAPS = (
    timedelta(minutes=1), timedelta(minutes=4), timedelta(minutes=25), timedelta(minutes=90), timedelta(hours=4),
    timedelta(hours=6), timedelta(hours=12),
)  # fmt: skip
TRIES = len(GAPS) + 1
REST = timedelta(minutes=1)
ROUND = 20  # seconds
TURN, TURN_ENDS = "webhooks-turn", 60


def send_due(*, clock: Callable[[], datetime] = timezone.now) -> int:
    """One round; says how many were taken. One worker at a time, so that the others are free for what is urgent."""
    if not cache.add(TURN, 1, TURN_ENDS):
        return 0
    taken, ends = 0, monotonic() + ROUND
    try:
        while monotonic() < ends and (delivery := next_due(now := clock())):
            taken += send_one(delivery, now=now)
    finally:
        cache.delete(TURN)
    return taken


def next_due(now: datetime) -> Delivery | None:
    return Delivery.objects.due(now).select_related("endpoint", "event").first()


def send_one(delivery: Delivery, *, now: datetime) -> bool:
    """Take it, then try it: a worker that dies in between leaves it for the next try, and two never send the same."""
    mine = Delivery.objects.filter(pk=delivery.pk, tries=delivery.tries, due_at__lte=now)
    if not may_leave(delivery.event):
        mine.update(due_at=None, left_out_at=now)
        return False
    wait = GAPS[min(delivery.tries, len(GAPS) - 1)]
    if not mine.update(tries=F("tries") + 1, due_at=now + wait, tried_at=now):
        return False
    delivery.tries += 1
    endpoint = delivery.endpoint
    try:
        body = message_of(delivery.event)
        code = call(endpoint.url, body, endpoint.secret, only_outside=not settings.WEBHOOKS_INSIDE)
    except Undelivered as error:
        note_failed(delivery, now, code=error.code, trouble="" if error.code else str(error))
    except Exception as error:  # such as a secret that cannot be opened: the others go on
        note_failed(delivery, now, code=None, trouble=type(error).__name__)
    else:
        note_taken(delivery, now, code)
        return True
    return False


@transaction.atomic
def note_taken(delivery: Delivery, now: datetime, code: int) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(taken_at=now, due_at=None, code=code, trouble="")
    well = {"answered_at": now, "failing_since": None, "rests_until": None}
    Endpoint.objects.filter(pk=delivery.endpoint_id).update(**well)


@transaction.atomic
def note_failed(delivery: Delivery, now: datetime, *, code: int | None, trouble: str) -> None:
    """Whoever gave no answer at all is left alone for a minute, so that nothing else waits for their silence."""
    is_test = delivery.event.kind == TEST
    is_last = is_test or delivery.tries >= TRIES
    Delivery.objects.filter(pk=delivery.pk).update(
        code=code, trouble=trouble[:60], **({"failed_at": now, "due_at": None} if is_last else {})
    )
    log.warning("webhook %s was not delivered, try %s: %s", delivery.endpoint_id, delivery.tries, code or trouble)
    if is_test:
        return
    endpoint = Endpoint.objects.filter(pk=delivery.endpoint_id)
    endpoint.filter(failing_since=None).update(failing_since=now)
    if code is None:
        endpoint.update(rests_until=now + REST)
    if is_last and endpoint.on().filter(failing_since__lte=now - A_DAY).exists():
        switch_off_failing(endpoint=delivery.endpoint, now=now)


def switch_off_failing(*, endpoint: Endpoint, now: datetime) -> None:
    """A day of failures, with nothing taken in between: administrators are told, and switch it on again themselves."""
    if not Endpoint.objects.on().filter(pk=endpoint.pk).update(off_at=now, off_by_itself=True):
        return
    give_up_waiting(endpoint=endpoint, now=now)
    notify(
        members=Member.objects.filter(is_active=True, is_superuser=True).order_by("pk"),
        about=Notification.About.HOOK_OFF, actor=settings.SITE_NAME, subject=endpoint.name,
        url=endpoint.get_absolute_url(),
    )  # fmt: skip
    transaction.on_commit(refresh)
    record(Deed.WEBHOOK_OFF, by=None, about=endpoint, host=endpoint.host[:150])


def give_up_waiting(*, endpoint: Endpoint, now: datetime) -> int:
    """What was on its way counts as failed, so that it can be sent again later."""
    return endpoint.deliveries.exclude(due_at=None).update(due_at=None, failed_at=now)
