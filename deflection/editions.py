"""What the gate goes by, kept in memory until the database says that it has changed."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Exists, QuerySet

from deflection.models import Deflection, Edition

Kept = TypeVar("Kept")
_kept: dict[str, tuple[str, Any]] = {}


def asked(stopped: QuerySet[Deflection]) -> tuple[str, bool]:
    """In one query: which edition holds, and whether there is such a stopped text. Without a row nothing is kept."""
    found = Edition.objects.annotate(is_stopped=Exists(stopped)).values_list("mark", "is_stopped").first()
    return found or ("", stopped.exists())


def kept(name: str, edition: str, read: Callable[[], Kept]) -> Kept:
    """What `read` gave under this edition. The edition was asked for first, so what is kept is never older than it."""
    known = _kept.get(name)
    if edition and known and known[0] == edition:
        return known[1]
    found = read()
    if edition:
        _kept[name] = (edition, found)
    return found
