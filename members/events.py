"""Facts about accounts."""

from collections.abc import Iterable
from dataclasses import dataclass

from realtime import streams
from realtime.frames import Frame, Recheck


@dataclass(frozen=True)
class RightsChanged:
    member_id: int

    def frames(self) -> Iterable[Frame]:
        yield Recheck(streams.member(self.member_id))
