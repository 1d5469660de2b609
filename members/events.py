"""Facts about accounts and claims."""

from collections.abc import Iterable
from dataclasses import dataclass

from realtime import streams
from realtime.frames import Bell, Frame, Recheck


@dataclass(frozen=True)
class RightsChanged:
    member_id: int

    def frames(self) -> Iterable[Frame]:
        yield Recheck(streams.member(self.member_id))


@dataclass(frozen=True)
class ClaimsMoved:
    """A claim came in or was dealt with: open queues fetch their list again."""

    def frames(self) -> Iterable[Frame]:
        yield Bell(streams.DUTY, "queue")
