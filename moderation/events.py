"""Facts of moderation, and who hears them."""

from collections.abc import Iterable
from dataclasses import dataclass

from moderation.models import Flag
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
