"""The timeline of a case study (CS6): what happened when, counted from the event and never by the calendar.

Stored in `CaseStudy.timeline` as a list in order of time, each entry
`{"after": 12, "unit": "minutes", "what": "Stopped. Said aloud what I saw."}`: `after` is a whole number from 0 to 999,
`unit` one of `Unit`, `what` plain text of at most `MAX_WHAT` characters. Read it through `CaseStudy.moments`.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db import models

MAX_MOMENTS = 40
MAX_WHAT = 400
MAX_AFTER = 999


class Unit(models.TextChoices):
    DAYS_BEFORE = "days_before", "days before"
    MINUTES = "minutes", "minutes after"
    HOURS = "hours", "hours after"
    DAYS = "days", "days after"
    WEEKS = "weeks", "weeks after"
    MONTHS = "months", "months after"


IN_MINUTES = {"days_before": -1440, "minutes": 1, "hours": 60, "days": 1440, "weeks": 10_080, "months": 43_830}
SHORT = {"minutes": "+{} min", "hours": "+{} h", "days": "Day {}", "weeks": "Week {}", "months": "Month {}"}


class Moment(NamedTuple):
    """One entry. `label` stands on the drawing ("+12 min", "Day 3"), `spoken` is for listening ("12 minutes after")."""

    after: int
    unit: str
    what: str

    @property
    def minutes(self) -> int:
        """From the event, below zero before it: what a drawing is scaled by and what orders them."""
        return self.after * IN_MINUTES[self.unit]

    @property
    def label(self) -> str:
        if not self.after:
            return "T+0"
        return f"{self.after} d before" if self.unit == Unit.DAYS_BEFORE else SHORT[self.unit].format(self.after)

    @property
    def spoken(self) -> str:
        if not self.after:
            return "At the event"
        unit = str(Unit(self.unit).label)
        return f"{self.after} {unit.replace('s ', ' ', 1) if self.after == 1 else unit}"

    def as_dict(self) -> dict[str, Any]:
        return self._asdict()


def moments_in(stored: Iterable[Mapping[str, Any]]) -> list[Moment]:
    return [Moment(int(row["after"]), str(row["unit"]), str(row["what"])) for row in stored]


def in_order(moments: Iterable[Moment]) -> list[Moment]:
    """By time; what happened at the same time stays as its author put it."""
    return sorted(moments, key=lambda moment: moment.minutes)


def as_text(moments: Iterable[Moment]) -> str:
    """Line by line: for histories, exports and whoever listens."""
    return "\n".join(f"{moment.spoken}: {moment.what}" for moment in moments)
