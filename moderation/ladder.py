"""The next step of the ladder, from what went before. Only a suggestion, shown to a moderator. Pure."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from django.utils.translation import gettext

from moderation.models.measures import Rung

HOURS = (24, 72, 168, 720)
COUNTS_FOR = timedelta(days=365)


class Step(NamedTuple):
    rung: str
    hours: int | None = None

    @property
    def in_words(self) -> str:
        name = Rung(self.rung).label
        return (
            gettext("%(measure)s, for %(time)s") % {"measure": name, "time": in_words(self.hours)}
            if self.hours
            else str(name)
        )


STEPS = (
    Step(Rung.REMINDER),
    Step(Rung.WARNING),
    *(Step(Rung.READ_ONLY, hours) for hours in HOURS),
    Step(Rung.SUSPENDED, HOURS[-1]),
)


def next_step(earlier: Sequence[Step]) -> Step:
    """One above the highest step that was taken within a year; notes count for nothing."""
    highest = max((height(step) for step in earlier), default=-1)
    return STEPS[min(highest + 1, len(STEPS) - 1)]


def height(step: Step) -> int:
    """Where on the ladder it stands; a restriction to one place counts like reading alone, for as long."""
    match step.rung:
        case Rung.NOTE:
            return -1
        case Rung.SUSPENDED:
            return len(STEPS) - 1
        case Rung.REMINDER | Rung.WARNING:
            return STEPS.index(Step(step.rung))
    return max(place for place, rung in enumerate(STEPS[:-1]) if (rung.hours or 0) <= (step.hours or 0))


def in_words(hours: int) -> str:
    """ "24 hours", "3 days"."""
    if hours < 48:
        return gettext("%(number)s hours") % {"number": hours}
    return gettext("%(number)s days") % {"number": hours // 24}
