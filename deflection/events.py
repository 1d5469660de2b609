"""Facts of this room."""

from collections.abc import Iterable
from dataclasses import dataclass

from deflection.models import Alert, Deflection
from members.models import Member
from realtime import streams
from realtime.frames import Bell, Frame


@dataclass(frozen=True)
class EmergencyDeflected:
    """A text told of an emergency and was stopped. The duty moderators hear that it happened, never what it said."""

    deflection: Deflection

    def frames(self) -> Iterable[Frame]:
        yield Bell(streams.DUTY, "deflection", {"id": self.deflection.pk, "route": self.deflection.route})


@dataclass(frozen=True)
class DeflectionAcknowledged:
    """A moderator closed it: its author's open page asks again what became of it."""

    deflection: Deflection

    def frames(self) -> Iterable[Frame]:
        yield Bell(streams.member(self.deflection.author_id), "acknowledged", {"id": self.deflection.pk})


@dataclass(frozen=True)
class AuthorSentToHelp:
    """A colleague took a published post for live: its author's open pages go to the number."""

    deflection: Deflection

    def frames(self) -> Iterable[Frame]:
        yield Bell(streams.member(self.deflection.author_id), "marked_live", {"id": self.deflection.pk})


@dataclass(frozen=True)
class ReaderFailed:
    """The reader crashed, so texts are being held."""

    place: str

    def frames(self) -> Iterable[Frame]:
        yield Bell(streams.DUTY, "reader_failed", {"place": self.place})


@dataclass(frozen=True)
class MemberPaged:
    """Somebody is called: their open pages ring."""

    alert: Alert
    member: Member

    def frames(self) -> Iterable[Frame]:
        yield Bell(streams.member(self.member.pk), "page", self.alert.told_to(self.member))


@dataclass(frozen=True)
class AlertAcknowledged:
    """A moderator has it: every other one sees who."""

    alert: Alert

    def frames(self) -> Iterable[Frame]:
        yield Bell(streams.DUTY, "page_taken", {"id": self.alert.pk, "name": self.alert.acknowledged_by.name})
