"""PostgreSQL as Django knows it, with three things more.

After it did not answer there is a rest: not everybody waits for a server that is away. A connection is looked at before
it is lent, which mostly takes no question. And for statements that are put into SQL once (members/prepared.py) there is
a cursor that has the server keep what it worked out for them.
"""

import select
import time
from typing import Any

from django.db.backends.postgresql.base import Database, ServerBindingCursor
from django.db.backends.postgresql.base import DatabaseWrapper as Usual
from django.db.backends.postgresql.operations import DatabaseOperations
from psycopg_pool import ConnectionPool, PoolTimeout

BUSY = 6.0  # seconds after which the next wait of the pool for a connection, three more, is the last one
ASKED_EVERY = 5.0  # seconds
REST = 1.0  # seconds in which nobody asks again; it is back for all of them then


class KeepingCursor(ServerBindingCursor):
    """Parsed and planned once for each connection; afterwards only the values are sent."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        return super().execute(query, params, **(options | {"prepare": True}))


class Operations(DatabaseOperations):
    def last_executed_query(self, cursor: Any, sql: str, params: Any) -> str | None:
        """For logs and tests: with its values, which the server got apart from it."""
        if isinstance(cursor, KeepingCursor):
            return self.compose_sql(sql, params)
        return super().last_executed_query(cursor, sql, params)


def lives(connection: Any) -> bool:
    """Whoever cut it off left word on its line; that costs nothing to see. Once in a while it is asked all the same."""
    now = time.monotonic()
    if now - getattr(connection, "asked_at", 0.0) < ASKED_EVERY and not has_word(connection.fileno()):
        return True
    try:
        ConnectionPool.check_connection(connection)
    except Database.OperationalError:
        return False
    connection.asked_at = now
    return True


def has_word(line: int) -> bool:
    """Something came that nobody has read, or the other end is closed."""
    looking = select.poll()
    looking.register(line, select.POLLIN)
    return bool(looking.poll(0))


class DatabaseWrapper(Usual):
    ops_class = Operations
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
                connection = super().get_new_connection(conn_params)
                if self.pool is None or lives(connection):
                    return connection
                connection.close()
                self.pool.putconn(connection)  # which makes another
            except PoolTimeout:
                if self.failed_attempts() > before:
                    DatabaseWrapper.resting_until = time.monotonic() + REST
                    raise
                if time.monotonic() > until:
                    raise

    def failed_attempts(self) -> int:
        return self.pool.get_stats().get("connections_errors", 0) if self.pool else 0
