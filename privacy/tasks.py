"""Work for the worker."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from privacy.actions.erasing import erase_due
from privacy.actions.keeping import end_and_prove
from privacy.retention import CLASSES


@db_periodic_task(crontab(minute="33"))
def erase_those_who_left() -> None:
    """Each hour: whose week is over."""
    erase_due()


@db_periodic_task(crontab(hour="4", minute="47"))
def prove_what_is_kept() -> None:
    """Each night, after the others: what is past its day goes, and that it went is noted."""
    end_and_prove(classes=CLASSES)
