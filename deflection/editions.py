"""What the gate goes by, kept in memory until the database says that it has changed."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Exists, QuerySet

from deflection.models import Deflection, Edition
from members.prepared import prepared

Kept = TypeVar("Kept")
_kept: dict[str, tuple[str, Any]] = {}


@prepared
def asked(author: int, form: UUID) -> QuerySet[Edition, tuple[str, bool]]:
    """In one query: which edition holds, and whether this very text of this author was stopped before."""
    stopped = Deflection.objects.filter(author_id=author, client_id=form)
    return Edition.objects.annotate(is_stopped=Exists(stopped)).values_list("mark", "is_stopped")


def kept(name: str, edition: str, read: Callable[[], Kept]) -> Kept:
    """What `read` gave under this edition. The edition was asked for first, so what is kept is never older than it."""
    known = _kept.get(name)
    if edition and known and known[0] == edition:
        return known[1]
    found = read()
    if edition:
        _kept[name] = (edition, found)
    return found
