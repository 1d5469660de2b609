"""Opening a topic that is not a case study."""

from uuid import UUID

from django.db import transaction

from deflection.declaration import Declaration
from deflection.gate import Writing, screen
from deflection.models import Deflection
from deflection.outcomes import Prompt
from forum import rules
from forum.actions.drafts import drop_draft
from forum.actions.storing import Standing, call_a_moderator_if_needed, standing_after
from forum.events import TopicOpened
from forum.models import CaseStudy, Post, Section, Topic
from forum.text import to_html
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
    answer: str = "",
) -> Post | Prompt | Deflection:
    """Publish the opening post of a question, discussion or support topic, unless it tells of an emergency."""
    require(rules.may_write_in(author, section))
    if section.holds_cases:
        raise NotHere("A case study is told with its own form.")
    Member.objects.select_for_update().get(pk=author.pk)
    if repeated := Post.objects.filter(author=author, client_id=client_id).first():
        return repeated
    writing = Writing(
        title=title, body=body, place=section.kind, section=section.slug, client_id=client_id,
        declaration=declaration, answer=answer, fields={"form": f"topic:{section.slug}"},
    )  # fmt: skip
    outcome = screen(writing, author=author)
    if isinstance(outcome, Deflection):
        drop_draft(author=author, key=f"topic:{section.slug}")
    if isinstance(outcome, Prompt | Deflection):
        return outcome
    return store_topic(section, author, title, body, client_id, standing_after(outcome), draft=f"topic:{section.slug}")


def store_topic(
    section: Section,
    author: Member,
    title: str,
    body: str,
    client_id: UUID,
    standing: Standing,
    *,
    draft: str,
    case: CaseStudy | None = None,
) -> Post:
    topic = Topic.objects.create(
        section=section, kind=section.kind, case=case, title=title, author=author, status=standing.status
    )
    html = "" if case else to_html(body)
    post = topic.posts.create(
        author=author,
        is_opening=True,
        body=body,
        body_html=html,
        client_id=client_id,
        version=topic.next_version(),
        **standing._asdict(),
    )
    if post.is_published:
        announce(TopicOpened(post))
    call_a_moderator_if_needed(post)
    drop_draft(author=author, key=draft)
    return post
