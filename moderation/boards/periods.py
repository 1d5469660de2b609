"""Over which time is counted: four weeks, a quarter or a year, each in its weeks or months."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import DateField
from django.db.models.functions import TruncMonth, TruncWeek
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


def week_of(monday: date) -> str:
    return gettext("Week of %(day)s") % {"day": date_format(monday, "j F")}


@dataclass(frozen=True)
class Part:
    """A week or a month."""

    first: date
    unit: str
    is_now: bool = False

    @property
    def short(self) -> str:
        return date_format(self.first, "j M" if self.unit == "week" else "M")

    @property
    def words(self) -> str:
        named = week_of(self.first) if self.unit == "week" else date_format(self.first, "F Y")
        return gettext("%(period)s, so far") % {"period": named} if self.is_now else named


@dataclass(frozen=True)
class Period:
    slug: str
    words: str
    unit: str
    number: int

    def parts(self) -> list[Part]:
        """The oldest first; the last is the one that runs now."""
        here = self.first_day()
        back = [self.stepped(here, -number) for number in range(self.number - 1, -1, -1)]
        return [Part(first, self.unit, first == here) for first in back]

    def coming(self) -> list[Part]:
        """As many from now on."""
        here = self.first_day()
        return [Part(self.stepped(here, number), self.unit) for number in range(self.number)]

    def first_day(self) -> date:
        today = timezone.localdate()
        return today - timedelta(days=today.weekday()) if self.unit == "week" else today.replace(day=1)

    def stepped(self, day: date, by: int) -> date:
        if self.unit == "week":
            return day + timedelta(weeks=by)
        months = day.year * 12 + day.month - 1 + by
        return date(months // 12, months % 12 + 1, 1)

    @property
    def start(self) -> datetime:
        return midnight(self.parts()[0].first)

    @property
    def end(self) -> datetime:
        """Of what is coming."""
        return midnight(self.stepped(self.first_day(), self.number))

    def part_of(self, at: str) -> TruncWeek | TruncMonth:
        """The first day of the part in which a moment lies, worked out by the database."""
        return (TruncWeek if self.unit == "week" else TruncMonth)(at, output_field=DateField())


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


PERIODS = (
    Period("4-weeks", _("4 weeks"), "week", 4),
    Period("quarter", _("A quarter"), "week", 13),
    Period("year", _("A year"), "month", 12),
)


def asked(slug: str) -> Period:
    """Four weeks, unless another is asked for that exists."""
    return next((period for period in PERIODS if period.slug == slug), PERIODS[0])
