"""Deeds on posts: reply, edit, withdraw, hide, send back, show again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from deflection.answering import NOTHING_SAID, Answers
from deflection.declaration import Declaration
from deflection.gate import Writing, screen
from deflection.models import Deflection
from deflection.outcomes import Prompt
from forum import rules, text
from forum.actions.drafts import drop_draft
from forum.actions.endorsements import count_endorsed
from forum.actions.kept import answers_before, note_down
from forum.actions.lanes import ends_the_wait, recount_verified_answers, ring_experts
from forum.actions.leaving import leave
from forum.actions.quoting import note_quotes, rewrite_quotes_of
from forum.actions.returns import close_returns, stand_after_edit
from forum.actions.revisions import keep_revision
from forum.actions.storing import Standing, after_first_posts, beside, call_a_moderator_if_needed, standing_after
from forum.agreeing import NOT_AGREED, lacks_agreement
from forum.braking import let_edit, let_publish, let_reply, let_say
from forum.citations import references
from forum.errands import tell_later
from forum.events import AnswerMarked, PostEdited, PostShown, ReplyPosted, TopicOpened
from forum.fields import said_in
from forum.models import Post, Return, Status, Topic
from forum.models.answers import carried
from forum.models.held import RETURNED
from forum.signals import post_edited, post_published
from forum.writing import as_html
from members.models import Member
from members.permission import require
from members.prepared import prepared
from realtime.door import announce

MAX_BODY = 20_000
IN_WORDS = ("citation", "interest_words")


@transaction.atomic
def post_reply(
    *,
    topic: Topic,
    author: Member,
    body: str,
    client_id: UUID,
    declaration: Declaration | None = None,
    answer: str = "",
    rests_on: str = "", citation: str = "",
    interest: str = "", interest_words: str = "",
    answers: Answers = NOTHING_SAID, sequence: int | None = None,
) -> Post | Prompt | Deflection:  # fmt: skip
    """Publish a reply, unless it tells of an emergency: then nothing is stored as a post.

    The topic is locked first, so that the same form sent twice at once is stored once and the second gets the first.
    A Post may come back held: the caller says so. Whoever may not write is refused after the reading: help comes first.
    """
    opening, repeated = seen_so_far(topic := topic.lock(), author, client_id)
    if repeated:
        return Post.objects.get(pk=repeated)
    said = {"rests_on": rests_on, "citation": citation, "interest": interest, "interest_words": interest_words}
    columns = carried(is_answer=topic.is_question, **said) | retracted_before(citation)
    writing = Writing(
        title="", body=body, place=topic.kind, section=topic.section.slug, is_reply=True, client_id=client_id,
        parent=f"{topic.title}. {opening}", declaration=declaration, answer=answer, answers=answers,
        beside=beside(citation, interest_words), fields={"form": f"reply:{topic.pk}", "topic": topic.title, **said},
        parts={"body": body, "citation": citation, "interest_words": interest_words},
    )  # fmt: skip
    outcome = screen(writing, author=author)
    if isinstance(outcome, Deflection):
        drop_draft(author=author, key=f"reply:{topic.pk}", sequence=sequence, sent=body)
        return outcome
    require(rules.may_reply(author, topic), rules.why_no_reply(author, topic))
    let_reply(author, topic)
    if isinstance(outcome, Prompt):
        return outcome
    let_publish(author)
    standing = after_first_posts(standing_after(outcome), author, topic.section)
    return note_down(store_reply(topic, author, body, client_id, standing, columns, sequence), outcome)


@prepared
def opening_and_same(topic: int, author: int, form: UUID) -> QuerySet[Post, tuple[Any, ...]]:
    either = Post.objects.filter(Q(topic_id=topic, is_opening=True) | Q(author_id=author, client_id=form))
    return either.values_list("pk", "topic_id", "is_opening", "author_id", "client_id", "body")


def seen_so_far(topic: Topic, author: Member, client_id: UUID) -> tuple[str, int | None]:
    """In one query: what is answered, and the post that this very form has become already."""
    opening, repeated = "", None
    rows = opening_and_same(topic=topic.pk, author=author.pk, form=client_id)
    for pk, topic_id, is_opening, author_id, form, body in rows:
        if is_opening and topic_id == topic.pk:
            opening = body
        if (author_id, form) == (author.pk, client_id):
            repeated = pk
    return opening, repeated


def retracted_before(citation: str) -> dict[str, datetime | None]:
    """A source that was retracted stays so for whoever names it next."""
    if not citation:
        return {"source_retracted_at": None}
    known = Post.objects.citing(references(citation)).exclude(source_retracted_at=None)
    return {"source_retracted_at": known.values_list("source_retracted_at", flat=True).order_by("pk").first()}


def store_reply(
    topic: Topic, author: Member, body: str, client_id: UUID, standing: Standing, columns: dict[str, Any],
    sequence: int | None = None, *, draft: str = "",
) -> Post:  # fmt: skip
    let_say(body)
    post = topic.posts.create(
        author=author,
        body=body,
        body_html=as_html(body, author),
        client_id=client_id,
        version=topic.version + 1,
        **standing._asdict(),
        **columns,
    )
    note_quotes(post)
    if post.is_published:
        tell_of_reply(post, topic)
    else:
        topic.count_on()
    call_a_moderator_if_needed(post)
    drop_draft(author=author, key=draft or f"reply:{topic.pk}", sequence=sequence, sent=body)
    return post


def tell_of_reply(post: Post, topic: Topic) -> None:
    """Count the reply, push it to open pages and have those who take part in the topic rung."""
    topic.count_reply(post.created_at, ends_the_wait=ends_the_wait(post))
    announce(ReplyPosted(post))
    post_published.send(sender=None, post=post)
    tell_later(post)


@transaction.atomic
def edit_post(
    *,
    post: Post,
    editor: Member,
    body: str,
    title: str = "",
    reason: str = "",
    answer: str = "",
    carries: Mapping[str, str] | None = None,
    answers: Answers = NOTHING_SAID,
    sequence: int | None = None,
) -> Post | Prompt | Deflection:
    """Change what a post says; what it said before is kept. An edit passes the same gate as a new post.

    `carries` is what it rests on and its interests, all four; without it they stay as they are.
    """
    topic = post.topic.lock()
    post = Post.objects.select_for_update().get(pk=post.pk)
    require(post.author_id == editor.pk, rules.WHO_MAY_EDIT)
    said = carries or {}
    columns = carried(is_answer=post.is_answer, **said) | retracted_before(said.get("citation", "")) if said else {}
    writing = Writing(
        title=title or (topic.title if post.is_opening else ""), body=body, place=topic.kind,
        section=topic.section.slug, is_reply=not post.is_opening, answer=answer,
        answers=answers_before(post, answers),
        beside=beside(reason, said.get("citation", ""), said.get("interest_words", "")),
        fields={"form": f"edit:{post.pk}", "topic": topic.title, "reason": reason, **said},
        parts={"title": title, "body": body, "reason": reason, **{name: said.get(name, "") for name in IN_WORDS}},
    )  # fmt: skip
    outcome = screen(writing, author=editor)
    if isinstance(outcome, Deflection):
        return outcome
    require(rules.may_edit(editor, post), rules.why_no_edit(editor, post))
    let_edit(editor, post, topic, reason)
    if isinstance(outcome, Prompt):
        return outcome
    keep_revision(post, topic, editor, reason)
    for name, value in columns.items():
        setattr(post, name, value)
    return note_down(store_edit(post, topic, editor, body, title, standing_after(outcome), sequence), outcome)


def store_edit(
    post: Post, topic: Topic, editor: Member, body: str, title: str, standing: Standing, sequence: int | None = None
) -> Post:
    let_say(body)
    was_published, before = post.is_published, post.body
    post.body, post.body_html, post.edited_at = body, as_html(body, editor), timezone.now()
    post.html_version = text.HTML_VERSION
    stand_after_edit(post, standing)
    post.version = topic.next_version()
    post.save()
    note_quotes(post, before=before)
    if post.is_opening:
        Topic.objects.filter(pk=topic.pk).update(title=title or topic.title, status=post.status)
    if post.is_published:
        announce(PostEdited(post))
        post_edited.send(sender=None, post=post)
    elif was_published:
        leave(post)
    call_a_moderator_if_needed(post)
    drop_draft(author=editor, key=f"edit:{post.pk}", sequence=sequence, sent=body)
    return post


@transaction.atomic
def withdraw_post(*, post: Post, author: Member) -> bool:
    """The author takes a post back; the row stays for the moderators. Says whether anything changed."""
    post.topic.lock()
    post = Post.objects.select_for_update().get(pk=post.pk)
    require(rules.may_withdraw(author, post), _("Only its author can withdraw a post, and only while it stands."))
    return change_status(post, to=Status.WITHDRAWN)


@transaction.atomic
def hide_post(*, post: Post, moderator: Member) -> bool:
    """Take a post out of every open page, list and count. Says whether anything changed."""
    require(rules.may_decide(moderator, post), rules.WHO_MAY_DECIDE)
    return change_status(post, to=Status.HIDDEN)


@transaction.atomic
def return_post(
    *, post: Post, moderator: Member, words: str, comments: Mapping[str, str], since: datetime
) -> Return | None:
    """Ask the author to change a post, field by field. It is held from now on, and waits in the place of `since`.

    None where it is with its author already, or neither public nor held.
    """
    require(rules.may_decide(moderator, post), rules.WHO_MAY_DECIDE)
    post.topic.lock()
    post = Post.objects.select_for_update(of=("self",)).select_related("topic__case").get(pk=post.pk)
    if post.is_returned or post.status not in (Status.PUBLISHED, Status.HELD):
        return None
    before = post.held_because if post.is_held else ""
    change_status(post, to=Status.HELD)
    Post.objects.filter(pk=post.pk).update(held_because=RETURNED, waits_since=since)
    said = said_in(post)
    asked = {name: words for name, words in comments.items() if name in said}
    return Return.objects.create(
        post=post, moderator=moderator, words=words, comments=asked, said=said, held_before=before
    )


@transaction.atomic
def show_post(*, post: Post, moderator: Member) -> bool:
    """Publish a held post, or bring a hidden one back. Says whether anything changed."""
    require(rules.may_decide(moderator, post), rules.WHO_MAY_DECIDE)
    require(post.status != Status.WITHDRAWN, _("Its author has withdrawn it, so it stays withdrawn."))
    require(not lacks_agreement(post), NOT_AGREED)
    return change_status(post, to=Status.PUBLISHED)


@transaction.atomic
def mark_looked_at(*, post: Post, moderator: Member) -> bool:
    """A moderator read what was published on its author's word."""
    require(rules.may_decide(moderator, post), rules.WHO_MAY_DECIDE)
    return bool(Post.objects.filter(pk=post.pk, wants_a_look=True).update(wants_a_look=False))


