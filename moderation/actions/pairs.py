"""Deciding whether two members who endorse each other above all are one voice or two."""

from django.db import transaction
from django.utils.translation import gettext as _

from audit.actions import record
from audit.models import Deed
from forum.actions.rings import settle_pair
from forum.models import MutualPair
from members.models import Member
from members.permission import require
from moderation import rules
from moderation.actions.reading import read_first
from moderation.events import QueueShortened
from realtime.door import announce


@transaction.atomic
def decide_pair(*, pair: MutualPair, moderator: Member, counts: bool, reason: str) -> bool:
    """Says whether this moderator was the first. Nobody decides about themselves."""
    require(rules.may_judge_pair(moderator, pair), _("Another moderator must look at this: it is about you."))
    read_first(reason, author=moderator, place="decision")
    settled = settle_pair(pair=pair, moderator=moderator, counts=counts, reason=reason)
    announce(QueueShortened())
    if settled:
        record(Deed.PAIR_DECIDED, by=moderator, about=pair, counts=counts)
    return settled
