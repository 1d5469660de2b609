"""Opening hours as data: "always", or "mon-fri 09:00-18:00; sat 10:00-14:00", in the line's own time zone."""

import re
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext

ALWAYS = "always"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NAMES = tuple(WEEKDAYS.values())
SPAN = re.compile(r"^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$")
DAY_MINUTES = 24 * 60
HOME_ZONE = "Europe/London"

Span = tuple[int, int]  # minutes from midnight; beyond 1440 it runs into the next day


@cache
def spans_of(opening: str) -> dict[int, list[Span]]:
    """Weekday (Monday 0) to its spans. Raises ValueError for what nobody could read."""
    if opening == ALWAYS:
        return {day: [(0, DAY_MINUTES)] for day in range(7)}
    found: dict[int, list[Span]] = {}
    for part in filter(None, (part.strip() for part in opening.lower().split(";"))):
        days, _, spans = part.partition(" ")
        for day in days_of(days):
            found.setdefault(day, []).extend(span_of(span.strip()) for span in spans.split(","))
    return found


def days_of(words: str) -> list[int]:
    if words == "daily":
        return list(range(7))
    first, _, last = words.partition("-")
    start, end = DAYS.index(first), DAYS.index(last or first)
    return [(start + step) % 7 for step in range((end - start) % 7 + 1)]


def span_of(words: str) -> Span:
    match = SPAN.match(words)
    if not match:
        raise ValueError(f"{words} is not a span such as 09:00-18:00")
    start = int(match[1]) * 60 + int(match[2])
    end = int(match[3]) * 60 + int(match[4]) if match[3] else DAY_MINUTES
    return start, end if end > start else end + DAY_MINUTES


def validate_opening(opening: str) -> None:
    try:
        spans_of(opening)
    except ValueError as error:
        raise ValidationError(
            gettext('Write "always", or days and hours: mon-fri 09:00-18:00; sat 10:00-14:00')
        ) from error


def validate_zone(zone: str) -> None:
    if zone not in available_timezones():
        raise ValidationError(gettext("Name a time zone such as Europe/London."))


def periods(opening: str, zone: str, now: datetime) -> list[tuple[datetime, datetime]]:
    """From yesterday to this day next week, in UTC: clocks that change would make local times compare wrongly."""
    here = ZoneInfo(zone)
    today = now.astimezone(here).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    found = []
    for offset in range(-1, 8):
        day = today + timedelta(days=offset)
        for start, end in spans_of(opening).get(day.weekday(), []):
            moments = [(day + timedelta(minutes=at)).replace(tzinfo=here).astimezone(UTC) for at in (start, end)]
            found.append((moments[0], moments[1]))
    return sorted(found)


def is_open(opening: str, zone: str, now: datetime) -> bool | None:
    """None: nobody has recorded its hours, so nothing may be said."""
    if not opening:
        return None
    return any(start <= now < end for start, end in periods(opening, zone, now))


def opens_next(opening: str, zone: str, now: datetime) -> datetime | None:
    """When a closed line opens, in its own time zone."""
    coming = [start for start, _ in periods(opening, zone, now) if start > now]
    return coming[0].astimezone(ZoneInfo(zone)) if coming else None


def closed_in_words(opening: str, zone: str, now: datetime) -> str:
    """ "Closed, opens Monday 08:00"; "today" where it still is that day there. Empty unless it is closed."""
    if is_open(opening, zone, now) is not False:
        return ""
    at = opens_next(opening, zone, now)
    if at is None:
        return gettext("Closed")
    day = gettext("today") if at.date() == now.astimezone(at.tzinfo).date() else NAMES[at.weekday()]
    return gettext("Closed, opens %(day)s %(time)s") % {"day": day, "time": f"{at:%H:%M}"} + zone_in_words(zone)


def zone_in_words(zone: str) -> str:
    """Said only where it is not the site's own."""
    if zone == HOME_ZONE:
        return ""
    return ", " + gettext("%(place)s time") % {"place": zone.rpartition("/")[2].replace("_", " ")}


def hours_in_words(opening: str, zone: str) -> str:
    """The week as a caller reads it, days with the same hours together."""
    if opening == ALWAYS:
        return gettext("Day and night")
    if not opening:
        return gettext("Hours not recorded")
    week = spans_of(opening)
    groups: list[tuple[int, int, list[Span]]] = []
    for day in sorted(week):
        if groups and groups[-1][1] == day - 1 and groups[-1][2] == week[day]:
            groups[-1] = (groups[-1][0], day, week[day])
        else:
            groups.append((day, day, week[day]))
    return "; ".join(map(group_in_words, groups)) + (zone_in_words(zone) or ", " + gettext("UK time"))


def group_in_words(group: tuple[int, int, list[Span]]) -> str:
    first, last, spans = group
    if (first, last) == (0, 6):
        days = gettext("Every day")
    elif first == last:
        days = str(NAMES[first])
    else:
        days = gettext("%(first)s to %(last)s") % {"first": NAMES[first], "last": NAMES[last]}
    hours = [gettext("%(first)s to %(last)s") % {"first": clock(start), "last": clock(end)} for start, end in spans]
    return f"{days}, {gettext(' and ').join(hours)}"


def clock(minutes: int) -> str:
    return "24:00" if minutes == DAY_MINUTES else f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
