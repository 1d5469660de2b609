"""Which way out an event takes. The table is data, dated and marked until a named clinician has signed it."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext

from deflection.models import Route
from screening.emergency import Assessment

DATA = Path(__file__).parent / "data" / "routes.json"
UNKNOWN_EVENT = "unspecified"


@cache
def table() -> dict[str, Any]:
    """The whole file: `signed_by`, `reviewed_on`, and `events` (event → route and the words for it)."""
    return json.loads(DATA.read_text(encoding="utf-8"))


def route_for(reading: Assessment) -> tuple[str, str]:
    """(route, event) of a reading. 999 wins over the helpline whenever both match; a crisis of mind keeps its own card
    unless a body is in danger as well."""
    events = [sign.event for sign in reading.signs] or [UNKNOWN_EVENT]
    return min(((route_of(event), event) for event in events), key=lambda pair: ORDER.index(pair[0]))


ORDER = [Route.EMERGENCY.value, Route.CRISIS.value, Route.HELPLINE.value]


def route_of(event: str) -> str:
    """An event that nobody has put into the table is taken at its most urgent."""
    return table()["events"].get(event, {}).get("route", Route.EMERGENCY.value)


def words_for(event: str) -> str:
    return gettext(table()["events"].get(event, table()["events"][UNKNOWN_EVENT])["words"])
