"""Endorsing an answer, disagreeing with it, calling it unsafe, and taking that back."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from deflection.answering import NOTHING_SAID, Answers
from deflection.gate import Writing, screen
from deflection.models import Deflection
from deflection.outcomes import Hold, Prompt
from forum import rules
from forum.events import AnswerEndorsed, AnswerMarked, EndorsementWithdrawn
from forum.hearing import endorsed_in, unless_muted
from forum.models import Endorsement, Outcome, Post, Stance, Status, Topic
from forum.models.answers import REVIEW_AFTER
from forum.signals import answer_endorsed, called_unsafe
from members.models import Member
from members.permission import require
from notifications.actions import notify, notify_once
from notifications.models import Notification
from realtime.door import announce

MIN_REASON = 20
A_DAY = 20


class TooMany(ValueError):
    """Twenty marks a day are enough for anybody."""


@transaction.atomic
def endorse_answer(
    *,
    post: Post,
    expert: Member,
    reason: str,
    evidence: str,
    stance: str = Stance.ENDORSE,
    answer: str = "",
    answers: Answers = NOTHING_SAID,
) -> Endorsement | Prompt | Deflection | Hold:
    """Put a member's name and reason under an answer, for it or against it, under the credential that holds today.

    The same again gives the first mark back; another stance takes its place. A Hold means that the reader is out of
    order: nothing was stored. Whoever may not mark is refused after the reading: help comes first. Raises TooMany.
    """
    topic = post.topic.lock()
    if standing := post.endorsements.standing().filter(expert=expert, stance=stance).first():
        return standing
    writing = Writing(
        title="",
        body=reason,
        place="endorsement",
        section=topic.section.slug,
        is_reply=True,
        answer=answer,
        fields={"form": f"endorse:{post.pk}"},
        parts={"reason": reason},
        answers=answers,
    )
    outcome = screen(writing, author=expert)
    if isinstance(outcome, Deflection):
        return outcome
    require(rules.may_mark(expert, post, stance), rules.WHO_MAY_MARK)
    if expert.endorsements.filter(created_at__gt=timezone.now() - timedelta(days=1)).count() >= A_DAY:
        raise TooMany(
            _("That would be more than %(a_day)s within a day. Please come back tomorrow.") % {"a_day": A_DAY}
        )
    if isinstance(outcome, Prompt | Hold):
        return outcome
    return store_endorsement(post, topic, expert, stance, reason, evidence)


def store_endorsement(post: Post, topic: Topic, expert: Member, stance: str, reason: str, evidence: str) -> Endorsement:
    """One mark per member and answer: a new one takes the place of the one before, which stays on record."""
    Endorsement.objects.filter(post=post, expert=expert, withdrawn_at=None).update(withdrawn_at=timezone.now())
    endorsement = Endorsement.objects.create(
        post=post,
        expert=expert,
        stance=stance,
        credential=expert.credential,
        worn_as=expert.credential.in_words,
        tier=expert.tier_for(topic.area) if topic.area else expert.tier,
        area=topic.area,
        reason=reason,
        evidence=evidence,
    )
    count_change(post, topic)
    announce(AnswerEndorsed(endorsement))
    if stance == Stance.UNSAFE:
        called_unsafe.send(sender=None, warning=endorsement)
    if stance == Stance.ENDORSE:
        answer_endorsed.send(sender=None, endorsement=endorsement)
    tell_author(endorsement, topic)
    return endorsement


ABOUT = {
    Stance.ENDORSE: Notification.About.ENDORSED,
    Stance.DISAGREE: Notification.About.DISAGREED,
    Stance.UNSAFE: Notification.About.CALLED_UNSAFE,
}


def tell_author(endorsement: Endorsement, topic: Topic) -> None:
    """An objection has a line of its own; endorsements in one topic share one until it is read."""
    post = endorsement.post
    told = {
        "about": ABOUT[Stance(endorsement.stance)], "actor": endorsement.expert, "subject": topic.title,
        "url": post.get_absolute_url(),
    }  # fmt: skip
    if endorsement.stance == Stance.ENDORSE:
        hearers = [member.pk for member in unless_muted(topic, [post.author])]
        notify_once(member_ids=hearers, thread=endorsed_in(topic.pk), **told)
    else:
        notify(members=[post.author], **told)


@transaction.atomic
def withdraw_endorsement(*, endorsement: Endorsement, expert: Member) -> bool:
    """Take a mark back; it stays in the history. Says whether anything changed."""
    require(endorsement.expert_id == expert.pk, _("Only whoever gave it can take it back."))
    topic = endorsement.post.topic.lock()
    changed = Endorsement.objects.filter(pk=endorsement.pk, withdrawn_at=None).update(withdrawn_at=timezone.now())
    if changed:
        count_change(endorsement.post, topic)
        announce(EndorsementWithdrawn(endorsement))
    return bool(changed)


def settle_warnings(*, post: Post, hidden: bool) -> int:
    """A moderator has decided: what came of each warning is recorded, and it folds the answer no more. Says how many.

    Call it inside the transaction of the decision, before the post is announced.
    """
    outcome = Outcome.HIDDEN if hidden else Outcome.KEPT
    open_ones = post.endorsements.filter(stance=Stance.UNSAFE, outcome=Outcome.OPEN)
    settled = open_ones.update(outcome=outcome, outcome_at=timezone.now())
    if settled and not hidden:
        count_change(post, post.topic)
        announce(AnswerMarked(post))
    return settled


def count_change(post: Post, topic: Topic) -> None:
    """The post looks different now, and the list shows how many answers of a topic are endorsed."""
    Post.objects.filter(pk=post.pk).update(version=topic.next_version())
    count_endorsed(topic)


def count_endorsed(topic: Topic) -> None:
    """Only answers that are current: not replaced, not past their review date, no retracted source."""
    fresh = Endorsement.objects.standing().endorsing().filter(created_at__gt=timezone.now() - REVIEW_AFTER)
    endorsed = (
        topic.posts.published()
        .filter(endorsements__in=fresh, source_retracted_at=None)
        .exclude(superseded_by__status=Status.PUBLISHED)
        .aggregate(n=Count("pk", distinct=True))["n"]
    )
    Topic.objects.filter(pk=topic.pk).update(endorsed_count=endorsed)


def recount_endorsed() -> None:
    """Right again after credentials have lapsed or were revoked."""
    for topic in Topic.objects.filter(endorsed_count__gt=0).iterator():
        count_endorsed(topic)
