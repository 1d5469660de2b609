"""Handing the sending over to the worker, beside the request: nobody who writes waits for a queue."""

import logging
import threading

from django.db import transaction
from huey.contrib.djhuey import HUEY

from webhooks.tasks import send_now

log = logging.getLogger(__name__)


def send_soon() -> None:
    """After the commit. Without a worker nothing is sent: no page waits for somebody else's program."""
    if not HUEY.immediate:
        transaction.on_commit(begin)


def begin() -> None:
    threading.Thread(target=hand_over, daemon=True).start()


def hand_over() -> None:
    try:
        send_now()
    except Exception as error:  # the minute's round finds it
        log.warning("the worker's queue did not answer, so webhooks leave later: %s", type(error).__name__)
