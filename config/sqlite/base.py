"""SQLite as Django knows it, with connections that are kept: opening one costs as much as a page's own queries."""

import os
from collections import deque
from pathlib import Path
from typing import Any
from weakref import WeakSet

from django.conf import settings
from django.db.backends.sqlite3.base import DatabaseWrapper as Usual

MOST = 16
resting: dict[tuple[int, str, int], deque[Any]] = {}


class DatabaseWrapper(Usual):
    """Under ASGI each request has a thread and a connection of its own; what it gives back, the next one takes."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        self.cursors: WeakSet[Any] = WeakSet()
        try:
            return self.rest().pop()
        except (IndexError, FileNotFoundError):
            self.make_the_usual_folder()
            return super().get_new_connection(conn_params)

    def make_the_usual_folder(self) -> None:
        """A fresh checkout has no var/. A folder that somebody named and that is not there stays a mistake."""
        if Path(self.settings_dict["NAME"]).parent == settings.VAR_DIR:
            settings.VAR_DIR.mkdir(exist_ok=True)

    def create_cursor(self, name: str | None = None) -> Any:
        cursor = super().create_cursor(name)
        self.cursors.add(cursor)
        return cursor

    def _close(self) -> None:
        """Kept if nothing went wrong on it and nothing is half done; a cursor left open would keep it in the past."""
        if self.is_in_memory_db() or self.errors_occurred or self.connection.in_transaction:
            return super()._close()
        for cursor in list(self.cursors):
            cursor.close()
        try:
            place = self.rest()
        except FileNotFoundError:
            return super()._close()
        return place.append(self.connection) if len(place) < MOST else super()._close()

    def rest(self) -> deque[Any]:
        """Those of this process (none may cross a fork), of this very file: one put in its place is another."""
        name = str(self.settings_dict["NAME"])
        return resting.setdefault((os.getpid(), name, Path(name).stat().st_ino), deque())
