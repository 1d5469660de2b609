"""The helplines of a country, from the table administrators edit; from the shipped file when that is out of reach."""

import json
import logging
from functools import cache
from pathlib import Path
from typing import Any

from django.db import DatabaseError

from deflection.models import Helpline, Route
from members.countries import HOME, Country

log = logging.getLogger(__name__)
SHIPPED = Path(__file__).parent / "data" / "helplines.json"
OPEN_FIRST = {True: 0, None: 1, False: 2}


@cache
def shipped() -> tuple[Helpline, ...]:
    return tuple(Helpline(**row) for row in json.loads(SHIPPED.read_text(encoding="utf-8")))


def country_of(code: str | None) -> str:
    """A country that the directory knows; home for anything else."""
    return code if code in Country.values else HOME.value


def country_for(person: Any) -> str:
    """Where this member practises; home for a visitor."""
    return country_of(getattr(person, "country", None))


def all_lines(country: str = HOME) -> list[Helpline]:
    """Every line of one country, best first; none of another country ever. The emergency number is always among them,
    and no route that has a line in the shipped file is left without one, whatever was deleted or is out of reach."""
    try:
        lines = list(Helpline.objects.filter(country=country))
    except DatabaseError:
        log.exception("helplines are read from the shipped file")
        lines = []
    covered = {line.route for line in lines}
    lines += [line for line in shipped() if line.country == country and line.route not in covered]
    return sorted(lines, key=lambda line: (OPEN_FIRST[line.is_open], line.position, line.name))


def lines_for(route: str, country: str = HOME) -> list[Helpline]:
    """The lines of a route, open ones first. Where none can be rung now the emergency number stands before them."""
    lines = all_lines(country)
    found = [line for line in lines if line.route == route]
    if not found or found[0].is_open is False:
        return [line for line in lines if line.route == Route.EMERGENCY] + found
    return found


def support_lines(country: str = HOME) -> list[Helpline]:
    """Who listens afterwards: lines of peers and professions, then those for anyone in distress. Perhaps none."""
    lines = all_lines(country)
    return [line for route in (Route.SUPPORT, Route.CRISIS) for line in lines if line.route == route]


def emergency_line(country: str = HOME) -> Helpline:
    """The emergency number for every page's header: from the shipped file, so it costs no query and never fails."""
    return next(line for line in shipped() if (line.country, line.route) == (country, Route.EMERGENCY))
