"""Who is behind a socket, asked anew each time it matters."""

from typing import Any

from channels.auth import get_user
from channels.db import database_sync_to_async

from members.models import Member


async def current_member(scope: dict[str, Any]) -> Member | None:
    """The active member of the socket's session, or None. A logged-out session has no row any more."""
    session = scope.get("session")
    if session is None or session.session_key is None:
        return None
    if not await database_sync_to_async(session.exists)(session.session_key):
        return None
    user = await get_user(scope)
    return user if user.is_authenticated and user.is_active else None
