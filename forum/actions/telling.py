"""Telling members of a post that others can read now."""

from forum.models import Post
from members.models import Member
from notifications.actions import notify
from notifications.models import Notification


def tell_of(*, post_id: int) -> bool:
    """What left the public in the meantime is told to nobody. Says whether anybody was to be told."""
    post = Post.objects.published().filter(pk=post_id).select_related("author", "topic").first()
    if post is None:
        return False
    ring_participants(post)
    return True


def ring_participants(post: Post) -> None:
    """Everybody else who wrote in the topic finds the reply in the bell."""
    others = Member.objects.filter(is_active=True, posts__topic_id=post.topic_id).exclude(pk=post.author_id).distinct()
    notify(
        members=others,
        about=Notification.About.REPLY,
        actor=post.author.name,
        subject=post.topic.title,
        url=post.get_absolute_url(),
    )
