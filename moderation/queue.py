"""What waits and in what order: gravest first, then oldest. One list in SQL, whatever kinds of things wait in it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from moderation.models import Take
from moderation.sources import BY_KIND, HELD_BECAUSE, KINDS, SOURCES, Source, Told
from moderation.urgency import DUE_AFTER, NEXT_IS_CALLED, OTHER, SEVERITY, due_at

__all__ = [
    "DUE_AFTER", "EVERYTHING", "HELD_BECAUSE", "KINDS", "OTHER", "SEVERITY", "Asked", "Waiting", "how_many", "late",
    "listed", "waiting",
]  # fmt: skip

PER_PAGE = 50
ORDER = ("severity", "ranked", "kind", "subject")
COLUMNS = ("kind", "subject", "severity", "ranked", "since", "count")


class Row(NamedTuple):
    """What the database says of one thing that waits."""

    kind: str
    subject: int
    severity: int
    ranked: datetime
    since: datetime
    count: int


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for a moderator, as the list shows it."""

    kind: str
    title: str
    where: str
    since: datetime
    severity: int
    url: str
    count: int = 1
    subject: int = 0
    author: int | None = None
    take: Take | None = None

    @property
    def due_at(self) -> datetime:
        return due_at(self.since, self.severity)

    @property
    def is_late(self) -> bool:
        return timezone.now() > self.due_at

    @property
    def kind_in_words(self) -> str:
        return KINDS[self.kind]

    @property
    def page(self) -> str:
        """Several kinds may be decided on one page: that of the post."""
        return BY_KIND[self.kind].page

    @property
    def key(self) -> str:
        return f"{self.page}-{self.subject}"


@dataclass(frozen=True)
class Asked:
    """What a moderator wants to see of the queue. `who`: mine, taken or free; empty is everything.

    `sections` are those that the viewer answers for; empty: all (MO16).
    """

    kind: str = ""
    section: str = ""
    area: str = ""
    severity: int | None = None
    late: bool = False
    who: str = ""
    viewer: int | None = None
    sections: tuple[str, ...] = ()

    def where(self, source: Source, takes: list[Take], now: datetime) -> Q | None:
        """For the rows of one source; None where nothing of that kind can be meant."""
        if (self.section and not source.section) or (self.area and not source.area):
            return None
        if self.sections and not source.section:
            return None
        asked = Q(**{source.section: self.section}) if self.section else Q()
        asked &= Q(**{f"{source.section}__in": self.sections}) if self.sections else Q()
        asked &= Q(**{source.area: self.area}) if self.area else Q()
        asked &= Q(severity=self.severity) if self.severity is not None else Q()
        asked &= is_late(now) if self.late else Q()
        return asked & self.held(source, takes)

    def held(self, source: Source, takes: list[Take]) -> Q:
        if not self.who:
            return Q()
        held = [take for take in takes if take.kind == source.page]
        if self.who == "mine":
            held = [take for take in held if take.moderator_id == self.viewer]
        these = Q(subject__in=[take.subject_id for take in held])
        return ~these if self.who == "free" else these


EVERYTHING = Asked()


@dataclass(frozen=True)
class Counts:
    """How many wait, by kind and by severity, before a kind is chosen."""

    by_kind: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    by_severity: dict[int, int] = field(default_factory=lambda: dict.fromkeys(DUE_AFTER, 0))
    late: int = 0

    @property
    def all(self) -> int:
        return sum(self.by_kind.values())

    def of(self, kind: str) -> int:
        return self.by_kind.get(kind, 0) if kind else self.all


@dataclass(frozen=True)
class Listing:
    page: Page
    counts: Counts


