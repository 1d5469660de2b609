"""Sessions as Django keeps them in the database, in rows of our own, found by a query that was put into SQL once."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as Usual
from django.db.models import QuerySet
from django.utils import timezone

from members.models.sessions import KeptSession
from members.prepared import prepared

CARRIED = ("begun_at", "seen_at", "covered_at", "is_own_device", "device", "place")


@prepared
def unexpired(key: str, now: datetime, begun: datetime) -> QuerySet[KeptSession]:
    """However much it is used, it ends two weeks after it began."""
    return KeptSession.objects.filter(session_key=key, expire_date__gt=now, begun_at__gt=begun)


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
        if self.row is None:
            self._session_key = None
        return self.row

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
