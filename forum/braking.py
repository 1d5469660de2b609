"""Whether a brake lets a member write now."""

from datetime import timedelta

from django.utils import timezone

from forum.models import Post, Topic
from forum.models.brakes import FREE_TO_EDIT, in_words
from members.models import Member


class Braked(ValueError):
    """Not now; the sentence says until when, and why."""


def let_reply(member: Member, topic: Topic) -> None:
    """Raises Braked. Moderators are not slowed: they answer for the topic."""
    brake = topic.current_brake
    if brake is None or member.moderates_in(topic.section.slug):
        return
    if brake.is_closed:
        raise Braked(f"{brake.closed_in_words} {brake.reason}")
    if not brake.slow_minutes:
        return
    last = topic.posts.filter(author=member).order_by("-created_at").values_list("created_at", flat=True).first()
    free_at = last + timedelta(minutes=brake.slow_minutes) if last else None
    if free_at and timezone.now() < free_at:
        raise Braked(f"{brake.slow_in_words} Your next one can be sent at {in_words(free_at)}. {brake.reason}")


def let_edit(member: Member, post: Post, topic: Topic) -> None:
    """Raises Braked: while a topic is closed or slow, what stands there is not rewritten either."""
    brake = topic.current_brake
    if brake is None or member.moderates_in(topic.section.slug) or not post.is_published:
        return
    if brake.is_closed:
        raise Braked(f"{brake.closed_in_words} {brake.reason}")
    if brake.slow_minutes and timezone.now() > post.created_at + FREE_TO_EDIT:
        minutes = FREE_TO_EDIT.seconds // 60
        raise Braked(f"{brake.slow_in_words} A post can be edited for {minutes} minutes only. {brake.reason}")
