"""Work for the worker."""

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from reports.actions.exports import forget_old_exports, make_export, take_up_again


@db_task()
def make(export_id: int) -> None:
    """A file that somebody asked for."""
    make_export(export_id=export_id)


@db_periodic_task(crontab(minute="*"))
def make_what_was_forgotten() -> None:
    """Each minute: files whose errand was lost with the queue, or whose worker died."""
    for export_id in take_up_again(now=timezone.now()):
        make_export(export_id=export_id)


@db_periodic_task(crontab(minute="11"))
def forget_files() -> None:
    """Each hour: files whose week is over."""
    forget_old_exports(now=timezone.now())
