"""What a member wrote and marked, as far as whoever asks may read it."""

from django.db.models import QuerySet

from forum.models import Endorsement, Kind, Post, Topic
from forum.models.endorsements import EndorsementQuerySet
from forum.models.posts import PostQuerySet
from members.models import Member


def written_by(member: Member, reader: Member) -> PostQuerySet:
    """Published posts of this member where the reader may read, the newest first.

    What they told without their name is there for themselves alone, and so is in nobody else's count either."""
    posts = Post.objects.published() if member == reader else Post.objects.published().named()
    posts = posts.filter(author=member, topic__in=open_topics(reader))
    return posts.select_related("topic__section").order_by("-created_at", "-pk")


def marks_by(member: Member, reader: Member) -> EndorsementQuerySet:
    """What they stand for under answers that the reader may read; without what they took back."""
    posts = Post.objects.published().filter(topic__in=open_topics(reader))
    marks = Endorsement.objects.given().filter(expert=member, post__in=posts)
    return marks.select_related("post__topic", "post__author").order_by("-created_at", "-pk")


def own_marks(member: Member) -> EndorsementQuerySet:
    """One's own, also those that were taken back."""
    marks = Endorsement.objects.weighed().filter(expert=member)
    return marks.select_related("post__topic", "post__author").order_by("-created_at", "-pk")


def own_answers(member: Member) -> PostQuerySet:
    """One's own answers to questions, whatever became of them, with their marks."""
    answers = Post.objects.replies().filter(author=member, topic__section__kind=Kind.QUESTIONS)
    return answers.for_reading().order_by("-created_at", "-pk")


def open_topics(reader: Member) -> QuerySet[Topic]:
    return Topic.objects.visible_to(reader).published()


def readable(posts: list[Post], reader: Member) -> set[int]:
    """Those of these posts that one may open."""
    open_ones = Post.objects.visible_to(reader).filter(topic__in=Topic.objects.visible_to(reader))
    return set(open_ones.filter(pk__in=[post.pk for post in posts]).values_list("pk", flat=True))
