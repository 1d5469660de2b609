"""Starting up: says in one line what is not there yet, and when it has come. The server listens all the while."""

import logging
import threading
import time

from django.conf import settings
from django.db import DatabaseError, connection

from config import away
from config.views import redis_answers
from deflection.models import Helpline
from forum.models import Post
from forum.text import HTML_VERSION

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
    for sentence in to_look_at():
        log.warning("%s", sentence)


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


def to_look_at() -> list[str]:
    """What the site works without, and somebody should see to."""
    try:
        has_lines = settings.DEMO or Helpline.objects.filter(is_sample=False).exists()
        is_old = Post.objects.filter(html_version__lt=HTML_VERSION).exists()
    except DatabaseError:  # gone again meanwhile: /healthz/ tells
        return []
    finally:
        connection.close()
    lines = "No helpline of your own is set, so people in trouble are shown samples: enter them in /admin/ first."
    old = "The HTML of some posts was made by an older sanitiser: run manage.py rerender."
    return [sentence for sentence, is_so in ((lines, not has_lines), (old, is_old)) if is_so]


def look_at_database() -> None:
    """Past the pool, which keeps to itself why it has no connection."""
    if connection.vendor == "postgresql":
        connection.Database.connect(**connection.get_connection_params()).close()
    connection.ensure_connection()
