"""Counting by week or month in the database: how many of each, and the middle of how long they waited."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, DurationField, ExpressionWrapper, F, IntegerField, Q, QuerySet, Window
from django.db.models.expressions import Combinable
from django.db.models.functions import RowNumber

from moderation.boards.drawing import Series
from moderation.boards.periods import Part, Period

HOUR = timedelta(hours=1)
Rows = dict[date, dict[str, int]]


class Middle(NamedTuple):
    """Of so many, half waited no longer."""

    number: int
    hours: float


def by_part(rows: QuerySet[Any], at: str, period: Period, **which: Q) -> Rows:
    """For each week or month how many there are of each kind. One query."""
    columns = {name: Count("pk", filter=q) if q else Count("pk") for name, q in which.items()}
    asked = rows.order_by().filter(**{f"{at}__gte": period.start}).annotate(part=period.part_of(at)).values("part")
    return {row.pop("part"): row for row in asked.annotate(**columns)}


def series(found: Rows, parts: list[Part], words: Mapping[str, str]) -> list[Series]:
    return [Series(name, [found.get(part.first, {}).get(key, 0) for part in parts]) for key, name in words.items()]


def middles(rows: QuerySet[Any], at: str, until: str, since: str, period: Period) -> dict[date, Middle]:
    """For each week or month the median wait: only the one or two in the middle leave the database."""
    wait = ExpressionWrapper(F(until) - F(since), output_field=DurationField())
    return middle_of(rows.annotate(wait=wait), at, period)


def middle_of(rows: QuerySet[Any], at: str, period: Period) -> dict[date, Middle]:
    """`rows` have a `wait`."""
    each = rows.order_by().filter(**{f"{at}__gte": period.start}).annotate(part=period.part_of(at))
    ranked = each.annotate(
        place=Window(RowNumber(), partition_by=F("part"), order_by=F("wait").asc()),
        among=Window(Count("pk"), partition_by=F("part")),
    )
    middle = ranked.filter(place__gte=half(F("among") + 1), place__lte=half(F("among") + 2))
    found: dict[date, list[tuple[int, float]]] = {}
    for part, among, wait in middle.values_list("part", "among", "wait"):
        found.setdefault(part, []).append((among, in_hours(wait)))
    return {part: Middle(pair[0][0], sum(wait for _, wait in pair) / len(pair)) for part, pair in found.items()}


def half(of: Combinable) -> ExpressionWrapper:
    return ExpressionWrapper(of / 2, output_field=IntegerField())


def in_hours(wait: timedelta | int) -> float:
    return wait / HOUR if isinstance(wait, timedelta) else wait / 3600


def hours_in_words(hours: float) -> str:
    """ "40 min", "3 h", "2 d 4 h"; as a tired reader wants it."""
    minutes = round(hours * 60)
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 24 * 60:
        return f"{minutes // 60} h {minutes % 60} min" if minutes % 60 and minutes < 600 else f"{round(minutes / 60)} h"
    days, rest = divmod(round(minutes / 60), 24)
    return f"{days} d {rest} h" if rest else f"{days} d"


def hours_short(hours: float) -> str:
    """For the side of a drawing: "30 m", "4 h", "3 d"."""
    if hours >= 48:
        return f"{hours / 24:.3g} d"
    return f"{hours:.3g} h" if hours >= 1 or not hours else f"{round(hours * 60)} m"
