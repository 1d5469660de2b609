"""Work for the worker."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from members.actions.lapse import empty_evidence, end_lapsed, remind
from members.actions.lockout import forget_old_failures
from members.actions.scanning import scan_waiting
from members.actions.sessions import cover_idle, forget_ended


@db_periodic_task(crontab(minute="*"))
def tell_of_lapses() -> None:
    """Each minute: what has ended since the last look?"""
    end_lapsed()


@db_periodic_task(crontab(minute="23"))
def remind_of_lapses() -> None:
    """Each hour: what runs out in two weeks, one week, tomorrow?"""
    remind()


@db_periodic_task(crontab(minute="*"))
def cover_what_nobody_looks_at() -> None:
    """Each minute: sessions that rested too long close their sockets."""
    cover_idle()


@db_periodic_task(crontab(minute="*"))
def scan_evidence() -> None:
    """Each minute: files that were sent since, where a scanner is set up."""
    scan_waiting()


@db_periodic_task(crontab(hour="3", minute="17"))
def forget_ended_sessions() -> None:
    """Each night: sessions that are over, devices and failures that are old."""
    forget_ended()
    forget_old_failures()


@db_periodic_task(crontab(hour="3", minute="41"))
def empty_old_evidence() -> None:
    """Each night: evidence of claims decided 30 days ago is destroyed."""
    empty_evidence()
