"""Sealing all there is anew with the first key of VAULT_KEY, page by page, while the site goes on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Model

from members.sealing import Unreadable
from privacy.sealed import renewed, renewed_factor, rooms

Renew = Callable[[Any], dict[str, Any]]
PAGE = 20  # rows: a file that somebody sent has up to five megabytes


@dataclass
class Resealed:
    """Of one table: how many lie anew, and how many open with no key that there is."""

    table: str
    number: int = 0
    unreadable: int = 0


def reseal() -> list[Resealed]:
    """What lies under the first key already is passed over: run it again after it was cut off, as often as you like."""
    tables = [one_table(model, lambda row, column=column: renewed(row, column)) for model, column in rooms()]
    return [*tables, one_table(Authenticator, renewed_factor)]


def one_table(model: type[Model], renew: Renew) -> Resealed:
    done, last = Resealed(model._meta.label), 0
    while last is not None:
        last = one_page(model, renew, last, done)
    return done


@transaction.atomic
def one_page(model: type[Model], renew: Renew, after: int, done: Resealed) -> int | None:
    """The rows are locked, so that nothing that is written meanwhile is lost. Says where the next page begins."""
    rows = model._base_manager.filter(pk__gt=after).order_by("pk").select_for_update()[:PAGE]
    for row in rows:
        try:
            changed = renew(row)
        except Unreadable:
            done.unreadable += 1
            continue
        if changed:
            model._base_manager.filter(pk=row.pk).update(**changed)
            done.number += 1
    return rows[len(rows) - 1].pk if rows else None
