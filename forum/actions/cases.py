"""Telling a case study: the only way one comes into being."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from deflection.actions import mark_told
from deflection.answering import NOTHING_SAID, Answers
from deflection.declaration import Declaration
from deflection.gate import Writing, screen
from deflection.models import Deflection
from deflection.outcomes import Prompt
from forum import rules
from forum.actions.drafts import drop_draft
from forum.actions.kept import answers_before, note_down
from forum.actions.leaving import leave
from forum.actions.returns import stand_after_edit
from forum.actions.storing import Standing, after_first_posts, call_a_moderator_if_needed, standing_after
from forum.actions.topics import store_topic
from forum.braking import let_edit
from forum.events import PostEdited
from forum.models import CaseStudy, Post, Revision, Section, Topic
from forum.text import to_html
from members.models import Member
from members.permission import require
from realtime.door import announce


@transaction.atomic
def tell_case_study(
    *,
    section: Section,
    author: Member,
    title: str,
    fields: Mapping[str, Any],
    client_id: UUID,
    symptomatic: str,
    answer: str = "",
    answers: Answers = NOTHING_SAID,
) -> Post | Prompt | Deflection:
    """Publish a case study about an event that is over.

    `fields` are the columns of CaseStudy without `html`. An event that is not over, or less than a day old, comes back
    as a Prompt of kind `unresolved`; one that reads as happening now is deflected.
    """
    Member.objects.select_for_update().get(pk=author.pk)
    if repeated := Post.objects.filter(author=author, client_id=client_id).first():
        return repeated
    writing = writing_of(section, title, fields, client_id, symptomatic, answer, answers)
    outcome = screen(writing, author=author)
    if isinstance(outcome, Deflection):
        drop_draft(author=author, key="case:new")
        return outcome
    require(rules.may_write_in(author, section), rules.why_not(author, section))
    if isinstance(outcome, Prompt):
        return outcome
    if happened_too_recently(fields["happened_on"]):
        return Prompt("unresolved", final=True)
    case = CaseStudy.objects.create(**fields, html=html_of(fields))
    body = as_markdown(fields)
    mark_told(author=author)
    standing = after_first_posts(standing_after(outcome), author, section)
    return note_down(
        store_topic(section, author, title, body, client_id, standing, draft="case:new", case=case), outcome
    )


def writing_of(
    section: Section,
    title: str,
    fields: Mapping[str, Any],
    client_id: UUID,
    symptomatic: str,
    answer: str,
    answers: Answers,
) -> Writing:
    return Writing(
        title=title, body=words_of(fields), beside=fields["interests"], place=section.kind, section=section.slug,
        client_id=client_id, answer=answer, answers=answers, parts=parts_of(title, fields),
        declaration=Declaration.from_date(fields["happened_on"], symptomatic, today=timezone.localdate()),
        fields={"form": "case:new", **{name: str(value) for name, value in fields.items()}},
    )  # fmt: skip


def parts_of(title: str, fields: Mapping[str, Any]) -> dict[str, str]:
    """What others will read, field by field."""
    return {"title": title, "interests": fields["interests"], **{name: fields.get(name, "") for name in CaseStudy.TOLD}}


def happened_too_recently(happened_on: date) -> bool:
    """CS3: at least a day must lie between the event and its telling, so that the helpline comes before the pen."""
    return happened_on >= timezone.localdate()


@transaction.atomic
def edit_case_study(
    *,
    post: Post,
    editor: Member,
    title: str,
    fields: Mapping[str, Any],
    reason: str = "",
    answer: str = "",
    answers: Answers = NOTHING_SAID,
) -> Post | Prompt | Deflection:
    """Change a case study; its former text is kept whole as a revision. The declaration stands as it was made."""
    topic = post.topic.lock()
    # Read again under the lock: a moderator may have hidden it since the page was opened.
    post = Post.objects.select_for_update().get(pk=post.pk)
    require(post.author_id == editor.pk, rules.WHO_MAY_EDIT)
    writing = Writing(
        title=title, body=words_of(fields), place=topic.kind, section=topic.section.slug, is_reply=True, answer=answer,
        beside=f"{fields['interests']}\n\n{reason}", answers=answers_before(post, answers),
        parts=parts_of(title, fields) | {"reason": reason},
        declaration=Declaration.from_date(fields["happened_on"], "no", today=timezone.localdate()),
        fields={"form": f"edit:{post.pk}", "reason": reason, **{name: str(value) for name, value in fields.items()}},
    )  # fmt: skip
    outcome = screen(writing, author=editor)
    if isinstance(outcome, Deflection):
        return outcome
    require(rules.may_edit(editor, post), rules.why_no_edit(editor, post))
    let_edit(editor, post, topic)
    if isinstance(outcome, Prompt):
        return outcome
    if happened_too_recently(fields["happened_on"]):
        return Prompt("unresolved", final=True)
    return note_down(store_case_edit(post, topic, editor, title, fields, reason, standing_after(outcome)), outcome)


def store_case_edit(
    post: Post, topic: Topic, editor: Member, title: str, fields: Mapping[str, Any], reason: str, standing: Standing
) -> Post:
    Revision.objects.create(post=post, editor=editor, title=topic.title, body=post.body, reason=reason)
    CaseStudy.objects.filter(pk=topic.case_id).update(**fields, html=html_of(fields))
    was_published = post.is_published
    stand_after_edit(post, standing)
    post.body, post.edited_at, post.version = as_markdown(fields), timezone.now(), topic.next_version()
    post.save()
    Topic.objects.filter(pk=topic.pk).update(title=title, status=post.status)
    if post.is_published:
        announce(PostEdited(post))
    elif was_published:
        leave(post)
    call_a_moderator_if_needed(post)
    drop_draft(author=editor, key=f"edit:{post.pk}")
    return post


def html_of(fields: Mapping[str, Any]) -> dict[str, str]:
    return {name: to_html(fields[name]) for name in CaseStudy.TOLD if fields.get(name)}


def words_of(fields: Mapping[str, Any]) -> str:
    """What the member wrote and nothing else: our headings speak of the past, and would lend it to what is live."""
    return "\n\n".join(fields[name] for name in CaseStudy.TOLD if fields.get(name))


def as_markdown(fields: Mapping[str, Any]) -> str:
    """The whole account as one text under its headings: what a revision keeps."""
    parts = [f"#### {heading(name)}\n\n{fields[name]}" for name in CaseStudy.TOLD if fields.get(name)]
    return "\n\n".join(parts)


def heading(name: str) -> str:
    label = str(CaseStudy._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]
