"""The helplines of a route, from the table administrators edit; from the shipped file when that is out of reach."""

import json
import logging
from pathlib import Path

from django.db import DatabaseError

from deflection.models import Helpline

log = logging.getLogger(__name__)
SHIPPED = Path(__file__).parent / "data" / "helplines.json"


def shipped() -> list[Helpline]:
    return [Helpline(**row) for row in json.loads(SHIPPED.read_text(encoding="utf-8"))]


def all_lines() -> list[Helpline]:
    """Every line, best first; no route is ever without one: the helpline is shown whatever is broken or deleted."""
    try:
        lines = list(Helpline.objects.all())
    except DatabaseError:
        log.exception("helplines are read from the shipped file")
        lines = []
    covered = {line.route for line in lines}
    return lines + [line for line in shipped() if line.route not in covered]


def lines_for(route: str) -> list[Helpline]:
    return [line for line in all_lines() if line.route == route]
