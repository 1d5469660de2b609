"""The member's own socket: the bell on every page, and the duty bell for moderators."""

from members.models import Member
from members.sockets import current_member
from realtime import streams
from realtime.socket import NOT_YOURS, StreamSocket


def streams_of(member: Member | None) -> list[str]:
    """What a member hears on any page; a visitor hears nothing of their own."""
    if member is None:
        return []
    return [streams.member(member.pk), *([streams.DUTY] if member.moderates else [])]


class MemberConsumer(StreamSocket):
    async def allowed_streams(self) -> list[str] | int:
        member = await current_member(self.scope)
        return streams_of(member) if member else NOT_YOURS
