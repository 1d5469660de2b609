"""Reading while somebody types: a quiet hint over the page's own socket. The text is read, and forgotten."""

import asyncio
import logging
from typing import Any

from channels.db import database_sync_to_async

from deflection.hints import Hint, call_for, hint_for
from deflection.running import active_name
from members.sockets import current_member
from notifications.consumers import MemberConsumer
from realtime.socket import StreamSocket

log = logging.getLogger(__name__)

ASKED = {"kind": str, "id": int, "title": str, "body": str}


class ReadsWhileTyping(StreamSocket):
    """A socket that answers {"kind": "reading", "id": n, "title": …, "body": …} of a signed-in member.

    The answer is {"kind": "hint", "id": n, "hint": bool, "route", "quotes": […], "call": {"name", "number", "tel"}}.
    """

    def understands(self, question: Any) -> bool:
        return (
            isinstance(question, dict)
            and {name: type(value) for name, value in question.items()} == ASKED
            and question["kind"] == "reading"
        )

    async def answer(self, question: Any) -> dict[str, Any] | None:
        """Silence for a visitor, and when the reader is out of order: a hint is never the last word, the gate is."""
        try:
            if (member := await current_member(self.scope)) is None:
                return None
            version = await database_sync_to_async(active_name)()
            hint = await asyncio.to_thread(hint_for, question["title"], question["body"], version)
            call = await database_sync_to_async(call_for)(member, hint.route) if hint else None
        except Exception as error:
            log.warning("no hint while typing: %s", type(error).__name__)
            return None
        return frame(question["id"], hint, call)


def frame(number: int, hint: Hint | None, call: dict[str, str] | None) -> dict[str, Any]:
    if hint is None:
        return {"kind": "hint", "id": number, "hint": False, "route": "", "quotes": [], "call": None}
    return {"kind": "hint", "id": number, "hint": True, "route": hint.route, "quotes": list(hint.quotes), "call": call}


class WritingMemberConsumer(ReadsWhileTyping, MemberConsumer):
    """The member's own socket, on every page that has no stream of its own: the forms among them."""
