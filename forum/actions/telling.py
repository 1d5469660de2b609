"""Telling members of a post that others can read now."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from forum.hearing import may_hear, named_in, those_who_hear, thread_of, unless_muted
from forum.models import Post, Role, Telling, Topic
from forum.writing import naming_in
from notifications.actions import notify_once, take_back
from notifications.models import Notification

AT_ONCE = 500
ABOUT = {
    Role.NONE: Notification.About.REPLY,
    Role.UPDATE: Notification.About.UPDATED,
    Role.COMMENTARY: Notification.About.COMMENTED,
}
LATE_AFTER, LOST_FOR = timedelta(minutes=2), timedelta(hours=1)
KEPT_FOR = timedelta(days=30)
LOOKED_AT = 20_000  # of the newest posts, found by their number


def tell_of(*, post_id: int) -> bool:
    """Page by page, each page once, however often it is asked. What left the public meanwhile is told to nobody more.

    Says whether it was told to the end.
    """
    while (more := tell_next(post_id=post_id)) is not None:
        if not more:
            take_back_if_gone(Post.objects.values_list("topic_id", flat=True).get(pk=post_id))
            return True
    return False


def tell_forgotten(*, now: datetime) -> int:
    """Posts of the last hour whose errand was lost, or cut short. Says how many were told to the end now."""
    newest = Post.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    late = Post.objects.published().filter(
        pk__gt=newest - LOOKED_AT, created_at__range=(now - LOST_FOR, now - LATE_AFTER)
    )
    waiting = late.exclude(telling__done_at__isnull=False).order_by("pk").values_list("pk", flat=True)
    return sum(tell_of(post_id=post_id) for post_id in list(waiting))


def forget_old_tellings(*, now: datetime) -> int:
    """Nobody asks any more whether a post of last month was told. Says how many marks went."""
    return Telling.objects.filter(done_at__lt=now - KEPT_FOR).delete()[0]


def take_back_if_gone(topic_id: int) -> None:
    """It may have left the public while it was told: asked after the commit, as leaving takes back after its own."""
    if not Topic.objects.published().filter(pk=topic_id).exists():
        take_back(threads=[thread_of(topic_id), named_in(topic_id)])


@transaction.atomic
def tell_next(*, post_id: int) -> bool | None:
    """One page of members. Says whether there are more; None where the post is not public."""
    post = (
        Post.objects.published().filter(pk=post_id, topic__status="published").select_related("author", "topic").first()
    )
    if post is None:
        return None
    telling, _ = Telling.objects.select_for_update().get_or_create(post=post)
    if telling.done_at:
        return False
    named = named_by(post)
    if named and not telling.reached:
        tell_named(post, named)
    page = may_hear(post, after=telling.reached, at_most=AT_ONCE)
    if hearers := [member for member in those_who_hear(post, page) if member not in named]:
        put_in_the_bells(post, hearers)
    is_last = len(page) < AT_ONCE
    telling.reached, telling.done_at = max(page, default=telling.reached), timezone.now() if is_last else None
    telling.save(update_fields=["reached", "done_at"])
    return not is_last


def named_by(post: Post) -> list[int]:
    """Whom it names, out of those who can read it: nobody twice, nobody who muted the topic, and not its author."""
    if "@" not in post.body:
        return []
    members = [member for member in naming_in(post.body, post.author).told.values() if member.pk != post.author_id]
    return [member.pk for member in unless_muted(post.topic, members)]


def tell_named(post: Post, members: list[int]) -> None:
    notify_once(
        member_ids=members, thread=named_in(post.topic_id), about=Notification.About.NAMED, actor=post.by,
        subject=post.topic.title, url=post.get_absolute_url(),
    )  # fmt: skip


def put_in_the_bells(post: Post, hearers: list[int]) -> None:
    """A name, a title and an address: not a word of the post."""
    notify_once(
        member_ids=hearers, thread=thread_of(post.topic_id),
        about=Notification.About.OPENED if post.is_opening else ABOUT[Role(post.role)], actor=post.by,
        subject=post.topic.title, url=post.get_absolute_url(), more=0 if post.is_opening else 1,
    )  # fmt: skip
