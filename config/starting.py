"""Starting up: says in one line what is not there yet, and when it has come. The server listens all the while."""

import logging
import threading
import time

from django.conf import settings
from django.db import connection

from config import away
from config.views import redis_answers

log = logging.getLogger(__name__)
PAUSE = 1.0  # seconds between two looks


def look_around() -> None:
    """Beside the server, until everything was there once; from then on /healthz/ tells."""
    threading.Thread(target=tell_until_all_is_there, name="starting", daemon=True).start()


def tell_until_all_is_there() -> None:
    said = ""
    while missing := what_is_missing():
        if missing != said:
            log.warning("%s", missing)
            said = missing
        time.sleep(PAUSE)
    if said:
        log.warning("Everything is there now.")


def what_is_missing() -> str:
    """One line, or nothing."""
    try:
        look_at_database()
        if away.migrations_wait():
            waiting = away.waiting_migrations()
            return f"{len(waiting)} migrations wait, the first is {waiting[0]}. Pages say 503: run manage.py migrate."
    except Exception as error:  # refused, unknown, wrong password: each has its own class, and all are one line here
        return f"The database does not answer, pages say 503 until it does: {' '.join(str(error).split())[:200]}"
    finally:
        connection.close()
    if not redis_answers():
        where = settings.REDIS_URL.rpartition("@")[2]
        return f"Redis does not answer at {where}: posts are stored, open pages wait for them."
    return ""


def look_at_database() -> None:
    """Past the pool, which keeps to itself why it has no connection."""
    if connection.vendor == "postgresql":
        connection.Database.connect(**connection.get_connection_params()).close()
    connection.ensure_connection()
