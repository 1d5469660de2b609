"""Ending what moderators need no longer, and noting each day what went and what is late."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from moderation.models import Flag, Note
from privacy.models import Proof

if TYPE_CHECKING:
    from privacy.retention import Class

log = logging.getLogger(__name__)
SIX_YEARS = timedelta(days=6 * 365 + 2)


def forget_old_notes(*, now: datetime) -> int:
    """Says how many."""
    old = Note.objects.filter(created_at__lt=now - SIX_YEARS)
    return old.delete()[1].get(Note._meta.label, 0)


def forget_old_reports(*, now: datetime) -> int:
    """That there was a report and what came of it stays as a figure; its words and the copy beside it go."""
    old = Flag.objects.filter(closed_at__lt=now - SIX_YEARS).exclude(snapshot="")
    return old.update(note="", snapshot="", said={})


def end_and_prove(*, classes: "Iterable[Class]") -> list[Proof]:
    """Each class by itself, so that one that fails keeps no other waiting: it shows as late."""
    return [prove(one) for one in classes]


def prove(one: "Class") -> Proof:
    now = timezone.now()
    try:
        gone = one.end()
    except Exception as error:  # its words must not reach the log
        log.error("what is kept too long could not be ended: %s, %s", one.kind, type(error).__name__)
        gone = 0
    late = one.past(now).order_by(one.since)
    number = late.count()
    if number:
        log.warning("%d rows of %s are kept longer than they should be", number, one.kind)
    day = timezone.localdate(now)
    before = Proof.objects.filter(day=day, kind=one.kind).values_list("gone", flat=True).first() or 0
    found = {"gone": before + gone, "late": number, "oldest": late.values_list(one.since, flat=True).first(), "at": now}
    proof, _ = Proof.objects.update_or_create(day=day, kind=one.kind, defaults=found)
    return proof
