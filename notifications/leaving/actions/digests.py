"""Digests: each member's at most once a day or a week, however many workers there are."""

import logging
from datetime import datetime, timedelta

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from members.models import Member
from notifications import mail
from notifications.digest import Ask, letter, lines_for, next_due
from notifications.models import Digest, Often, Preference
from notifications.quiet import is_quiet, quiet_until

log = logging.getLogger(__name__)

AT_ONCE = 200
NEW_AT_ONCE = 1000


def send_digests(*, now: datetime, ask: Ask) -> int:
    """Whatever is due; says how many went."""
    plan_first(now=now)
    sent = 0
    while due := take_due(now=now):
        by = get_connection()
        sent += sum(send_one(member=member, since=since, now=now, ask=ask, by=by) for member, since in due)
        by.close()
    return sent


def plan_first(*, now: datetime) -> None:
    """Members without a row: what happened before today is not told of."""
    members = Member.objects.filter(digest=None, is_active=True).select_related("preference")[:NEW_AT_ONCE]
    rows = [Digest(member=member, due_at=next_due(Preference.of(member), now), told_to=now) for member in members]
    Digest.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def take_due(*, now: datetime) -> list[tuple[Member, datetime]]:
    """Each with the time up to which the last one told. The row moves on as it is taken: nobody is written to twice."""
    due = Digest.objects.filter(due_at__lte=now).select_related("member__preference", "member__mailbox")
    rows = list(due.order_by("due_at").select_for_update(skip_locked=True, of=("self",))[:AT_ONCE])
    taken = []
    for row in rows:
        if is_quiet(row.member, now):
            row.due_at = max(quiet_until(row.member, now), now + timedelta(minutes=1))
            continue
        taken.append((row.member, row.told_to))
        row.due_at, row.told_to = next_due(Preference.of(row.member), now), now
    Digest.objects.bulk_update(rows, ["due_at", "told_to"])
    return taken


def send_one(*, member: Member, since: datetime, now: datetime, ask: Ask, by: BaseEmailBackend) -> bool:
    """Nothing where nothing is new. One that no mail server took waits ten minutes, and tells all of it then."""
    wants = Preference.of(member).digest_comes != Often.OFF and mail.may_reach(member)
    if not wants or not member.is_active or member.is_suspended:
        return False
    lines = lines_for(member, since)
    written = letter(lines, ask(member, since, [line.thread for line in lines if line.thread]))
    if written is None:
        return False
    try:
        mail.send(written, to=member, by=by)
    except OSError as error:
        log.warning("a digest was not taken: %s", type(error).__name__)
        Digest.objects.filter(member=member).update(due_at=now + timedelta(minutes=10), told_to=since)
        return False
    return True


def plan_again(*, chosen: Preference, now: datetime) -> int:
    """They chose another time or rhythm."""
    return Digest.objects.filter(member=chosen.member_id).update(due_at=next_due(chosen, now))
