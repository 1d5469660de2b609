"""A reminder in the demo, and the appeal against it: it waits for somebody who did not lay it."""

from deflection.outcomes import Answer
from members.models import Member
from moderation.actions.appeals import write_appeal
from moderation.actions.measures import take_measure
from moderation.models import Reason, Rung

REMINDER = (
    "Your reply names a distributor and a discount. Colleagues read such words as advertising, whatever was meant. "
    "Please take them out, or say which interest you have."
)
APPEAL = (
    "I have no interest in that distributor and earn nothing from it. I named it because a colleague had asked where "
    "the longer needles can be bought. I am glad to take the discount out, and ask you to take the reminder back."
)


def put_appeal(people: dict[str, Member], key: str) -> None:
    reminder = take_measure(
        member=people[key], by=people["mod_hassan"], rung=Rung.REMINDER, rule=Reason.ADVERTISING, text=REMINDER
    )
    write_appeal(member=people[key], about=reminder, text=APPEAL, answer=Answer.NO_PATIENT)
