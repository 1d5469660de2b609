"""Asking the colleague who treated whether their patient's case may be told, and what follows from their answer."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from forum.actions.posts import change_status
from forum.actions.storing import Standing, call_a_moderator_if_needed
from forum.agreeing import NOT_AGREED, colleague_named
from forum.case_texts import told_in
from forum.completeness import completeness_of
from forum.models import Agreement, CaseStudy, Post, Status
from forum.models.case_words import Attribution
from forum.models.held import ASKED, CHANGED_PART, DECLINED, INCOMPLETE, PERMISSION
from members.models import Member
from members.permission import require
from notifications.actions import notify
from notifications.models import Notification

FOR_AGREEMENT = (ASKED, DECLINED, PERMISSION, CHANGED_PART)


def before_others_read(standing: Standing, fields: Mapping[str, Any], author: Member) -> Standing:
    """A colleague agrees first to what is told with their permission; a moderator reads first what says too little."""
    if standing.status == Status.HELD:
        return standing
    if fields.get("attribution") == Attribution.PERMISSION:
        named = colleague_named(fields["attribution"], fields.get("permission_from", ""), author)
        return Standing(Status.HELD, ASKED if named else PERMISSION, False)
    if not completeness_of(fields).is_enough:
        return Standing(Status.HELD, INCOMPLETE, False)
    return standing


@transaction.atomic
def ask_colleague(*, post: Post, fields: Mapping[str, Any]) -> Agreement | None:
    """Put it to the colleague whom a new or changed case study names. None where that is no member."""
    named = colleague_named(fields.get("attribution", ""), fields.get("permission_from", ""), post.author)
    Agreement.objects.waiting().filter(topic=post.topic_id).exclude(colleague=named).delete()
    if named is None:
        return None
    asked, is_new = Agreement.objects.get_or_create(topic=post.topic, colleague=named)
    if is_new:
        notify(
            members=[named], about=Notification.About.AGREEMENT_ASKED, actor=post.by,
            subject=post.topic.title, url=reverse("agreement-answer", args=[asked.pk]),
        )  # fmt: skip
    return asked


@transaction.atomic
def answer_for_agreement(*, agreement: Agreement, colleague: Member, agrees: bool) -> bool:
    """The colleague's word, once: with a yes it is published, unless a moderator reads it first for another reason."""
    topic = agreement.topic.lock()
    require(colleague.is_active and agreement.colleague_id == colleague.pk, NOT_AGREED)
    waiting = Agreement.objects.waiting().filter(pk=agreement.pk)
    if not waiting.update(answered_at=timezone.now(), agrees=agrees):
        return False
    post = Post.objects.select_related("author", "topic__section", "topic__case").get(topic=topic, is_opening=True)
    if post.is_held and post.held_because == ASKED:
        go_on(post, agrees)
    about = Notification.About.AGREEMENT_GIVEN if agrees else Notification.About.AGREEMENT_DECLINED
    notify(members=[post.author], about=about, actor=colleague, subject=topic.title, url=topic.get_absolute_url())
    return True


def go_on(post: Post, agrees: bool) -> None:
    """What held it is answered: it is public, or a moderator reads it for the next reason."""
    if agrees and completeness_of(told_in(post.topic.case)).is_enough:
        change_status(post, to=Status.PUBLISHED)
        return
    post.held_because = INCOMPLETE if agrees else DECLINED
    Post.objects.filter(pk=post.pk).update(held_because=post.held_because)
    call_a_moderator_if_needed(post)


def stand_with_agreement(post: Post, fields: Mapping[str, Any], before: CaseStudy) -> None:
    """After an edit: whoever is named now is asked, and what nobody agreed to is held. The caller saves `post`."""
    asked = ask_colleague(post=post, fields=fields)
    if fields.get("attribution") != Attribution.PERMISSION:
        if post.is_held and post.held_because in (ASKED, PERMISSION):
            post.held_because = CHANGED_PART
        return
    same = (before.attribution, before.permission_from) == (fields["attribution"], fields.get("permission_from", ""))
    if same or (asked and asked.agrees) or (post.is_held and post.held_because not in FOR_AGREEMENT):
        return
    if post.is_published:
        post.status, post.waits_since = Status.HELD, timezone.now()
    post.held_because = PERMISSION if asked is None else ASKED if asked.agrees is None else DECLINED


@transaction.atomic
def forget_open_questions(*, member: Member) -> None:
    """Whoever leaves is asked no more: a moderator sees to what waits for them. Their own case studies ask nobody."""
    asked = Agreement.objects.waiting().filter(colleague=member)
    held = Post.objects.filter(topic__in=asked.values("topic"), is_opening=True, status=Status.HELD)
    held.filter(held_because=ASKED).update(held_because=PERMISSION)
    asked.delete()
    Agreement.objects.waiting().filter(topic__author=member).delete()
