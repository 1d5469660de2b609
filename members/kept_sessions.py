"""Sessions as Django keeps them in the database, in rows of our own, found by a query that was put into SQL once."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as Usual
from django.core.cache import cache
from django.db.models import QuerySet
from django.utils import timezone

from members.models.sessions import KeptSession
from members.prepared import prepared

IN_FLIGHT = 60  # seconds in which a request or socket may still bring the key from before
CARRIED = ("begun_at", "seen_at", "covered_at", "is_own_device", "device", "place")


@prepared
def unexpired(key: str, now: datetime, begun: datetime) -> QuerySet[KeptSession]:
    """However much it is used, it ends two weeks after it began."""
    return KeptSession.objects.filter(session_key=key, expire_date__gt=now, begun_at__gt=begun)


def was_renewed(key: str) -> bool:
    """Whether its browser holds another key by now: then a late request must not take that cookie away."""
    return bool(cache.get(noted_as(key)))


def noted_as(key: str) -> str:
    return f"session-renewed:{sha256(key.encode()).hexdigest()}"


class SessionStore(Usual):
    """`row` is what stands beside the session's data; asking for it costs nothing once the session was read."""

    row: KeptSession | None = None

    @classmethod
    def get_model_class(cls) -> type[KeptSession]:
        return KeptSession

    def _get_session_from_db(self) -> KeptSession | None:
        now = timezone.now()
        begun = now - timedelta(seconds=settings.SESSION_COOKIE_AGE)
        self.row = unexpired.first(key=self.session_key, now=now, begun=begun)
        if self.row is None and not was_renewed(self.session_key):
            self._session_key = None
        return self.row

    def cycle_key(self) -> None:
        """Go on under another key; the one from before opens nothing from now on."""
        if self.session_key:
            cache.set(noted_as(self.session_key), True, IN_FLIGHT)
        super().cycle_key()

    def create_model_instance(self, data: dict[str, Any]) -> KeptSession:
        """A session that goes on under another key is as old as before."""
        made = super().create_model_instance(data)
        made.member_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        if self.row is not None:
            for name in CARRIED:
                setattr(made, name, getattr(self.row, name))
        self.row = made
        return made

    def flush(self) -> None:
        super().flush()
        self.row = None
