"""What the forum does when somebody's standing changes: their marks and answers count differently from now on."""

from django.db import transaction
from django.db.models import Q

from audit.actions import record
from audit.models import Deed
from forum.actions.endorsements import count_endorsed
from forum.events import StandingsChanged
from forum.models import Kind, Post, Topic
from members.models import Member
from realtime.door import announce


def weigh_again(*, member_id: int) -> int:
    """Every question that this member answered or marked an answer of; says how many changed."""
    touched = Q(endorsements__expert=member_id, endorsements__withdrawn_at=None) | Q(author=member_id)
    posts = Post.objects.filter(touched, topic__kind=Kind.QUESTIONS).distinct()
    topics = Topic.objects.filter(pk__in=posts.values("topic_id")).order_by("pk")
    for topic in topics:
        weigh_topic_again(topic, list(posts.filter(topic=topic).order_by("pk").values_list("pk", flat=True)))
    if topics:
        record(Deed.WEIGHED_AGAIN, by=None, about=Member(pk=member_id), topics=len(topics))
    return len(topics)


@transaction.atomic
def weigh_topic_again(topic: Topic, posts: list[int]) -> None:
    topic = topic.lock()
    for pk in posts:
        Post.objects.filter(pk=pk).update(version=topic.next_version())
    count_endorsed(topic)
    announce(StandingsChanged(topic))
