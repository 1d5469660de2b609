"""Who is behind a socket, asked anew each time it matters."""

from importlib import import_module
from typing import Any

from channels.db import database_sync_to_async
from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest

from members.kept_sessions import was_renewed
from members.models import Member
from members.second_factor import misses_second_factor
from realtime.socket import session_of

SessionStore = import_module(settings.SESSION_ENGINE).SessionStore


class OnlyRead(SessionStore):
    """Nobody could hand the browser another key over a socket: where SECRET_KEY was replaced, its next page does."""

    key_salt = SessionStore().key_salt  # what it reads was signed by that name

    def cycle_key(self) -> None:
        pass


class Renewed(Exception):
    """The session goes on under another key, which the browser has: its socket is closed, and comes back with that."""


def member_behind(scope: dict[str, Any]) -> Member | None:
    """The active member of the socket's session, or None. A logged-out session has no row; a covered one hears nothing.

    Two queries, and nothing is kept: a socket that is open for hours holds neither a session nor a member.
    """
    key = session_of(scope)
    if not key:
        return None
    request = HttpRequest()
    request.session = OnlyRead(key)
    member = get_user(request)
    if request.session.row is None and was_renewed(key):
        raise Renewed
    if not member.is_authenticated or not member.is_active or request.session.row.is_covered:
        return None
    return None if misses_second_factor(request.session, member) else member


current_member = database_sync_to_async(member_behind)
