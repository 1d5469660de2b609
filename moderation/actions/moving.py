"""Moving, splitting and joining topics: the moderator's side, with its line in the log."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit.actions import record
from audit.deeds import Deed
from deflection.again import would_stop
from deflection.gate import Writing
from forum.actions.moving import merge_topics, move_topic, split_topic, undo_move
from forum.models import Move, MoveKind, Post, Section, Topic
from forum.moving import CannotMove
from members.models import Member
from moderation.actions.reading import read_first
from moderation.events import QueueShortened
from realtime.door import announce

STOPPED = _("The safety reader stops this title. Please put it in other words.")


@transaction.atomic
def move(*, topic: Topic, section: Section, moderator: Member, reason: str) -> int:
    """Says how many posts are held in the new place. Raises CannotMove and NotNow."""
    read_first(reason, author=moderator, place="decision")
    moved, held = move_topic(topic=topic, section=section, moderator=moderator, reason=reason)
    note(moved, moderator, held)
    return held


@transaction.atomic
def split(
    *, topic: Topic, posts: Sequence[Post], title: str, section: Section, moderator: Member, reason: str
) -> tuple[Topic, int]:
    """The new topic, and how many of its posts are held. Everybody reads the title: the gate reads it first."""
    read_first(reason, author=moderator, place="decision")
    read_first(title, author=moderator, place="decision")
    if would_stop(Writing(title=title, body=title, place=section.kind, section=section.slug)):
        raise CannotMove(STOPPED)
    new, held = split_topic(topic=topic, posts=posts, title=title, section=section, moderator=moderator, reason=reason)
    note(new.moves_here.get(kind=MoveKind.SPLIT), moderator, held)
    return new, held


@transaction.atomic
def merge(*, source: Topic, target: Topic, moderator: Member, reason: str) -> int:
    """Says how many posts are held in the new place."""
    read_first(reason, author=moderator, place="decision")
    moved, held = merge_topics(source=source, target=target, moderator=moderator, reason=reason)
    note(moved, moderator, held)
    return held


def note(moved: Move, moderator: Member, held: int) -> None:
    record(
        Deed.TOPIC_MOVED, by=moderator, about=moved.source, how=moved.kind, to=moved.target_id,
        section=(moved.target or moved.source).section.slug, held=held,
    )  # fmt: skip
    if held:
        announce(QueueShortened())


@transaction.atomic
def take_back(*, move: Move, moderator: Member) -> bool:
    done = undo_move(move=move, moderator=moderator)
    if done:
        record(Deed.MOVE_UNDONE, by=moderator, about=move.source, how=move.kind)
    return done
