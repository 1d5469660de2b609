"""What administrators do: register an address, try it, switch it off and on, give it a new secret, send again."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from audit.models import Deed
from members.models import Member
from members.permission import require
from members.sealing import seal
from webhooks.actions.sending import give_up_waiting, send_one
from webhooks.endpoints import refresh
from webhooks.models import MOST, TEST, Delivery, Endpoint, Event
from webhooks.rules import WHO_MAY_CHANGE, may_change


class NotNow(ValueError):
    """Why this cannot be done, in a sentence for the page."""


@transaction.atomic
def register_endpoint(*, name: str, url: str, kinds: Sequence[str], by: Member) -> tuple[Endpoint, str]:
    """It is told from the next deed on. The secret is given back this once, and kept sealed. Raises NotNow."""
    require(may_change(by), WHO_MAY_CHANGE)
    if Endpoint.objects.kept().count() >= MOST:
        raise NotNow(_("There are %(most)d already. Please remove one first.") % {"most": MOST})
    try:
        with transaction.atomic():
            endpoint = Endpoint.objects.create(name=name, url=url, kinds=list(kinds), registered_by=by)
    except IntegrityError as error:
        raise NotNow(_("This address is registered already.")) from error
    secret = put_secret(endpoint)
    transaction.on_commit(refresh)
    record(Deed.WEBHOOK_REGISTERED, by=by, about=endpoint, host=endpoint.host[:150], kinds=len(endpoint.kinds))
    return endpoint, secret


def put_secret(endpoint: Endpoint) -> str:
    secret = secrets.token_urlsafe(32)
    endpoint.sealed = seal(secret.encode(), label=endpoint.label)
    endpoint.save(update_fields=["sealed"])
    return secret


@transaction.atomic
def renew_secret(*, endpoint: Endpoint, by: Member) -> str:
    """The one before signs nothing from now on."""
    require(may_change(by), WHO_MAY_CHANGE)
    secret = put_secret(endpoint)
    record(Deed.WEBHOOK_SECRET, by=by, about=endpoint, host=endpoint.host[:150])
    return secret


@transaction.atomic
def switch_off(*, endpoint: Endpoint, by: Member) -> bool:
    """Nothing more is noted for it; what was on its way counts as failed. Says whether anything changed."""
    require(may_change(by), WHO_MAY_CHANGE)
    now = timezone.now()
    if not Endpoint.objects.on().filter(pk=endpoint.pk).update(off_at=now, off_by_itself=False):
        return False
    give_up_waiting(endpoint=endpoint, now=now)
    transaction.on_commit(refresh)
    record(Deed.WEBHOOK_OFF, by=by, about=endpoint, host=endpoint.host[:150])
    return True


@transaction.atomic
def switch_on(*, endpoint: Endpoint, by: Member) -> bool:
    require(may_change(by), WHO_MAY_CHANGE)
    fresh = {"off_at": None, "off_by_itself": False, "failing_since": None, "rests_until": None}
    if not Endpoint.objects.kept().filter(pk=endpoint.pk).exclude(off_at=None).update(**fresh):
        return False
    transaction.on_commit(refresh)
    record(Deed.WEBHOOK_ON, by=by, about=endpoint, host=endpoint.host[:150])
    return True


@transaction.atomic
def remove_endpoint(*, endpoint: Endpoint, by: Member) -> None:
    """For good, its secret at once; that it was there stays in the audit log. It must be off first."""
    require(may_change(by), WHO_MAY_CHANGE)
    off = Endpoint.objects.kept().filter(pk=endpoint.pk).exclude(off_at=None)
    if not off.update(removed_at=timezone.now(), sealed=b""):
        raise NotNow(_("Please switch it off first."))
    record(Deed.WEBHOOK_REMOVED, by=by, about=endpoint, host=endpoint.host[:150])


def send_test(*, endpoint: Endpoint, by: Member) -> Delivery:
    """One try, at once and by whoever asks, so that they see what comes back; also where it is switched off."""
    require(may_change(by), WHO_MAY_CHANGE)
    now = timezone.now()
    with transaction.atomic():
        event = Event.objects.create(kind=TEST, at=now)
        delivery = Delivery.objects.create(endpoint=endpoint, event=event, due_at=now)
    send_one(delivery, now=now)
    delivery.refresh_from_db()
    return delivery


def send_again(*, delivery: Delivery, by: Member, now: datetime) -> bool:
    """The same event under the same id, with eight tries. Says whether it could."""
    require(may_change(by), WHO_MAY_CHANGE)
    if delivery.endpoint.off_at:
        raise NotNow(_("It is switched off. Please switch it on first."))
    again = Delivery.objects.filter(pk=delivery.pk, due_at=None, left_out_at=None)
    return bool(again.update(due_at=now, **ANEW))


def send_failed_again(*, endpoint: Endpoint, by: Member, now: datetime) -> int:
    """All that failed within a day; says how many."""
    require(may_change(by), WHO_MAY_CHANGE)
    if endpoint.off_at:
        raise NotNow(_("It is switched off. Please switch it on first."))
    failed = endpoint.deliveries.failed_lately(now).filter(due_at=None, left_out_at=None)
    return failed.update(due_at=now, **ANEW)


ANEW = {"tries": 0, "failed_at": None, "taken_at": None}
