"""Which questions still need an expert."""

from django.db.models import Exists, OuterRef

from forum.models import Endorsement, Kind, Post, Topic
from forum.models.topics import TopicQuerySet
from members.models import Credential, Member


def needing_an_expert(member: Member) -> TopicQuerySet:
    """Questions that no expert has answered, and none has endorsed an answer of. The oldest first."""
    experts = Credential.objects.current().filter(tier=Credential.Tier.EXPERT)
    replies = Post.objects.published().replies().filter(topic=OuterRef("pk"))
    answered = replies.filter(author__in=experts.values("member_id"))
    given = Endorsement.objects.standing().endorsing().filter(credential__tier=Credential.Tier.EXPERT)
    endorsed = replies.filter(endorsements__in=given)
    return (
        Topic.objects.visible_to(member)
        .published()
        .filter(~Exists(answered), ~Exists(endorsed), kind=Kind.QUESTIONS)
        .for_listing()
        .order_by("created_at", "pk")
    )


def unanswered(member: Member) -> TopicQuerySet:
    """Questions that nobody has answered. The oldest first."""
    topics = Topic.objects.visible_to(member).published().filter(kind=Kind.QUESTIONS, reply_count=0)
    return topics.for_listing().order_by("created_at", "pk")
