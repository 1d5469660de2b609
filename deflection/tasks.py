"""Work for the worker."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from deflection.actions import ask_how_they_are, empty_expired, invite_to_tell


@db_periodic_task(crontab(minute="7"))
def empty_vaults() -> None:
    """Each hour: what has been sealed for 30 days is destroyed."""
    empty_expired()


@db_periodic_task(crontab(minute="*/15"))
def invite_authors() -> None:
    """Each quarter of an hour: whose text has lain for a day, a week, three weeks? And who asked to be asked?"""
    invite_to_tell()
    ask_how_they_are()
