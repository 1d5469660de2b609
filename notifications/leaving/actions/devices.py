"""Devices that are told: added and removed by their members, rung by the worker."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from members.models import Member
from members.permission import require
from notifications import push
from notifications.models import Device

log = logging.getLogger(__name__)

AT_ONCE = 200
WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=20), timedelta(hours=1), timedelta(hours=4))


class TooMany(Exception):
    """A sentence for the member."""


@transaction.atomic
def add_device(*, member: Member, endpoint: str, label: str, now: datetime) -> Device:
    """Asked for on that device. Whoever signs in there later and asks as well takes it over."""
    require(member.is_authenticated and member.is_active and push.may_ring(endpoint))
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    others = member.devices.exclude(endpoint=endpoint)
    if others.count() >= Device.MOST:
        raise TooMany(
            _("That would be more than %(most)s devices. Please remove one of them first.") % {"most": Device.MOST}
        )
    told = {"member": member, "label": label[:60], "created_at": now, "ring_at": None, "tries": 0, "rung_at": None}
    return Device.objects.update_or_create(endpoint=endpoint, defaults=told)[0]


def remove_device(*, member: Member, device_id: int) -> int:
    """One of their own; says whether it was there."""
    return member.devices.filter(pk=device_id).delete()[0]


def plan_ring(*, member: Member, since: datetime, now: datetime) -> int:
    """Once for whatever came since then: a device that rang meanwhile, or is about to, rings no second time."""
    silent = member.devices.filter(Q(rung_at=None) | Q(rung_at__lt=since), ring_at=None)
    return silent.update(ring_at=now, tries=0)


def ring_waiting(*, now: datetime) -> int:
    """Whatever is due; says how many rang."""
    return sum(ring_one(device=device, now=now) for device in take_due(now=now))


@transaction.atomic
def take_due(*, now: datetime) -> list[Device]:
    """Two workers never take the same device; one that dies leaves it for the next try."""
    due = Device.objects.to_ring(now).select_related("member")
    devices = list(due.select_for_update(skip_locked=True, of=("self",))[:AT_ONCE])
    for device in devices:
        device.ring_at = now + WAITS[min(device.tries, len(WAITS) - 1)]
        device.tries += 1
    Device.objects.bulk_update(devices, ["ring_at", "tries"])
    return devices


def ring_one(*, device: Device, now: datetime) -> bool:
    """Not where nothing waits any more: it was read on another device, or what it told of was hidden."""
    row = Device.objects.filter(pk=device.pk)
    if not device.member.is_active or not device.member.notifications.unread().exists():
        row.update(ring_at=None)
        return False
    try:
        push.ring(device.endpoint)
    except push.Gone:
        row.delete()
        return False
    except push.NotRung as error:
        log.warning("device %s was not rung, try %s: %s", device.pk, device.tries, error)
        if device.tries > len(WAITS):
            row.update(ring_at=None)
        return False
    row.update(ring_at=None, tries=0, rung_at=now)
    return True


def ring_now(*, member: Member, now: datetime) -> int:
    """A call to duty: at once, on each of their devices. Says how many rang; raises where one failed and none did."""
    rung, last = 0, None
    for device in member.devices.all():
        try:
            push.ring(device.endpoint, urgent=True)
        except push.Gone:
            device.delete()
        except push.NotRung as error:
            last = error
        else:
            rung += Device.objects.filter(pk=device.pk).update(rung_at=now)
    if last and not rung:
        raise last
    return rung
