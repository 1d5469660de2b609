"""Work for the worker: what leaves the site."""

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from notifications.leaving.actions.devices import ring_waiting
from notifications.leaving.actions.lines import send_waiting


@db_periodic_task(crontab(minute="*"))
def send_each_minute() -> None:
    """Each minute: mail at once, and the devices that are to ring. The rows decide, so it may run late or twice."""
    now = timezone.now()
    send_waiting(now=now)
    ring_waiting(now=now)
