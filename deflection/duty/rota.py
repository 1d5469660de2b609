"""Who is on call, for which hours nobody is, and a week of it as a page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from deflection.models import Shift
from members.models import Member

Span = tuple[datetime, datetime]


def answers(member: Member, now: datetime) -> bool:
    """Still a moderator, and not taking a break."""
    rests = member.off_duty_until is not None and member.off_duty_until > now
    return member.is_active and member.moderates and not rests and not member.is_suspended


def on_call(now: datetime) -> list[Member]:
    """Who is called about what happens now, in this order. Empty: nobody is on call, and that is said."""
    running = Shift.objects.running(now).select_related("member").order_by("order", "starts_at", "pk")
    found = {shift.member_id: shift.member for shift in running if answers(shift.member, now)}
    return list(found.values())


def gaps(shifts: Iterable[Shift], start: datetime, end: datetime) -> list[Span]:
    """The hours between start and end that no shift covers."""
    found, covered_to = [], start
    for shift in sorted(shifts, key=lambda shift: shift.starts_at):
        if shift.starts_at > covered_to:
            found.append((covered_to, min(shift.starts_at, end)))
        covered_to = max(covered_to, shift.ends_at)
        if covered_to >= end:
            return found
    return [*found, (covered_to, end)]


@dataclass(frozen=True)
class Day:
    """One day of the rota."""

    date: date
    start: datetime
    end: datetime
    shifts: list[Shift]
    gaps: list[Span]

    @property
    def is_today(self) -> bool:
        return self.date == timezone.localdate()

    @property
    def to_change(self) -> list[Shift]:
        """Each shift has its buttons once: on the day it starts, or today while it runs."""
        now = timezone.now()
        return [
            shift
            for shift in self.shifts
            if shift.ends_at > now and (self.start <= shift.starts_at or (self.start <= now < self.end))
        ]

    @property
    def is_bare(self) -> bool:
        """Nobody at all, the whole day long."""
        return self.gaps == [(self.start, self.end)]


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def week(monday: date) -> list[Day]:
    """Seven days with the shifts that touch each of them: one query for the week."""
    days = [monday + timedelta(days=number) for number in range(7)]
    edges = [midnight(day) for day in [*days, monday + timedelta(days=7)]]
    shifts = list(Shift.objects.within(edges[0], edges[-1]).select_related("member"))
    return [day_of(day, start, end, shifts) for day, start, end in zip(days, edges, edges[1:], strict=False)]


def day_of(day: date, start: datetime, end: datetime, shifts: list[Shift]) -> Day:
    here = [shift for shift in shifts if shift.starts_at < end and shift.ends_at > start]
    return Day(day, start, end, here, gaps(here, start, end))
