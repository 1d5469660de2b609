"""Work for the worker."""

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from audit.actions import note_anchor


@db_periodic_task(crontab(hour="0", minute="5"))
def note_the_day() -> None:
    """Each night: where the chain ends."""
    note_anchor(day=timezone.localdate())
