"""Changing the replies that stand ready, and counting their use."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from audit.models import Deed
from members.models import Member
from members.permission import require
from moderation import rules
from moderation.actions.reading import read_first
from moderation.models import CannedReply


@transaction.atomic
def save_reply(
    *, reply: CannedReply | None, by: Member, title: str, words: str, reason: str, language: str, active: bool
) -> CannedReply:
    """Keep a new reply, or another wording of one. What was sent before stays as it was sent."""
    require(rules.may_change_replies(by), _("Replies are for moderators to change."))
    read_first(f"{title}\n\n{words}", author=by, place="decision")
    reply = CannedReply.objects.select_for_update().get(pk=reply.pk) if reply else CannedReply()
    reply.title, reply.words, reply.reason, reply.language = title, words, reason, language
    reply.active, reply.changed_by, reply.changed_at = active, by, timezone.now()
    reply.save()
    record(Deed.REPLY_CHANGED, by=by, about=reply, active=active)
    return reply


def count_use(*, reply: CannedReply) -> None:
    """It was the start of a decision's reason."""
    CannedReply.objects.filter(pk=reply.pk).update(times_used=F("times_used") + 1)
