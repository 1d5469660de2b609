"""Work for the worker."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from members.actions.lapse import empty_evidence, end_lapsed, remind


@db_periodic_task(crontab(minute="*"))
def tell_of_lapses() -> None:
    """Each minute: what has ended since the last look?"""
    end_lapsed()


@db_periodic_task(crontab(minute="23"))
def remind_of_lapses() -> None:
    """Each hour: what runs out in two weeks, one week, tomorrow?"""
    remind()


@db_periodic_task(crontab(hour="3", minute="41"))
def empty_old_evidence() -> None:
    """Each night: evidence of claims decided 30 days ago is destroyed."""
    empty_evidence()
