"""Whether a member may write this now: brakes, and what would be of no use to those who read it."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forum import floor
from forum.models import Post, Topic
from forum.models.brakes import FREE_TO_EDIT, in_words
from members.models import Member
from members.pace import keep_pace

FREE_OF_REASON = timedelta(minutes=30)
WHY_SO_LATE = _(
    "Please say why you change it: it was published more than half an hour ago, so colleagues may rely on it. "
    "They find your reason in its history."
)


class Braked(ValueError):
    """Not now, or not like this; the sentence says until when, and why. `field`: where it stands in the form."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


def let_open(title: str, body: str) -> None:
    """Raises Braked with advice. The gate has read it, and asked what it had to ask: help comes first."""
    if advice := floor.advice_on_title(title):
        raise Braked(advice, "title")
    if advice := floor.advice_on_opening(body):
        raise Braked(advice, "body")


def let_say(body: str) -> None:
    """The same for what stands below an opening."""
    if advice := floor.advice_on_reply(body):
        raise Braked(advice, "body")


def let_publish(member: Member, *, is_question: bool = False) -> None:
    """The last question before it is stored: is that too many in a short while? Moderators are not slowed."""
    if member.moderates:
        return
    pace = keep_pace(*(("questions", "posts") if is_question else ("posts",)), who=member.pk)
    if pace and pace.is_over:
        at = in_words(timezone.now() + timedelta(seconds=pace.wait))
        say = gettext("That is a lot in a short while. Your next one can be sent at %(time)s.")
        raise Braked(say % {"time": at})


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
        raise Braked(
            gettext("%(slow_in_words)s Your next one can be sent at %(time)s. %(reason)s")
            % {"slow_in_words": brake.slow_in_words, "time": in_words(free_at), "reason": brake.reason}
        )


def needs_reason(post: Post) -> bool:
    """It was public for longer than a typing error takes to be seen."""
    return post.is_published and timezone.now() > post.created_at + FREE_OF_REASON


def let_edit(member: Member, post: Post, topic: Topic, reason: str) -> None:
    """Raises Braked: while a topic is closed or slow nothing there is rewritten; later on, not without a reason."""
    brake_edit(member, post, topic)
    if needs_reason(post) and not reason.strip():
        raise Braked(WHY_SO_LATE, "reason")


def brake_edit(member: Member, post: Post, topic: Topic) -> None:
    brake = topic.current_brake
    if brake is None or member.moderates_in(topic.section.slug) or not post.is_published:
        return
    if brake.is_closed:
        raise Braked(f"{brake.closed_in_words} {brake.reason}")
    if brake.slow_minutes and timezone.now() > post.created_at + FREE_TO_EDIT:
        minutes = FREE_TO_EDIT.seconds // 60
        raise Braked(
            gettext("%(slow_in_words)s A post can be edited for %(minutes)s minutes only. %(reason)s")
            % {"slow_in_words": brake.slow_in_words, "minutes": minutes, "reason": brake.reason}
        )
