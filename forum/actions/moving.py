"""Carrying topics and replies to where they belong, and back."""

from collections.abc import Iterable, Sequence
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from deflection.again import would_stop
from deflection.gate import Writing
from forum import moving, pages, rules
from forum.actions.endorsements import count_endorsed
from forum.actions.lanes import recount_verified_answers
from forum.actions.leaving import leave
from forum.actions.watching import copy_watches
from forum.events import PostLeft, ReplyPosted, TopicMoved
from forum.models import Draft, Lane, Move, MovedPost, MoveKind, Post, Section, Status, Topic
from forum.models.held import MOVED
from members.models import Member
from members.permission import require
from notifications.actions import notify
from notifications.models import Notification
from realtime.door import announce


@transaction.atomic
def move_topic(*, topic: Topic, section: Section, moderator: Member, reason: str) -> tuple[Move, int]:
    """To another section. What the gate would stop there is held; says how many posts that were."""
    require(rules.may_steer(moderator, topic), rules.WHO_MAY_STEER)
    moving.check_section(topic, section)
    topic = topic.lock()
    move = Move.objects.create(
        kind=MoveKind.SECTION, source=topic, left=topic.section, was_about=topic.area, was_in_lane=topic.lane,
        reason=reason, by=moderator,
    )  # fmt: skip
    put_into(topic, section)
    held = read_again(topic.posts.published().order_by("created_at", "pk"), topic)
    announce(TopicMoved(topic, topic.get_absolute_url()))
    tell_authors(topic.posts.published(), topic)
    return move, held


def put_into(topic: Topic, section: Section, area: str = "", lane: str = Lane.NONE) -> None:
    topic.section, topic.kind, topic.area, topic.lane = section, section.kind, area, lane
    topic.save(update_fields=["section", "kind", "area", "lane"])
    recount(topic)


@transaction.atomic
def split_topic(
    *, topic: Topic, posts: Sequence[Post], title: str, section: Section, moderator: Member, reason: str
) -> tuple[Topic, int]:
    """Chosen replies become a topic of their own: the earliest published one opens it. Says how many were held."""
    require(rules.may_steer(moderator, topic), rules.WHO_MAY_STEER)
    topic = topic.lock()
    posts = list(
        Post.objects.select_for_update().filter(pk__in=[post.pk for post in posts]).order_by("created_at", "pk")
    )
    moving.check_split(topic, section, posts)
    opening = next(post for post in posts if post.is_published)
    new = Topic.objects.create(
        section=section, kind=section.kind, title=title, author_id=opening.author_id, created_at=opening.created_at,
        area=topic.area if section.kind == topic.kind else "", last_post_at=posts[-1].created_at,
    )  # fmt: skip
    move = Move.objects.create(
        kind=MoveKind.SPLIT, source=topic, target=new, left=topic.section, was_about=topic.area, reason=reason,
        by=moderator,
    )  # fmt: skip
    carry(posts, topic, new, move, opening=opening)
    Topic.objects.filter(pk=topic.pk).update(continued_in=new)
    announce(TopicMoved(topic, new.get_absolute_url()))
    held = read_again(posts, new)
    tell_authors(posts, new)
    return new, held


@transaction.atomic
def merge_topics(*, source: Topic, target: Topic, moderator: Member, reason: str) -> tuple[Move, int]:
    """Everything of one topic goes into another, in the order of time; its old address leads there for good."""
    require(rules.may_steer(moderator, source) and rules.may_steer(moderator, target), rules.WHO_MAY_STEER)
    source, target = lock_both(source, target)
    moving.check_merge(source, target)
    posts = list(source.posts.select_for_update().order_by("created_at", "pk"))
    move = Move.objects.create(
        kind=MoveKind.MERGE, source=source, target=target, left=source.section, was_about=source.area, reason=reason,
        by=moderator,
    )  # fmt: skip
    carry(posts, source, target, move)
    copy_watches(source=source, target=target)
    Topic.objects.filter(pk=source.pk).update(merged_into=target, status=Status.HIDDEN)
    announce(TopicMoved(source, target.get_absolute_url(), is_gone=True))
    held = read_again(posts, target)
    tell_authors(posts, target)
    return move, held


def lock_both(one: Topic, other: Topic) -> tuple[Topic, Topic]:
    """Always the smaller number first, so that two moderators never wait for each other."""
    locked = {topic.pk: topic.lock() for topic in sorted({one, other}, key=lambda topic: topic.pk)}
    return locked[one.pk], locked[other.pk]


