"""Standing declarations of interests."""

from django.db import transaction

from deflection.answering import NOTHING_SAID, Answers
from deflection.gate import Writing, screen
from deflection.models import Deflection
from deflection.outcomes import Hold, Prompt
from forum.models import InterestDeclaration
from members.models import Member
from members.permission import require


@transaction.atomic
def declare_interests(
    *, member: Member, words: str, answer: str = "", answers: Answers = NOTHING_SAID
) -> InterestDeclaration | Prompt | Deflection | Hold:
    """Declare afresh what one gains from companies and products; no words means none. Earlier ones are kept."""
    require(member.is_authenticated and member.is_active)
    if words:
        writing = Writing(
            title="", body=words, place="profile", is_reply=True, answer=answer, answers=answers,
            fields={"form": "interests:mine"}, parts={"words": words},
        )  # fmt: skip
        outcome = screen(writing, author=member)
        if isinstance(outcome, Prompt | Deflection | Hold):
            return outcome
    return InterestDeclaration.objects.create(member=member, words=words)
