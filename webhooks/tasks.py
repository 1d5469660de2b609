"""Work for the worker."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from webhooks.actions.sending import send_due


@db_task()
def send_now() -> None:
    """Something happened a moment ago."""
    send_due()


@db_periodic_task(crontab(minute="*"))
def send_each_minute() -> None:
    """What is to be tried again, and what a lost queue or a dead worker left."""
    send_due()