def carry(posts: Iterable[Post], source: Topic, target: Topic, move: Move, *, opening: Post | None = None) -> None:
    """Each post leaves every open page of its old topic and enters those of the new one."""
    for post in posts:
        left = source.next_version()
        MovedPost.objects.create(move=move, post=post, source=source, version=left, was_opening=post.is_opening)
        post.topic, post.is_opening, post.version = target, post == opening, target.next_version()
        post.entered = post.version if post.is_published else 0
        post.save(update_fields=["topic", "is_opening", "version", "entered"])
        if post.is_published:
            announce(PostLeft(source, post.element, left))
            announce(ReplyPosted(post))
    take_drafts_along(source, target)
    transaction.on_commit(partial(pages.forget, source.pk))
    recount(source)
    recount(target)


def take_drafts_along(source: Topic, target: Topic) -> None:
    """What is half written under a topic that is no more goes to where it went; a draft that is there stays."""
    if source.posts.exists():
        return
    there = Draft.objects.filter(key=f"reply:{target.pk}").values("author")
    Draft.objects.filter(key=f"reply:{source.pk}").exclude(author__in=there).update(
        key=f"reply:{target.pk}", url=f"{target.get_absolute_url()}#composer"
    )


def read_again(posts: Iterable[Post], topic: Topic) -> int:
    """Where patients are discussed, hold what the gate would stop there today. Says how many posts."""
    if not topic.section.is_clinical:
        return 0
    stopped = [post for post in posts if post.is_published and would_stop(writing_of(post, topic))]
    for post in stopped:
        post.status, post.held_because, post.version = Status.HELD, MOVED, topic.next_version()
        post.save(update_fields=["status", "held_because", "version"])
        if post.is_opening:
            Topic.objects.filter(pk=topic.pk).update(status=Status.HELD)
        leave(post)
    if stopped:
        recount(topic)
    return len(stopped)


def writing_of(post: Post, topic: Topic) -> Writing:
    return Writing(
        title=topic.title if post.is_opening else "", body=post.body, place=topic.kind, section=topic.section.slug,
        is_reply=not post.is_opening, parent="" if post.is_opening else topic.title,
    )  # fmt: skip


def recount(topic: Topic) -> None:
    replies = topic.posts.published().replies()
    last = topic.posts.published().order_by("-created_at").values_list("created_at", flat=True).first()
    changed = {"reply_count": replies.count()} | ({"last_post_at": last} if last else {})
    Topic.objects.filter(pk=topic.pk).update(**changed)
    topic.refresh_from_db(fields=["reply_count", "last_post_at"])
    count_endorsed(topic)
    recount_verified_answers(topic)


def tell_authors(posts: Iterable[Post], topic: Topic) -> None:
    authors = Member.objects.filter(pk__in={post.author_id for post in posts}, is_active=True)
    notify(
        members=authors, about=Notification.About.MOVED, actor=gettext("A moderator"), subject=topic.title,
        url=topic.get_absolute_url(),
    )  # fmt: skip


@transaction.atomic
def undo_move(*, move: Move, moderator: Member) -> bool:
    """Carry it back, within thirty days. What came into the new topic since comes along. Says whether it could."""
    require(rules.may_steer(moderator, move.source), rules.WHO_MAY_STEER)
    move = Move.objects.select_for_update(of=("self",)).select_related("left", "source", "target").get(pk=move.pk)
    if not move.can_be_undone:
        return False
    source = move.source.lock()
    if move.kind == MoveKind.SECTION:
        put_into(source, move.left, move.was_about, move.was_in_lane)
        announce(TopicMoved(source, source.get_absolute_url()))
    else:
        bring_back(move, source, move.target.lock())
    Move.objects.filter(pk=move.pk).update(undone_at=timezone.now(), undone_by=moderator)
    return True


def bring_back(move: Move, source: Topic, target: Topic) -> None:
    moved = list(move.posts.select_related("post").filter(post__topic=target))
    opening = next((row.post for row in moved if row.was_opening), None)
    posts = [row.post for row in moved]
    if move.kind == MoveKind.SPLIT:
        since = target.posts.exclude(pk__in=[post.pk for post in posts]).order_by("created_at", "pk")
        posts += list(since)
        Topic.objects.filter(pk=source.pk).update(continued_in=None)
    else:
        Topic.objects.filter(pk=source.pk).update(merged_into=None, status=Status.PUBLISHED)
    carry(posts, target, source, move, opening=opening)
    if move.kind == MoveKind.SPLIT:
        Topic.objects.filter(pk=target.pk).update(merged_into=source, status=Status.HIDDEN)
    announce(TopicMoved(target, source.get_absolute_url(), is_gone=move.kind == MoveKind.SPLIT))
