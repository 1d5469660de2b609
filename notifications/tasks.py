"""Work for the worker: what leaves the site."""

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from notifications.actions import forget_old_lines
from notifications.leaving.actions.devices import ring_waiting
from notifications.leaving.actions.lines import send_waiting


@db_periodic_task(crontab(minute="*"))
def send_each_minute() -> None:
    """Each minute: mail at once, and the devices that are to ring. The rows decide, so it may run late or twice."""
    now = timezone.now()
    send_waiting(now=now)
    ring_waiting(now=now)


@db_periodic_task(crontab(hour="3", minute="41"))
def forget_what_was_read() -> None:
    """Each night: lines of the bell that were read half a year ago go."""
    forget_old_lines(now=timezone.now())
