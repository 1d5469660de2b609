"""Sessions as Django keeps them in the database, found by a query that was put into SQL once."""

from datetime import datetime

from django.contrib.sessions.backends.db import SessionStore as Usual
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from members.prepared import prepared


@prepared
def unexpired(key: str, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)


class SessionStore(Usual):
    def _get_session_from_db(self) -> Session | None:
        found = unexpired.first(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
        return found
