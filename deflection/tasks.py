"""Work for the worker."""

import logging
import threading
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import HUEY, db_periodic_task, db_task

from deflection.actions import ask_how_they_are, empty_expired, invite_to_tell
from deflection.actions.pages import TRY_AGAIN_AFTER, call_about_forgotten, escalate_due, send_waiting
from deflection.duty.steps import AFTER
from deflection.signals import alert_raised

log = logging.getLogger(__name__)


@db_periodic_task(crontab(minute="7"))
def empty_vaults() -> None:
    """Each hour: what has been sealed for 30 days is destroyed."""
    empty_expired()


@db_periodic_task(crontab(minute="*/15"))
def invite_authors() -> None:
    """Each quarter of an hour: whose text has lain for a day, a week, three weeks? And who asked to be asked?"""
    invite_to_tell()
    ask_how_they_are()


def call_on() -> None:
    """Everything about calls whose time has come. It may run twice, late or after a restart: the rows decide."""
    now = timezone.now()
    call_about_forgotten(now=now)
    escalate_due(now=now)
    send_waiting(now=now)


@db_periodic_task(crontab(minute="*"))
def call_on_each_minute() -> None:
    """The net below the tasks that were planned when the alert was raised."""
    call_on()


@db_task()
def call_on_now() -> None:
    call_on()


@receiver(alert_raised)
def plan_calls(sender: Any, **kwargs: Any) -> None:
    """Mails leave at once, and each step is planned for its second. Without a worker the minute and the pages do it."""
    if not HUEY.immediate:
        transaction.on_commit(lambda: beside_the_request(hand_over))


def beside_the_request(work: Callable[[], None]) -> None:
    """Nobody who rings for help waits for a queue that does not answer."""
    threading.Thread(target=work, daemon=True).start()


def hand_over() -> None:
    try:
        call_on_now()
        for wait in {*AFTER[1:], *TRY_AGAIN_AFTER}:
            call_on_now.schedule(delay=wait.total_seconds() + 1)
    except Exception as error:  # the periodic task finds it within a minute
        log.warning("the worker's queue did not answer: %s", type(error).__name__)
