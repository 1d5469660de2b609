"""Claims that were granted within the year, and measures that were appealed against."""

from datetime import timedelta

from audit.models import Deed
from demo.credentials import hash_of
from demo.history.past import Past, put
from members.models import Claim, Credential
from members.models.credentials import number_label, number_mark
from members.sealing import seal
from moderation.models import Appeal, Measure, Reason, Rung
from moderation.models.appeals import Outcome
from moderation.models.measures import Ended

WAITED = (3, 5, 9, 14, 20, 23, 6, 19, 31)  # hours
DECIDED = "Found on the register, under this name."
REMINDERS = (
    (Reason.ADVERTISING, "Your reply named a distributor. Please leave names of shops out.", Outcome.UPHELD),
    (Reason.UNPROFESSIONAL_TONE, "Please disagree with the answer, not with its author.", Outcome.OVERTURNED),
    (Reason.UNSAFE_ADVICE, "Please name the guideline that your answer rests on.", Outcome.UPHELD),
    (Reason.UNDECLARED_INTEREST, "You teach for the maker that you named. Please say so.", Outcome.UPHELD),
    (Reason.UNPROFESSIONAL_TONE, "A colleague read your reply as mocking.", Outcome.OVERTURNED),
    (Reason.ADVERTISING, "Please do not announce your own course in an answer.", Outcome.UPHELD),
)
APPEAL = "I read the rule again and think that my reply keeps to it. Please look once more."
REPLIES = {
    Outcome.UPHELD: "I read it with fresh eyes and come to the same view. It ends there; nothing else follows.",
    Outcome.OVERTURNED: "You are right: your words were about the method. The reminder is taken back.",
}


def put_claims(past: Past) -> None:
    """Each of them once, by somebody who is neither they nor the one who asked."""
    for nth, (member, at) in enumerate(zip(past.members, past.moments(len(past.members)), strict=True)):
        waited = timedelta(hours=WAITED[nth % len(WAITED)])
        number = f"{hash_of(member.email):02d}{nth:03d}A"
        by = past.moderators[nth % 3]
        claim = put(
            Claim(
                member=member, register_slug="nmc", number_sealed=seal(number.encode(), label=number_label(member.pk)),
                number_mark=number_mark("nmc", number), last_two=number[-2:],
                name_on_register=member.name, profession=member.profession, wanted_tier=Credential.Tier.REGISTERED,
                status=Claim.State.GRANTED, reason=DECIDED, first_reviewer=by, first_at=at, created_at=at - waited,
                decided_at=at,
            )
        )  # fmt: skip
        past.did(
            Deed.CLAIM_DECIDED, at, by, claim, outcome="granted", member=member.pk, waited=int(waited.total_seconds())
        )


def put_appeals(past: Past) -> None:
    for nth, at in enumerate(past.moments(len(REMINDERS), days=300)):
        rule, words, outcome = REMINDERS[nth]
        member, by, judge = past.members[nth * 2], past.moderators[nth % 3], past.moderators[(nth + 1) % 3]
        back = outcome == Outcome.OVERTURNED
        decided = min(at + timedelta(hours=30), past.now - timedelta(minutes=30))
        measure = put(
            Measure(
                member=member, by=by, rung=Rung.REMINDER, rule=rule, text=words, created_at=at - timedelta(days=1),
                ended_at=decided if back else None, ended_by=judge if back else None,
                ended_how=Ended.APPEAL if back else Ended.NOT_YET,
            )
        )  # fmt: skip
        put(
            Appeal(
                member=member, measure=measure, text=APPEAL, created_at=at, decided_by=judge, decided_at=decided,
                outcome=outcome, reply=REPLIES[outcome],
            )
        )  # fmt: skip
