"""What the gate's answer means for a row, shared by every action that stores a text."""

from typing import NamedTuple

from django.conf import settings

from deflection.outcomes import Hold, Noted, Sample
from forum.events import PostAwaitsModerator
from forum.models import Post, Section, Status
from forum.models.sections import CLINICAL
from members.models import Member
from realtime.door import announce


class Standing(NamedTuple):
    """How a text may stand: the fields of a post that the gate decides."""

    status: str
    held_because: str
    wants_a_look: bool


def standing_after(outcome: Hold | Sample | Noted | None) -> Standing:
    """The standing of a text that the gate let through, held, or let through on its author's word."""
    match outcome:
        case Hold():
            return Standing(Status.HELD, outcome.why, False)
        case Sample():
            return Standing(Status.PUBLISHED, "", True)
        case _:
            return Standing(Status.PUBLISHED, "", False)


def after_first_posts(standing: Standing, author: Member, section: Section) -> Standing:
    """A moderator reads the first posts that an unverified member writes in a clinical room before others do.

    Verification lifts this, and time and activity never do: what counts is what moderators have published.
    """
    if standing.status == Status.HELD or not section.is_clinical or author.is_verified or author.moderates:
        return standing
    read = Post.objects.published().filter(author=author, topic__kind__in=CLINICAL)[: settings.FIRST_POSTS_REVIEWED]
    return standing if len(read) >= settings.FIRST_POSTS_REVIEWED else Standing(Status.HELD, "new_member", False)


def beside(*words: str) -> str:
    """What stands beside a text and is read with it."""
    return "\n\n".join(filter(None, words))


def call_a_moderator_if_needed(post: Post) -> None:
    if post.wants_a_look or not post.is_published:
        announce(PostAwaitsModerator(post))
