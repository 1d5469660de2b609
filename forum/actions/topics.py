"""Opening a topic that is not a case study."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from deflection.answering import NOTHING_SAID, Answers
from deflection.declaration import Declaration
from deflection.gate import Writing, screen
from deflection.models import Deflection
from deflection.outcomes import Prompt
from forum import rules
from forum.actions.drafts import drop_draft, lock_member
from forum.actions.kept import note_down
from forum.actions.lanes import ring_experts
from forum.actions.quoting import note_quotes
from forum.actions.storing import Standing, after_first_posts, call_a_moderator_if_needed, standing_after
from forum.braking import let_open, let_publish
from forum.errands import tell_later
from forum.events import TopicOpened
from forum.models import CaseStudy, Post, Section, Topic
from forum.signals import post_published
from forum.writing import as_html
from members.models import Member
from members.permission import require
from realtime.door import announce


class NotHere(ValueError):
    """Case studies have a form of their own; nothing else creates one."""


@transaction.atomic
def open_topic(
    *,
    section: Section,
    author: Member,
    title: str,
    body: str,
    client_id: UUID,
    declaration: Declaration | None = None,
    answer: str = "", area: str = "",
    interest: str = "", interest_words: str = "",
    answers: Answers = NOTHING_SAID, sequence: int | None = None,
) -> Post | Prompt | Deflection:  # fmt: skip
    """Publish the opening post of a question, discussion or support topic, unless it tells of an emergency.

    Read first, refused after: somebody who may not write here is still sent to help.
    """
    if section.holds_cases:
        raise NotHere(_("A case study is told with its own form."))
    lock_member(author)
    if repeated := Post.objects.filter(author=author, client_id=client_id).first():
        return repeated
    said = {"area": area, "interest": interest, "interest_words": interest_words}
    writing = Writing(
        title=title, body=body, place=section.kind, section=section.slug, client_id=client_id, beside=interest_words,
        declaration=declaration, answer=answer, answers=answers, fields={"form": f"topic:{section.slug}", **said},
        parts={"title": title, "body": body, "interest_words": interest_words},
    )  # fmt: skip
    outcome = screen(writing, author=author)
    if isinstance(outcome, Deflection):
        drop_draft(author=author, key=f"topic:{section.slug}", sequence=sequence, sent=body)
        return outcome
    require(rules.may_write_in(author, section, area), rules.why_not(author, section, area))
    if isinstance(outcome, Prompt):
        return outcome
    let_open(title, body)
    let_publish(author, is_question=section.kind == "questions")
    standing = after_first_posts(standing_after(outcome), author, section)
    post = store_topic(section, author, title, body, client_id, standing, sequence=sequence, **said)
    return note_down(post, outcome)


def store_topic(
    section: Section,
    author: Member,
    title: str,
    body: str,
    client_id: UUID,
    standing: Standing,
    *,
    draft: str = "",
    case: CaseStudy | None = None,
    area: str = "",
    lane: str = "", unnamed_as: str = "",
    interest: str = "",
    interest_words: str = "",
    sequence: int | None = None,
) -> Post:  # fmt: skip
    topic = Topic.objects.create(
        section=section, kind=section.kind, case=case, title=title, author=author, status=standing.status,
        area=area, lane=lane, unnamed_as=unnamed_as, version=1,
    )  # fmt: skip
    post = topic.posts.create(
        author=author, is_opening=True, body=body,
        body_html="" if case else as_html(body, author),
        client_id=client_id,
        version=topic.version,
        interest=interest,
        interest_words=interest_words,
        **standing._asdict(),
    )  # fmt: skip
    note_quotes(post)
    if post.is_published:
        announce(TopicOpened(post))
        post_published.send(sender=None, post=post)
        ring_experts(post)
        tell_later(post)
    call_a_moderator_if_needed(post)
    drop_draft(author=author, key=draft or f"topic:{section.slug}", sequence=sequence, sent=body)
    return post
