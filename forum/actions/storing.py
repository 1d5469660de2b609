"""What the gate's answer means for a row, shared by every action that stores a text."""

from typing import NamedTuple

from deflection.outcomes import Hold, Sample
from forum.events import PostAwaitsModerator
from forum.models import Post, Status
from realtime.door import announce


class Standing(NamedTuple):
    """How a text may stand: the fields of a post that the gate decides."""

    status: str
    held_because: str
    wants_a_look: bool


def standing_after(outcome: Hold | Sample | None) -> Standing:
    """The standing of a text that the gate let through, held, or let through on its author's word."""
    match outcome:
        case Hold():
            return Standing(Status.HELD, outcome.why, False)
        case Sample():
            return Standing(Status.PUBLISHED, "", True)
        case _:
            return Standing(Status.PUBLISHED, "", False)


def call_a_moderator_if_needed(post: Post) -> None:
    if post.wants_a_look or not post.is_published:
        announce(PostAwaitsModerator(post))
