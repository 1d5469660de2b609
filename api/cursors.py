"""Pages of a list, cut by where the last one ended: the moment and the number of its last row."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from api.problems import Refused
from forum.slices import BEGIN, place_of

PAGE = 20
LONGEST = 40  # characters of a cursor


def cursor_of(moment: datetime, number: int) -> str:
    return f"{(moment - BEGIN) // timedelta(microseconds=1)}-{number}"


def place(cursor: str) -> tuple[datetime, int] | None:
    """Where to go on; from the beginning without one."""
    if not cursor:
        return None
    if (found := place_of(cursor)) is None:
        said = _("This cursor is not one of ours: take it from “next” as it stands.")
        raise Refused("not-valid", errors=[{"field": "cursor", "detail": said}])
    return found


def page_of(
    request: HttpRequest, rows: QuerySet, cursor: str, *, by: str, newest: bool, show: Callable[[Any], Any]
) -> dict[str, Any]:
    """`by` is the moment by which they stand in order, `newest` whether the newest comes first."""
    if at := place(cursor):
        moment, number = at
        side = "lt" if newest else "gt"
        rows = rows.filter(Q(**{f"{by}__{side}": moment}) | Q(**{by: moment, f"pk__{side}": number}))
    sign = "-" if newest else ""
    found = list(rows.order_by(f"{sign}{by}", f"{sign}pk")[: PAGE + 1])
    more = cursor_of(getattr(found[PAGE - 1], by), found[PAGE - 1].pk) if len(found) > PAGE else ""
    return {"items": [show(row) for row in found[:PAGE]], "next": further(request, more)}


def further(request: HttpRequest, cursor: str) -> str | None:
    """The address of the next page, ready to be asked for."""
    if not cursor:
        return None
    asked = request.GET.copy()
    asked["cursor"] = cursor
    return f"{request.path}?{asked.urlencode()}"
