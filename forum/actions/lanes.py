"""The same-day lane: when a verified colleague answered first, and which experts are told that somebody waits."""

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from forum.hearing import unless_muted
from forum.models import Lane, Post, Topic
from members.models import Credential, Member
from notifications.actions import notify
from notifications.models import Notification


def ends_the_wait(post: Post) -> bool:
    """The first answer of a verified colleague does."""
    topic = post.topic
    waits = topic.is_question and topic.first_verified_answer_at is None
    return waits and post.author_id != topic.author_id and post.author.is_verified


def recount_verified_answers(topic: Topic) -> None:
    """Right again after an answer was hidden, withdrawn or published: the earliest that still stands."""
    standing = Credential.objects.current().tiered().values("member_id")
    first = (
        topic.posts.published()
        .replies()
        .filter(author__in=standing)
        .exclude(author_id=F("topic__author_id"))
        .order_by("created_at", "pk")
        .values_list("created_at", flat=True)
        .first()
    )
    if first is None or topic.first_verified_answer_at is None:
        Topic.objects.filter(pk=topic.pk).update(first_verified_answer_at=first and timezone.now())


def ring_experts(post: Post) -> None:
    """Somebody waits in the same-day lane: the experts of that area hear of it, and of nothing that it says."""
    if post.topic.lane != Lane.SAME_DAY:
        return
    notify(
        members=unless_muted(post.topic, experts_for(post.topic.area, but=post.author)),
        about=Notification.About.SAME_DAY,
        actor=_("A colleague"),
        subject=_("the same-day lane"),
        url=reverse("topic-show", args=[post.topic_id]),
    )


def experts_for(area: str, *, but: Member) -> list[Member]:
    """The experts of an area; where it has none, every expert."""
    appointed = Credential.objects.current().filter(tier=Credential.Tier.EXPERT).values("member_id")
    members = Member.objects.filter(is_active=True, pk__in=appointed).exclude(pk=but.pk).with_standing()
    experts = list(members)
    return [expert for expert in experts if expert.is_expert_for(area)] or experts
