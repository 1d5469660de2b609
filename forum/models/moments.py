"""The timeline of a case study (CS6): what happened when, counted from the event and never by the calendar.

Stored in `CaseStudy.timeline` as a list in order of time, each entry
`{"after": 12, "unit": "minutes", "what": "Stopped. Said aloud what I saw."}`: `after` is a whole number from 0 to 999,
`unit` one of `Unit`, `what` plain text of at most `MAX_WHAT` characters. Read it through `CaseStudy.moments`.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

MAX_MOMENTS = 40
MAX_WHAT = 400
MAX_AFTER = 999
LONGEST = MAX_AFTER * 60  # minutes that a drawing can still say in hours


class Unit(models.TextChoices):
    DAYS_BEFORE = "days_before", _("days before")
    MINUTES = "minutes", _("minutes after")
    HOURS = "hours", _("hours after")
    DAYS = "days", _("days after")
    WEEKS = "weeks", _("weeks after")
    MONTHS = "months", _("months after")


IN_MINUTES = {"days_before": -1440, "minutes": 1, "hours": 60, "days": 1440, "weeks": 10_080, "months": 43_830}
SHORT = {
    "minutes": _("+{} min"), "hours": _("+{} h"), "days": _("Day {}"), "weeks": _("Week {}"), "months": _("Month {}"),
    "days_before": _("{} d before"),
}  # fmt: skip
SPOKEN = {
    "days_before": ngettext_lazy("%(number)s day before", "%(number)s days before", "number"),
    "minutes": ngettext_lazy("%(number)s minute after", "%(number)s minutes after", "number"),
    "hours": ngettext_lazy("%(number)s hour after", "%(number)s hours after", "number"),
    "days": ngettext_lazy("%(number)s day after", "%(number)s days after", "number"),
    "weeks": ngettext_lazy("%(number)s week after", "%(number)s weeks after", "number"),
    "months": ngettext_lazy("%(number)s month after", "%(number)s months after", "number"),
}


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
        return SHORT[self.unit].format(self.after)

    @property
    def spoken(self) -> str:
        if not self.after:
            return gettext("At the event")
        return SPOKEN[self.unit] % {"number": self.after}

    def as_dict(self) -> dict[str, Any]:
        return self._asdict()


def moments_in(stored: Iterable[Mapping[str, Any]]) -> list[Moment]:
    return [Moment(int(row["after"]), str(row["unit"]), str(row["what"])) for row in stored]


def recognised(after: int) -> Moment:
    """When somebody saw what it was; in minutes, and in hours where it took longer than a moment may count."""
    what = gettext("Recognised for what it was.")
    return Moment(after, Unit.MINUTES, what) if after <= MAX_AFTER else Moment(round(after / 60), Unit.HOURS, what)


def in_order(moments: Iterable[Moment]) -> list[Moment]:
    """By time; what happened at the same time stays as its author put it."""
    return sorted(moments, key=lambda moment: moment.minutes)


def as_text(moments: Iterable[Moment]) -> str:
    """Line by line: for histories, exports and whoever listens."""
    return "\n".join(f"{moment.spoken}: {moment.what}" for moment in moments)
