"""Work for the worker: where the chain ends is noted each night, and the whole of it is walked."""

import logging

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from audit.actions import note_anchor
from audit.verification import verify

log = logging.getLogger(__name__)


@db_periodic_task(crontab(hour="0", minute="5"))
def note_the_day() -> None:
    """Each night: where the chain ends."""
    note_anchor(day=timezone.localdate())


@db_periodic_task(crontab(hour="3", minute="41"))
def walk_the_chain() -> None:
    """Each night: a fault stands in the log of the process, where somebody is told of what is critical."""
    if fault := verify().fault:
        log.critical("the audit chain is broken: %s", fault.sentence)
