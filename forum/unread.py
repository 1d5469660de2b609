"""What is new to a member in topics that they have read before."""

from collections.abc import Collection

from django.db.models import Count, F, OuterRef, QuerySet, Subquery

from forum.models import Post, ReadMark, Topic
from members.models import Member

AT_MOST = 100  # of one topic, named one by one


def seen_by(member: Member) -> Subquery:
    """The version of a post's topic that this member has seen; null: they were never there."""
    return Subquery(ReadMark.objects.filter(member=member, topic=OuterRef("topic")).values("version"))


def new_posts(member: Member) -> QuerySet[Post]:
    """What others made public in a topic since this member was there; the topic's own rule comes first."""
    theirs = Post.objects.published().annotate(seen=seen_by(member))
    return theirs.filter(seen__isnull=False, entered__gt=F("seen")).exclude(author=member)


def new_in(topic: Topic, member: Member) -> list[Post]:
    """The first hundred, as they stand on the page."""
    return list(new_posts(member).filter(topic=topic).only("pk", "topic_id").order_by("created_at", "pk")[:AT_MOST])


def counts_in(topics: Collection[int], member: Member) -> dict[int, int]:
    """How many are new in each of these topics; one that has none, or that they may not see, is left out."""
    visible = Topic.objects.visible_to(member).filter(pk__in=topics)
    found = new_posts(member).filter(topic__in=visible).order_by().values_list("topic")
    return dict(found.annotate(number=Count("pk")))


def topics_with_news(member: Member) -> QuerySet[Topic]:
    """Topics that they have read before and in which something is new, the newest first."""
    fresh = new_posts(member).order_by().values("topic")
    return Topic.objects.visible_to(member).published().filter(pk__in=fresh).for_listing()
