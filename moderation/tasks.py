"""Work for the worker."""

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from moderation.actions.late import call_about_late
from moderation.actions.measures import end_what_has_run_out


@db_periodic_task(crontab(minute="*"))
def end_measures() -> None:
    """Each minute. The clock alone ends what a measure forbids; this closes it and tells its member."""
    end_what_has_run_out(timezone.now())


@db_periodic_task(crontab(minute="*"))
def call_about_what_is_late() -> None:
    """Each minute: is something grave past its time, and nobody has taken it?"""
    call_about_late(now=timezone.now())
