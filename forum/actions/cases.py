"""Telling a case study: the only way one comes into being."""

from collections.abc import Mapping
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
from forum.actions.agreements import ask_colleague, before_others_read, stand_with_agreement
from forum.actions.drafts import drop_draft
from forum.actions.kept import answers_before, note_down
from forum.actions.leaving import leave
from forum.actions.quoting import note_quotes
from forum.actions.returns import stand_after_edit
from forum.actions.revisions import ReasonMissing, keep_revision
from forum.actions.storing import Standing, after_first_posts, beside, call_a_moderator_if_needed, standing_after
from forum.actions.topics import store_topic
from forum.braking import brake_edit
from forum.case_texts import as_markdown, as_sent, happened_too_recently, html_of, lines_of, parts_of, words_of
from forum.disclosure import VERSION
from forum.events import PostEdited
from forum.models import CaseStudy, Post, Section, Topic
from forum.naming import NOT_SHOWN, SHOWN, facet_of
from forum.signals import post_edited
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
    unnamed: bool = False,
) -> Post | Prompt | Deflection:
    """Publish a case study about an event that is over, with its author's name or `unnamed`.

    `fields` are the columns of CaseStudy without `html`. An event that is not over, or less than a day old, comes back
    as a Prompt of kind `unresolved`; one that reads as happening now is deflected.
    """
    Member.objects.select_for_update().get(pk=author.pk)
    if repeated := Post.objects.filter(author=author, client_id=client_id).first():
        return repeated
    writing = writing_of(section, title, with_naming(fields, unnamed), client_id, symptomatic, answer, answers)
    outcome = screen(writing, author=author)
    if isinstance(outcome, Deflection):
        drop_draft(author=author, key="case:new")
        return outcome
    require(rules.may_write_in(author, section), rules.why_not(author, section))
    if isinstance(outcome, Prompt):
        return outcome
    if happened_too_recently(fields["happened_on"], fields.get("happened_at")):
        return Prompt("unresolved", final=True)
    case = CaseStudy.objects.create(**fields, disclosure=VERSION, html=html_of(fields, author))
    body = as_markdown(fields)
    mark_told(author=author)
    standing = before_others_read(after_first_posts(standing_after(outcome), author, section), fields, author)
    post = store_topic(
        section, author, title, body, client_id, standing, draft="case:new", case=case,
        unnamed_as=facet_of(author) if unnamed else "",
    )  # fmt: skip
    ask_colleague(post=post, fields=fields)
    return note_down(post, outcome)


def with_naming(fields: Mapping[str, Any], unnamed: bool) -> dict[str, Any]:
    """What its author chose goes along into the vault, so that nobody is named by a detour."""
    return {**fields, "naming": NOT_SHOWN if unnamed else SHOWN}


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
        title=title, body=words_of(fields), beside=lines_of(fields), place=section.kind, section=section.slug,
        client_id=client_id, answer=answer, answers=answers, parts=parts_of(title, fields),
        declaration=Declaration.from_date(fields["happened_on"], symptomatic, today=timezone.localdate()),
        fields={"form": "case:new", **as_sent(fields)},
    )  # fmt: skip


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
        beside=beside(lines_of(fields), reason), answers=answers_before(post, answers),
        parts=parts_of(title, fields) | {"reason": reason},
        declaration=Declaration.from_date(fields["happened_on"], "no", today=timezone.localdate()),
        fields={"form": f"edit:{post.pk}", "reason": reason, **as_sent(fields)},
    )  # fmt: skip
    outcome = screen(writing, author=editor)
    if isinstance(outcome, Deflection):
        return outcome
    require(rules.may_edit(editor, post), rules.why_no_edit(editor, post))
    brake_edit(editor, post, topic)
    if post.is_published and not reason.strip():
        raise ReasonMissing
    if isinstance(outcome, Prompt):
        return outcome
    if happened_too_recently(fields["happened_on"], fields.get("happened_at")):
        return Prompt("unresolved", final=True)
    return note_down(store_case_edit(post, topic, editor, title, fields, reason, standing_after(outcome)), outcome)


def store_case_edit(
    post: Post, topic: Topic, editor: Member, title: str, fields: Mapping[str, Any], reason: str, standing: Standing
) -> Post:
    keep_revision(post, topic, editor, reason)
    was_published, before, told_before = post.is_published, post.body, CaseStudy.objects.get(pk=topic.case_id)
    CaseStudy.objects.filter(pk=topic.case_id).update(**fields, html=html_of(fields, editor))
    stand_after_edit(post, standing)
    stand_with_agreement(post, fields, told_before)
    post.body, post.edited_at, post.version = as_markdown(fields), timezone.now(), topic.next_version()
    post.save()
    note_quotes(post, before=before)
    Topic.objects.filter(pk=topic.pk).update(title=title, status=post.status)
    if post.is_published:
        announce(PostEdited(post))
        post_edited.send(sender=None, post=post)
    elif was_published:
        leave(post)
    call_a_moderator_if_needed(post)
    drop_draft(author=editor, key=f"edit:{post.pk}")
    return post
