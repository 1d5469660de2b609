"""What moderation did in a month, counted from rows: by cause, how soon, how often it was taken back (MO22)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import ceil

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.models import Deed, Line
from deflection.models import Deflection
from moderation.causes import CLAIM, WORDS
from moderation.models import Appeal, Correction, WasLive
from moderation.models.appeals import Outcome
from moderation.urgency import DUE_AFTER, UNITS

FEW = 5
FEWER = format_lazy(_("fewer than {number}"), number=FEW)
CLAIMS_DUE = DUE_AFTER[2]
DECIDED = (Deed.POST_DECIDED, Deed.DEFLECTION_CLOSED, Deed.CLAIM_DECIDED)


@dataclass(frozen=True)
class Month:
    """A month by our own clock."""

    first: date

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.replace(day=1))

    @property
    def slug(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def next(self) -> "Month":
        return Month.of(self.first + timedelta(days=31))

    @property
    def previous(self) -> "Month":
        return Month.of(self.first - timedelta(days=1))

    @property
    def start(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.first, time.min))

    @property
    def end(self) -> datetime:
        return self.next.start

    @property
    def is_over(self) -> bool:
        return self.end <= timezone.now()


@dataclass(frozen=True)
class ByCause:
    """How soon what waited for one cause was decided."""

    words: str
    waits: Sequence[int]
    late: int

    @property
    def number(self) -> int:
        return len(self.waits)

    @property
    def half_within(self) -> str:
        return duration(percentile(self.waits, 50))

    @property
    def most_within(self) -> str:
        return duration(percentile(self.waits, 95))


@dataclass(frozen=True)
class Figures:
    month: Month
    causes: list[ByCause] = field(default_factory=list)
    stopped: int = 0
    wrongly: int = 0
    appeals: int = 0
    overturned: int = 0

    @property
    def decided(self) -> int:
        return sum(row.number for row in self.causes)

    @property
    def late(self) -> int:
        return sum(row.late for row in self.causes)


def percentile(numbers: Sequence[int], percent: int) -> int:
    """The smallest number that so many percent do not exceed."""
    return sorted(numbers)[max(0, ceil(len(numbers) * percent / 100) - 1)]


def duration(seconds: int) -> str:
    for unit, size in UNITS:
        if seconds >= 2 * size:
            return unit % {"number": seconds // size}
    return UNITS[-1][0] % {"number": 1} if seconds >= 60 else gettext("under a minute")


def figures(month: Month) -> Figures:
    """Four queries, however much was done."""
    within = {"created_at__gte": month.start, "created_at__lt": month.end}
    wrong = Correction.objects.filter(**within, found__in=[WasLive.OVER, WasLive.NO_PATIENT])
    appeals = Appeal.objects.filter(decided_at__gte=month.start, decided_at__lt=month.end).aggregate(
        decided=Count("pk"), overturned=Count("pk", filter=Q(outcome=Outcome.OVERTURNED))
    )
    return Figures(
        month, by_cause(month), Deflection.objects.by_the_gate().filter(**within).count(), wrong.count(),
        appeals["decided"], appeals["overturned"],
    )  # fmt: skip


def by_cause(month: Month) -> list[ByCause]:
    waits: dict[str, list[int]] = defaultdict(list)
    late: dict[str, int] = defaultdict(int)
    for cause, waited, was_late in decisions(month):
        waits[cause].append(waited)
        late[cause] += was_late
    rows = [ByCause(WORDS.get(cause, cause), numbers, late[cause]) for cause, numbers in waits.items()]
    return sorted(rows, key=lambda row: (-row.number, row.words))


def decisions(month: Month) -> Iterator[tuple[str, int, bool]]:
    """From the chain: why it waited, for how many seconds, and whether that was too long."""
    lines = Line.objects.filter(deed__in=DECIDED, at__gte=month.start, at__lt=month.end).order_by()
    for deed, facts in lines.values_list("deed", "facts"):
        waited = facts.get("waited")
        if waited is None:
            continue
        if deed == Deed.CLAIM_DECIDED:
            yield CLAIM, waited, waited > CLAIMS_DUE.total_seconds()
        else:
            yield facts["cause"], waited, bool(facts["late"])


def first_month() -> Month:
    """Where the chain begins."""
    at = Line.objects.order_by("number").values_list("at", flat=True).first()
    return Month.of(timezone.localdate(at) if at else timezone.localdate())
