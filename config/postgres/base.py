"""PostgreSQL as Django knows it, with two things more.

After it did not answer there is a rest: not everybody waits for a server that is away. And for statements that are put
into SQL once (members/prepared.py) there is a cursor that has the server keep what it worked out for them.
"""

import time
from typing import Any

from django.db.backends.postgresql.base import Database, ServerBindingCursor
from django.db.backends.postgresql.base import DatabaseWrapper as Usual
from psycopg_pool import PoolTimeout

BUSY = 6.0  # seconds after which the next wait of the pool for a connection, three more, is the last one
REST = 1.0  # seconds in which nobody asks again; it is back for all of them then


class KeepingCursor(ServerBindingCursor):
    """Parsed and planned once for each connection; afterwards only the values are sent."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        return super().execute(query, params, **(options | {"prepare": True}))


class DatabaseWrapper(Usual):
    resting_until = 0.0

    def keeping_cursor(self) -> Any:
        """As `cursor()`, for a statement whose words are always the same."""
        self.ensure_connection()
        with self.wrap_database_errors:
            return self._prepare_cursor(KeepingCursor(self.connection))

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection of the pool. A pool that is merely busy makes people wait; one that cannot connect does not."""
        if time.monotonic() < DatabaseWrapper.resting_until:
            raise Database.OperationalError("the database did not answer a moment ago")
        before, until = self.failed_attempts(), time.monotonic() + BUSY
        while True:
            try:
                return super().get_new_connection(conn_params)
            except PoolTimeout:
                if self.failed_attempts() > before:
                    DatabaseWrapper.resting_until = time.monotonic() + REST
                    raise
                if time.monotonic() > until:
                    raise

    def failed_attempts(self) -> int:
        return self.pool.get_stats().get("connections_errors", 0) if self.pool else 0
