"""Asking in the same-day lane: urgent, and no emergency."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from deflection.answering import NOTHING_SAID, Answers
from deflection.declaration import Declaration, Started, Symptomatic
from deflection.gate import Writing, screen
from deflection.models import Deflection
from deflection.outcomes import Answer, Prompt
from forum import rules
from forum.actions.drafts import drop_draft
from forum.actions.kept import note_down
from forum.actions.storing import after_first_posts, beside, standing_after
from forum.actions.topics import store_topic
from forum.models import Lane, Post, Section
from members.models import Member
from members.permission import require

KEY = "same-day:new"
TOLD = {
    "done": _("What was done, and when"),
    "seen": _("What is seen now"),
    "since": _("Since when"),
    "tried": _("What has been tried"),
    "reachable": _("Who is reachable today"),
}


@transaction.atomic
def ask_same_day(
    *,
    section: Section,
    author: Member,
    title: str,
    area: str,
    told: Mapping[str, str],
    client_id: UUID,
    answer: str = "",
    interest: str = "",
    interest_words: str = "",
    answers: Answers = NOTHING_SAID,
) -> Post | Prompt | Deflection:
    """Publish a question that wants an answer today and ring the experts of its area.

    The patient has symptoms: whatever the reader doubts goes to the helpline. The form says what the pause would say
    about a patient under care, so that is not asked again. `told` has the keys of TOLD.
    """
    Member.objects.select_for_update().get(pk=author.pk)
    if repeated := Post.objects.filter(author=author, client_id=client_id).first():
        return repeated
    said = {"area": area, "interest": interest, "interest_words": interest_words}
    writing = Writing(
        title=title, body=beside(*told.values()), place=section.kind, section=section.slug, client_id=client_id,
        beside=interest_words, declaration=Declaration(Started.UNSURE.value, Symptomatic.YES.value),
        answer=answer or Answer.ADVISED.value, fields={"form": KEY, **said, **told},
        answers=answers, parts={"title": title, "interest_words": interest_words, **told},
    )  # fmt: skip
    outcome = screen(writing, author=author)
    if isinstance(outcome, Deflection):
        drop_draft(author=author, key=KEY)
        return outcome
    require(rules.may_write_in(author, section, area), rules.why_not(author, section, area))
    if isinstance(outcome, Prompt):
        return outcome
    standing = after_first_posts(standing_after(outcome), author, section)
    body = beside(*(f"#### {heading}\n\n{told[name]}" for name, heading in TOLD.items()))
    lane = Lane.SAME_DAY.value
    post = store_topic(section, author, title, body, client_id, standing, draft=KEY, lane=lane, **said)
    return note_down(post, outcome)