def listed(asked: Asked = EVERYTHING, page: str | None = None) -> Listing:
    """One page of the queue and the numbers on its tabs: three queries, and one or two for each kind on the page."""
    now = timezone.now()
    takes = list(Take.objects.held(now).select_related("moderator"))
    counts = counted(asked, takes, now)
    rows = united([BY_KIND[asked.kind]] if asked.kind in KINDS else list(SOURCES), asked, takes, now)
    paginator = Paginator(rows.order_by(*ORDER) if rows is not None else [], PER_PAGE)
    paginator.count = counts.of(asked.kind) if rows is not None else 0
    shown = paginator.get_page(page)
    shown.object_list = told([Row(*row) for row in shown.object_list], takes)
    return Listing(shown, counts)


def how_many(asked: Asked = EVERYTHING) -> Counts:
    """The numbers alone."""
    now = timezone.now()
    return counted(asked, list(Take.objects.held(now)) if asked.who else [], now)


def waiting(kind: str = "") -> list[Waiting]:
    """The first of what waits, or of one kind of it."""
    return list(listed(Asked(kind=kind)).page.object_list)


def late(gravest: int = NEXT_IS_CALLED, first: int = PER_PAGE) -> list[Waiting]:
    """What is overdue and nobody has taken, of that severity or graver: somebody is called for it."""
    now = timezone.now()
    takes = list(Take.objects.held(now).select_related("moderator"))
    rows = united(list(SOURCES), Asked(late=True, who="free"), takes, now, Q(severity__lte=gravest))
    return told([Row(*row) for row in rows.order_by(*ORDER)[:first]], takes) if rows is not None else []


def united(
    sources: list[Source], asked: Asked, takes: list[Take], now: datetime, also: Q | None = None
) -> QuerySet[Any] | None:
    """The rows of many sources as one query; None where no source can have any."""
    parts = []
    for source in sources:
        where = asked.where(source, takes, now)
        if where is not None:
            parts.append(source.named_rows().filter(where, also or Q()).values_list(*COLUMNS))
    return parts[0].union(*parts[1:], all=True) if parts else None


def is_late(now: datetime) -> Q:
    found = Q()
    for severity, after in DUE_AFTER.items():
        found |= Q(severity=severity, since__lt=now - after)
    return found


COUNTED = """
SELECT kind, severity, COUNT(*), SUM(CASE WHEN since < CASE severity {due} END THEN 1 ELSE 0 END)
FROM ({rows}) AS waiting GROUP BY kind, severity
"""


def counted(asked: Asked, takes: list[Take], now: datetime) -> Counts:
    """One query over all sources: the database groups what it has united, which no queryset can ask for."""
    counts = Counts()
    rows = united(list(SOURCES), asked, takes, now)
    if rows is None or (asked.who in ("mine", "taken") and not takes):
        return counts
    sql, params = rows.query.sql_with_params()
    limits = [connection.ops.adapt_datetimefield_value(now - after) for after in DUE_AFTER.values()]
    due = " ".join(f"WHEN {severity} THEN %s" for severity in DUE_AFTER)
    number_late = 0
    with connection.cursor() as cursor:
        cursor.execute(COUNTED.format(due=due, rows=sql), [*limits, *params])
        for kind, severity, number, overdue in cursor.fetchall():
            counts.by_kind[kind] += number
            counts.by_severity[severity] += number
            number_late += overdue
    return Counts(counts.by_kind, counts.by_severity, number_late)


def told(rows: list[Row], takes: list[Take]) -> list[Waiting]:
    """The rows in words, read in bulk for each kind on the page. What was decided this very moment is left out."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        wanted[row.kind].append(row.subject)
    words = {kind: BY_KIND[kind].told(subjects) for kind, subjects in wanted.items()}
    held = {(take.kind, take.subject_id): take for take in takes}
    return [
        in_words(row, words[row.kind][row.subject], held.get((BY_KIND[row.kind].page, row.subject)))
        for row in rows
        if row.subject in words[row.kind]
    ]


def in_words(row: Row, said: Told, take: Take | None) -> Waiting:
    return Waiting(
        row.kind, said.title, said.where, row.since, row.severity, said.url, row.count, row.subject, said.author, take
    )
