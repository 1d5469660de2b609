"""What members say of themselves."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from deflection.answering import NOTHING_SAID, Answers
from deflection.gate import Writing, screen
from deflection.models import Deflection
from deflection.outcomes import Hold, Prompt
from forum.models import Profile
from members.models import Member
from members.permission import require


@transaction.atomic
def tell_about(
    *, member: Member, about: str, answer: str = "", answers: Answers = NOTHING_SAID
) -> Profile | Prompt | Deflection | Hold:
    """Store the lines on a member's page, once they were read. None takes them off. A Hold stores nothing."""
    require(member.is_authenticated and member.may_write, gettext("You can read here for now, and not write."))
    if about:
        writing = Writing(
            title="", body=about, place="profile", is_reply=True, answer=answer, answers=answers,
            fields={"form": "about:mine"}, parts={"about": about},
        )  # fmt: skip
        outcome = screen(writing, author=member)
        if isinstance(outcome, Prompt | Deflection | Hold):
            return outcome
    profile, _ = Profile.objects.update_or_create(
        member=member, defaults={"about": about, "written_at": timezone.now()}
    )
    return profile


def clear_about(*, profile: Profile) -> bool:
    """The second half of `moderation.actions.profiles.take_lines_off`. Says whether there was something to clear."""
    written = Profile.objects.filter(pk=profile.pk).exclude(about="")
    return bool(written.update(about="", written_at=timezone.now()))
