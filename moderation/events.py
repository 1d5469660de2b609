"""Facts of moderation, and who hears them."""

from collections.abc import Iterable
from dataclasses import dataclass

from moderation.models import Appeal, Flag, Proposal, Take
from realtime import streams
from realtime.frames import Bell, Frame


@dataclass(frozen=True)
class PostFlagged:
    flag: Flag

    def frames(self) -> Iterable[Frame]:
        yield Bell(streams.DUTY, "flag", {"reason": self.flag.reason})


@dataclass(frozen=True)
class QueueShortened:
    """Something in the queue was dealt with: open queues fetch their list again."""

    def frames(self) -> Iterable[Frame]:
        yield Bell(streams.DUTY, "queue")


@dataclass(frozen=True)
class ConcernRaised:
    """Somebody believes that they are shown here: it stands at the top."""

    def frames(self) -> Iterable[Frame]:
        yield Bell(streams.DUTY, "queue")


@dataclass(frozen=True)
class LinesReported:
    """Somebody reported what a member says of themselves."""

    def frames(self) -> Iterable[Frame]:
        yield Bell(streams.DUTY, "queue")


@dataclass(frozen=True)
class ItemTaken:
    """Somebody took it in hand, or let it go: open lists and the page of the item ask again."""

    take: Take

    def frames(self) -> Iterable[Frame]:
        yield Bell(streams.DUTY, "take", {"item": self.take.key})


@dataclass(frozen=True)
class AppealCame:
    """Somebody asks for a decision to be judged again."""

    appeal: Appeal

    def frames(self) -> Iterable[Frame]:
        yield Bell(streams.DUTY, "queue")


@dataclass(frozen=True)
class SecondKeyWanted:
    """Something grave waits for another person."""

    proposal: Proposal

    def frames(self) -> Iterable[Frame]:
        yield Bell(streams.DUTY, "queue")
