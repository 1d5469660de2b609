"""Rows of measures, appeals and keys, as short as a test can say them."""

from datetime import timedelta

from django.utils import timezone

from members.models import Member
from moderation.models import Appeal, Measure, Proposal, Referral

WORDS = "Please give the source of a dose when you name one, so that others can look it up."
APPEAL = "I did name the source, at the end of my second sentence. Please read it again."
REPLY = "We have read it again, and you are right: the source was there. We are sorry."


def a_measure(member: Member, by: Member, **fields: object) -> Measure:
    given = {"rung": "note", "rule": "unsafe_advice", "text": WORDS, **fields}
    return Measure.objects.create(member=member, by=by, **given)


def an_appeal(member: Member, by: Member, **fields: object) -> Appeal:
    """Against a measure, unless something else is named."""
    about = fields if fields else {"measure": a_measure(member, by)}
    return Appeal.objects.create(member=member, text=APPEAL, **about)


def a_referral(member: Member, first: Member, second: Member) -> Referral:
    """With both keys turned and a letter written."""
    now = timezone.now()
    proposal = Proposal.objects.create(
        act="refer", member=member, reason=WORDS, proposed_by=first, second=second, outcome="confirmed",
        settled_at=now, lapses_at=now + timedelta(hours=72),
    )  # fmt: skip
    return Referral.objects.create(proposal=proposal, regulator="Nursing and Midwifery Council", letter=WORDS)
