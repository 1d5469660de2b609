"""Which version of the reader reads now, and which runs beside it. Asked for every text: a change is felt at once."""

import logging
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q

from deflection.editions import kept
from deflection.models import ReaderVersion
from screening import emergency
from screening.emergency.versions import SHIPPED_NAME, trouble_with

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Running:
    """The version that decides, and those that are only counted."""

    active: str = SHIPPED_NAME
    beside: tuple[str, ...] = ()


def running(edition: str = "") -> Running:
    """Out of reach, whatever the reason: the shipped version answers."""
    try:
        return kept("running", edition, chosen)
    except Exception as error:  # no database, no table, or asked where no database may be asked
        log.warning("which reader is active cannot be asked (%s): the shipped one reads", type(error).__name__)
        return Running()


def chosen() -> Running:
    with own_savepoint():
        asked = ReaderVersion.objects.filter(Q(is_active=True) | Q(beside_since__isnull=False))
        rows = list(asked.values_list("name", "is_active"))
    active = next((name for name, is_active in rows if is_active), SHIPPED_NAME)
    return Running(active, tuple(name for name, is_active in rows if not is_active))


def own_savepoint() -> AbstractContextManager[Any]:
    """A missing table must not spoil the caller's transaction; where there is none, nothing has to be locked."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()


def active_name() -> str:
    return running().active


def count_beside(now: Running, band: str, title: str, body: str, place: str, *, parent: str) -> None:
    """Have the others read it too, and count what each would have done. It never stands in the way of a text."""
    for name in now.beside:
        try:
            if trouble_with(name):
                continue
            other = emergency.assess(title, body, place, parent=parent, version=name).band
        except Exception as error:
            log.warning("the version that runs beside failed: %s", type(error).__name__)
            continue
        column = "agreed" if other == band else f"would_{other}"
        transaction.on_commit(partial(count, name, column), robust=True)


def count(name: str, column: str) -> None:
    change: dict[str, Any] = {column: F(column) + 1}
    ReaderVersion.objects.filter(name=name, beside_since__isnull=False).update(**change)
