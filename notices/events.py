"""Facts about notices, and who hears them."""

from collections.abc import Iterable
from dataclasses import dataclass

from notices.models import Audience, Notice
from realtime import streams
from realtime.frames import Banner, Bell, Frame


@dataclass(frozen=True)
class NoticePublished:
    """One for everybody travels with its words. Who is verified, the page asks: a stream knows nobody's standing."""

    notice: Notice

    def frames(self) -> Iterable[Frame]:
        match self.notice.audience:
            case Audience.EVERYBODY:
                context = {"notice": self.notice, "is_pushed": True}
                yield Banner(streams.EVERYBODY, self.notice.element, "notices/notice.html", context)
            case Audience.MODERATORS:
                yield Bell(streams.DUTY, "notice")
            case _:
                yield Bell(streams.EVERYBODY, "notice")


@dataclass(frozen=True)
class NoticeWithdrawn:
    notice: Notice

    def frames(self) -> Iterable[Frame]:
        yield Banner(streams.EVERYBODY, self.notice.element)


@dataclass(frozen=True)
class NoticeRead:
    """On the member's other open pages it need not stand any longer."""

    member_id: int

    def frames(self) -> Iterable[Frame]:
        yield Bell(streams.member(self.member_id), "notice")
