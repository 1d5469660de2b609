"""What a mail server reports: signed, in one plain format, whatever service it comes from."""

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware

from members.models import Member
from notifications.models import Came

SIGNATURE = "Debrief-Signature"
SENT_AT = "Debrief-Timestamp"
FRESH = timedelta(minutes=5)
MOST = 100
FORMAT = (
    'Please send {"address": …, "type": "hard", "soft" or "complaint", "at": a time with its zone}, '
    "or a list of up to 100 of these."
)


@dataclass(frozen=True)
class Report:
    address: str
    came: Came
    at: datetime


def signature(stamp: str, body: bytes) -> str:
    """Over the time and the body, so that an old report cannot be sent again as a new one."""
    signed = hmac.new(settings.BOUNCE_SECRET.encode(), stamp.encode() + b"." + body, hashlib.sha256)
    return f"sha256={signed.hexdigest()}"


def is_signed(headers: Mapping[str, str], body: bytes, now: datetime) -> bool:
    stamp, given = headers.get(SENT_AT, ""), headers.get(SIGNATURE, "")
    if not (stamp.isascii() and stamp.isdecimal() and len(stamp) < 12):
        return False
    is_fresh = abs(now.timestamp() - int(stamp)) <= FRESH.total_seconds()
    return is_fresh and hmac.compare_digest(signature(stamp, body).encode(), given.encode())


def read(body: bytes) -> list[Report] | None:
    """None where any of it cannot be read: whoever sends it can put it right, and send it again."""
    try:
        found = json.loads(body)
        found = found if isinstance(found, list) else [found]
        return [report(one) for one in found] if len(found) <= MOST else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def report(one: dict[str, str]) -> Report:
    at = parse_datetime(one["at"])
    if at is None or not is_aware(at):
        raise ValueError("a time with its zone")
    return Report(one["address"].strip().lower(), Came(one["type"]), at)


def members_of(reports: list[Report]) -> Iterator[tuple[Member, Report]]:
    """An address that nobody has is passed over, silently."""
    people = {member.email: member for member in Member.objects.filter(email__in=[one.address for one in reports])}
    for one in sorted(reports, key=lambda one: one.at):
        if member := people.get(one.address):
            yield member, one
