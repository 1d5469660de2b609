"""Lines of the bell that leave the site: a mail and a ring, once the member is not left alone."""

import logging
from datetime import datetime, timedelta
from itertools import groupby
from smtplib import SMTPRecipientsRefused

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from members.models import Member
from notifications import mail
from notifications.leaving.actions.devices import plan_ring
from notifications.leaving.actions.mailboxes import note_bounce
from notifications.models import GROUP_OF, Came, Group, Mail, Notification, Preference
from notifications.quiet import is_quiet, quiet_until
from notifications.sentences import each_once

log = logging.getLogger(__name__)

AT_ONCE = 200  # lines of one round
AGAIN_AFTER = timedelta(minutes=10)  # a mail server that is away, a worker that died


def send_waiting(*, now: datetime) -> int:
    """Whatever is due, one mail for each member; says how many went. A mail server that is away ends the round."""
    let_be(now=now)
    sent, due = 0, take_due(now=now)
    if not due:
        return 0
    try:
        with get_connection() as by:
            while due:
                sent += sum(send_to(member=member, lines=lines, now=now, by=by) for member, lines in due)
                due = take_due(now=now)
    except OSError as error:  # what was taken comes again in ten minutes
        log.warning("mail was not taken: %s", type(error).__name__)
    return sent


def let_be(*, now: datetime) -> int:
    """What was read, and replies, which wait for the digest unless a member said otherwise: one statement for all."""
    otherwise = Preference.objects.filter(Q(mail_replies=Mail.AT_ONCE) | Q(push_replies=True)).values("member")
    replies = Q(about__in=[about for about, group in GROUP_OF.items() if group == Group.REPLIES])
    done = Q(read_at__isnull=False) | (replies & ~Q(member__in=otherwise))
    return Notification.objects.filter(done, leaves_at__lte=now).update(leaves_at=None)


@transaction.atomic
def take_due(*, now: datetime) -> list[tuple[Member, list[Notification]]]:
    """Two workers never take the same line; one that dies leaves its lines for later."""
    due = Notification.objects.to_send(now).select_related("member__preference", "member__mailbox")
    lines = list(due.select_for_update(skip_locked=True, of=("self",))[:AT_ONCE])
    Notification.objects.filter(pk__in=[line.pk for line in lines]).update(leaves_at=now + AGAIN_AFTER)
    by_member = groupby(sorted(lines, key=lambda line: (line.member_id, line.pk)), key=lambda line: line.member)
    return [(member, list(same)) for member, same in by_member]


def send_to(*, member: Member, lines: list[Notification], now: datetime, by: BaseEmailBackend) -> bool:
    """Looks once more whether the lines still stand: what was read or hidden in between is told of no more."""
    mine = Notification.objects.unread().filter(pk__in=[line.pk for line in lines])
    if not member.is_active or member.is_suspended:
        mine.update(leaves_at=None)
        return False
    if is_quiet(member, now):
        mine.update(leaves_at=quiet_until(member, now))
        return False
    standing = list(mine.order_by("pk"))
    chosen = Preference.of(member)
    if any(chosen.push_for(GROUP_OF[line.about]) for line in standing):
        plan_ring(member=member, since=standing[-1].created_at, now=now)
    to_mail = [line for line in standing if chosen.mail_for(GROUP_OF[line.about]) == Mail.AT_ONCE]
    is_mailed = bool(to_mail) and mail.may_reach(member) and mail_one(letter_about(to_mail), member, now, by)
    mine.update(leaves_at=None)
    return is_mailed


def mail_one(letter: mail.Letter, member: Member, now: datetime, by: BaseEmailBackend) -> bool:
    """A server that refuses this very address says what a bounce says."""
    try:
        mail.send(letter, to=member, by=by)
    except SMTPRecipientsRefused:
        note_bounce(member=member, came=Came.HARD, at=now)
        return False
    return True


def letter_about(lines: list[Notification]) -> mail.Letter:
    """The link leads to the line, which knows where it points; so no address in a mail holds words either."""
    sentences = each_once(lines)
    stops = tuple(sorted({GROUP_OF[line.about] for line in lines}))
    if len(lines) == 1:
        path = reverse("line-open", args=[lines[0].pk])
        return mail.Letter(sentences[0].rstrip("."), (sentences[0],), path, stops=stops)
    return mail.Letter(
        _("%(number)s things for you") % {"number": len(lines)},
        tuple(sentences),
        reverse("notification-list"),
        _("See all of them"),
        stops,
    )