def change_status(post: Post, *, to: Status) -> bool:
    topic = post.topic.lock()
    post = Post.objects.select_for_update().get(pk=post.pk)
    close_returns(post)
    if post.status == to:
        return False
    before, post.status, post.wants_a_look, post.waits_since = post.status, to, False, None
    post.version = topic.next_version()
    post.save(update_fields=["status", "wants_a_look", "waits_since", "version"])
    if post.is_opening:
        Topic.objects.filter(pk=topic.pk).update(status=to)
    else:
        count_replies(topic)
        count_endorsed(topic)
        recount_verified_answers(topic)
        tell_of_replaced(post, topic)
    if to == Status.PUBLISHED:
        announce(PostShown(post))
        post_published.send(sender=None, post=post)
        rewrite_quotes_of(post)
        if before == Status.HELD and not was_public_before(post):
            tell_of_release(post)
    elif before == Status.PUBLISHED:
        leave(post)
    return True


def tell_of_replaced(post: Post, topic: Topic) -> None:
    """An answer that this one replaces stands alone while this one is not public."""
    for earlier in post.supersedes.published():
        earlier.version = topic.next_version()
        earlier.save(update_fields=["version"])
        announce(AnswerMarked(earlier))


def was_public_before(post: Post) -> bool:
    """It was sent back while it was public: whoever reads the topic heard of it then."""
    return post.returns.filter(held_before="").exists()


def tell_of_release(post: Post) -> None:
    """A held text is new to everybody but its author: it is told of like any other."""
    if post.is_opening:
        announce(TopicOpened(post))
        ring_experts(post)
    else:
        Topic.objects.filter(pk=post.topic_id).update(last_post_at=timezone.now())
    tell_later(post)


def count_replies(topic: Topic) -> None:
    """Counters are recounted when a status changes: rare, and then they are right whatever went before."""
    Topic.objects.filter(pk=topic.pk).update(reply_count=topic.posts.published().replies().count())
