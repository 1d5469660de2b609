"""Work for the worker."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from privacy.actions.erasing import erase_due


@db_periodic_task(crontab(minute="33"))
def erase_those_who_left() -> None:
    """Each hour: whose week is over."""
    erase_due()
