"""PostgreSQL as Django knows it, with a rest after it did not answer: not everybody waits for a server that is away."""

import time
from typing import Any

from django.db.backends.postgresql.base import Database
from django.db.backends.postgresql.base import DatabaseWrapper as Usual
from psycopg_pool import PoolTimeout

BUSY = 6.0  # seconds after which the next wait of the pool for a connection, three more, is the last one
REST = 1.0  # seconds in which nobody asks again; it is back for all of them then


class DatabaseWrapper(Usual):
    resting_until = 0.0

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
