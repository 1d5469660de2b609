"""Handing a file over to the worker, so that whoever asked for it need not wait."""

import logging

from django.db import transaction

from reports.models import Export
from reports.tasks import make

log = logging.getLogger(__name__)


def make_later(export: Export) -> None:
    """After the commit. Without a queue it is made at once."""
    transaction.on_commit(Errand(export.pk).run)


class Errand:
    """One file. A bound method, because Django 5.2 leaks the errors of a partial."""

    def __init__(self, export_id: int) -> None:
        self.export_id = export_id

    def run(self) -> None:
        """A queue that does not answer costs a minute: the worker looks for what was forgotten."""
        try:
            make(self.export_id)
        except Exception as error:
            log.warning("the worker's queue did not answer, so the file comes later: %s", type(error).__name__)
