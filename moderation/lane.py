"""Is the same-day lane fast enough? It must not slow down while emergencies take up the experts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.utils import timezone
from django.utils.translation import gettext as _

from deflection.models import Deflection
from forum.models import Lane, Topic
from forum.models.topics import in_hours

DAY = timedelta(days=1)
TOO_LONG = timedelta(hours=4)
WORTH_SAYING = timedelta(minutes=15)


@dataclass(frozen=True)
class Day:
    """A day of the lane: the middle wait for a first verified answer, and how many texts were stopped meanwhile."""

    wait: timedelta | None
    deflections: int


def middle(waits: Iterable[timedelta]) -> timedelta | None:
    return median(found) if (found := sorted(waits)) else None


def alarm(now: Day, before: Day) -> str:
    """A sentence for the moderators, or nothing. Pure.

    Two reasons: the middle wait is over four hours; or it grew by a quarter of an hour while more texts were stopped.
    """
    if now.wait is None:
        return ""
    if now.wait > TOO_LONG:
        return _("The same-day lane waits too long: %(in_hours)s in the middle, over the last 24 hours.") % {
            "in_hours": in_hours(now.wait)
        }
    if before.wait is None or now.deflections <= before.deflections:
        return ""
    if now.wait - before.wait < WORTH_SAYING:
        return ""
    return _(
        "The same-day lane slows down while more emergencies are stopped: %(in_hours)s in the "
        "middle, after %(in_hours2)s the day before."
    ) % {"in_hours": in_hours(now.wait), "in_hours2": in_hours(before.wait)}


def day_until(end: datetime) -> Day:
    """Questions asked in the day before; one that nobody verified has answered counts with the wait so far."""
    asked = Topic.objects.published().filter(lane=Lane.SAME_DAY, created_at__gt=end - DAY, created_at__lte=end)
    waits = [
        min(answered or end, end) - created
        for created, answered in asked.values_list("created_at", "first_verified_answer_at")
    ]
    stopped = Deflection.objects.by_the_gate().filter(created_at__gt=end - DAY, created_at__lte=end).count()
    return Day(middle(waits), stopped)


def alarm_today() -> str:
    now = timezone.now()
    return alarm(day_until(now), day_until(now - DAY))
