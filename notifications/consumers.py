"""The member's own socket: the bell on every page, and the duty bell for moderators."""

from members.models import Member
from members.sockets import member_behind
from realtime import streams
from realtime.socket import NOT_YOURS, StreamSocket


def streams_of(member: Member | None) -> list[str]:
    """What a member hears on any page; a visitor hears what is said to everybody."""
    if member is None:
        return [streams.EVERYBODY]
    return [streams.EVERYBODY, streams.member(member.pk), *([streams.DUTY] if member.moderates else [])]


class MemberConsumer(StreamSocket):
    def may_hear(self) -> list[str] | int:
        member = member_behind(self.scope)
        return streams_of(member) if member else NOT_YOURS


class VisitorConsumer(StreamSocket):
    """A page without a stream of its own, open to anybody."""

    def may_hear(self) -> list[str] | int:
        return streams_of(None)
