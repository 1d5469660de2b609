"""Endorsing an answer, and taking it back."""

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from deflection.gate import Writing, screen
from deflection.models import Deflection
from deflection.outcomes import Hold, Prompt
from forum import rules
from forum.events import AnswerEndorsed, EndorsementWithdrawn
from forum.models import Endorsement, Post, Status, Topic
from forum.models.answers import REVIEW_AFTER
from members.models import Member
from members.permission import require
from notifications.actions import notify
from notifications.models import Notification
from realtime.door import announce

MIN_REASON = 20


@transaction.atomic
def endorse_answer(
    *, post: Post, expert: Member, reason: str, evidence: str, answer: str = ""
) -> Endorsement | Prompt | Deflection | Hold:
    """Put an expert's name and reason under an answer, worn under the credential that holds today.

    Endorsing twice gives the first endorsement back. A Hold means that the reader is out of order: nothing was stored.
    """
    require(rules.may_endorse(expert, post), "Only a verified expert can endorse an answer, and not their own.")
    topic = post.topic.lock()
    if standing := post.endorsements.standing().filter(expert=expert).first():
        return standing
    writing = Writing(
        title="",
        body=reason,
        place="endorsement",
        section=topic.section.slug,
        is_reply=True,
        answer=answer,
        fields={"form": f"endorse:{post.pk}"},
    )
    outcome = screen(writing, author=expert)
    if isinstance(outcome, Prompt | Deflection | Hold):
        return outcome
    return store_endorsement(post, topic, expert, reason, evidence)


def store_endorsement(post: Post, topic: Topic, expert: Member, reason: str, evidence: str) -> Endorsement:
    Endorsement.objects.filter(post=post, expert=expert, withdrawn_at=None).update(withdrawn_at=timezone.now())
    endorsement = Endorsement.objects.create(
        post=post,
        expert=expert,
        credential=expert.credential,
        worn_as=expert.credential.in_words,
        reason=reason,
        evidence=evidence,
    )
    count_change(post, topic)
    announce(AnswerEndorsed(endorsement))
    notify(
        members=[post.author],
        about=Notification.About.ENDORSED,
        actor=expert.name,
        subject=topic.title,
        url=post.get_absolute_url(),
    )
    return endorsement


@transaction.atomic
def withdraw_endorsement(*, endorsement: Endorsement, expert: Member) -> bool:
    """Take an endorsement back; it stays in the history. Says whether anything changed."""
    require(endorsement.expert_id == expert.pk, "Only the expert who gave it can withdraw an endorsement.")
    topic = endorsement.post.topic.lock()
    changed = Endorsement.objects.filter(pk=endorsement.pk, withdrawn_at=None).update(withdrawn_at=timezone.now())
    if changed:
        count_change(endorsement.post, topic)
        announce(EndorsementWithdrawn(endorsement))
    return bool(changed)


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
