"""After a case study was told: how it went on, and what experts say of it. Both are posts, and pass the gate."""

from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from deflection.answering import NOTHING_SAID, Answers
from deflection.gate import Writing, screen
from deflection.models import Deflection
from deflection.outcomes import Prompt
from forum import case_rules
from forum.actions.kept import note_down
from forum.actions.posts import seen_so_far, store_reply
from forum.actions.storing import after_first_posts, standing_after
from forum.braking import let_reply
from forum.models import Because, CommentaryRequest, Post, Role, Topic
from forum.models.roles import how_long_after
from forum.naming import shown_in
from members.models import Member
from members.permission import require
from notifications.actions import notify
from notifications.models import Notification

OPEN_AT_ONCE = 3


class EnoughAsked(ValueError):
    """Three experts at a time, and none twice."""


@transaction.atomic
def add_update(
    *, topic: Topic, author: Member, body: str, client_id: UUID, answer: str = "", answers: Answers = NOTHING_SAID
) -> Post | Prompt | Deflection:
    """Append how it went on. Nothing that was told before is changed; whoever watches is told once."""
    opening, repeated = seen_so_far(topic := topic.lock(), author, client_id)
    if repeated:
        return Post.objects.get(pk=repeated)
    key = f"update:{topic.pk}"
    outcome = screen(writing_in(topic, body, client_id, opening, key, answer, answers), author=author)
    if isinstance(outcome, Deflection):
        return outcome
    require(case_rules.may_add_update(author, topic), case_rules.WHO_MAY_ADD)
    let_reply(author, topic)
    if isinstance(outcome, Prompt):
        return outcome
    days = (timezone.localdate() - topic.case.happened_on).days
    columns = {"role": Role.UPDATE, "headline": how_long_after(days)}
    standing = after_first_posts(standing_after(outcome), author, topic.section)
    return note_down(store_reply(topic, author, body, client_id, standing, columns, draft=key), outcome)


@transaction.atomic
def write_commentary(
    *,
    request: CommentaryRequest,
    expert: Member,
    body: str,
    client_id: UUID,
    answer: str = "",
    answers: Answers = NOTHING_SAID,
) -> Post | Prompt | Deflection:
    """What an expert says of a case study, signed with the credential that holds today."""
    topic = request.topic.lock()
    request = CommentaryRequest.objects.select_for_update().get(pk=request.pk)
    opening, repeated = seen_so_far(topic, expert, client_id)
    if repeated:
        return Post.objects.get(pk=repeated)
    key = f"commentary:{request.pk}"
    outcome = screen(writing_in(topic, body, client_id, opening, key, answer, answers), author=expert)
    if isinstance(outcome, Deflection):
        return outcome
    require(case_rules.may_comment(expert, request), case_rules.WHO_MAY_COMMENT)
    let_reply(expert, topic)
    if isinstance(outcome, Prompt):
        return outcome
    columns = {"role": Role.COMMENTARY, "headline": expert.credential.in_words[:200]}
    post = store_reply(topic, expert, body, client_id, standing_after(outcome), columns, draft=key)
    request.post, request.answered_at = post, timezone.now()
    request.save(update_fields=["post", "answered_at"])
    return note_down(post, outcome)


def writing_in(
    topic: Topic, body: str, client_id: UUID, opening: str, key: str, answer: str, answers: Answers
) -> Writing:
    return Writing(
        title="", body=body, place=topic.kind, section=topic.section.slug, is_reply=True, client_id=client_id,
        parent=f"{topic.title}. {opening}", answer=answer, answers=answers, fields={"form": key, "topic": topic.title},
        parts={"body": body},
    )  # fmt: skip


@transaction.atomic
def ask_for_commentary(*, topic: Topic, by: Member, expert: Member) -> CommentaryRequest:
    """Send it to an expert, who hears of it at once. Asked twice, it is the same. Raises EnoughAsked."""
    topic = topic.lock()
    require(case_rules.may_send_to_experts(by, topic), case_rules.WHO_MAY_SEND)
    require(case_rules.may_be_asked(expert, topic), case_rules.WHO_MAY_BE_ASKED)
    asked = CommentaryRequest.objects.filter(topic=topic)
    if waiting := asked.open().filter(expert=expert).first():
        return waiting
    if asked.filter(expert=expert).exists():
        raise EnoughAsked(_("%(name)s was asked before. Please ask somebody else.") % {"name": expert.name})
    if asked.open().count() >= OPEN_AT_ONCE:
        raise EnoughAsked(
            _("%(open_at_once)s experts are asked already. Please wait for one of them, or take one back.")
            % {"open_at_once": OPEN_AT_ONCE}
        )
    request = CommentaryRequest.objects.create(topic=topic, expert=expert, asked_by=by)
    notify(
        members=[expert], about=Notification.About.COMMENT_ASKED, actor=shown_in(topic, by), subject=topic.title,
        url=reverse("commentary-write", args=[request.pk]),
    )  # fmt: skip
    return request


@transaction.atomic
def decline_commentary(*, request: CommentaryRequest, expert: Member, because: Because) -> bool:
    """An expert says no, and why in three words; whoever asked can ask somebody else. Says whether it changed."""
    require(request.expert_id == expert.pk, case_rules.WHO_MAY_COMMENT)
    waiting = CommentaryRequest.objects.unsettled().filter(pk=request.pk)
    if not waiting.update(declined_at=timezone.now(), because=because):
        return False
    topic = request.topic
    notify(
        members=[request.asked_by], about=Notification.About.COMMENT_DECLINED, actor=expert, subject=topic.title,
        url=reverse("commentary-ask", args=[topic.pk]),
    )  # fmt: skip
    return True


@transaction.atomic
def take_request_back(*, request: CommentaryRequest, by: Member) -> bool:
    """Whoever asked, or a moderator, asks no more. Says whether it changed."""
    require(case_rules.may_send_to_experts(by, request.topic), case_rules.WHO_MAY_SEND)
    waiting = CommentaryRequest.objects.unsettled().filter(pk=request.pk)
    return bool(waiting.update(withdrawn_at=timezone.now()))
