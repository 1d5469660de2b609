"""What becomes of a return: its author sends the post in again, withdraws it, or a moderator decides otherwise."""

from django.utils import timezone

from forum.actions.storing import Standing
from forum.models import Post, Return, Status
from forum.models.held import RETURNED, SENT_AGAIN


def stand_after_edit(post: Post, standing: Standing) -> None:
    """An edit can hold what is public. It never publishes what waits: that keeps its place until somebody has read it.

    Changes the fields of `post`; the caller saves it.
    """
    if post.is_published:
        if standing.status == Status.HELD or standing.wants_a_look:
            post.status, post.held_because, post.wants_a_look = standing
            post.waits_since = None if post.is_published else timezone.now()
        return
    if post.held_because == RETURNED:
        post.held_because = send_in_again(post)
    if standing.status == Status.HELD:
        post.held_because = standing.held_because


def send_in_again(post: Post) -> str:
    """Close the return; says why the post waits from now on: as before, or because it was changed as asked."""
    asked = Return.objects.waiting().filter(post=post).first()
    close_returns(post)
    return (asked.held_before if asked else "") or SENT_AGAIN


def close_returns(post: Post) -> None:
    """Whatever was asked is not asked any more."""
    Return.objects.waiting().filter(post=post).update(answered_at=timezone.now())
