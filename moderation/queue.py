"""What waits and in what order: gravest first, then oldest. One list in SQL, whatever kinds of things wait in it."""

from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from moderation.models import Take
from moderation.sources import BY_KIND, HELD_BECAUSE, KINDS, SOURCES, Source, Told
from moderation.urgency import DUE_AFTER, NEXT_IS_CALLED, OTHER, SEVERITY, due_at, in_words

__all__ = [
    "DUE_AFTER", "EVERYTHING", "HELD_BECAUSE", "KINDS", "OTHER", "SEVERITY", "Asked", "Waiting", "how_many", "late",
    "listed", "waiting",
]  # fmt: skip

PER_PAGE = 50
ORDER = ("severity", "ranked", "kind", "subject")
Rows = dict[str, QuerySet[Any]]
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
    def waits_in_words(self) -> str:
        return in_words(timezone.now() - self.since)

    @property
    def due_in_words(self) -> str:
        left = self.due_at - timezone.now()
        return (
            gettext("Due in %(time)s") % {"time": in_words(left)}
            if left > timedelta(0)
            else gettext("Was due %(time)s ago") % {"time": in_words(left)}
        )

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
    """How many wait of each kind and severity, before a kind is chosen, and how many of them are late."""

    numbers: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    late: int = 0

    @property
    def by_kind(self) -> dict[str, int]:
        return {kind: sum(self.numbers.get(kind, ())) for kind in KINDS}

    @property
    def by_severity(self) -> dict[int, int]:
        return {severity: sum(found[severity] for found in self.numbers.values()) for severity in DUE_AFTER}

    @property
    def all(self) -> int:
        return sum(map(sum, self.numbers.values()))

    def of(self, kind: str) -> int:
        return sum(self.numbers.get(kind, ())) if kind else self.all

    def reaches(self, kinds: list[str], number: int) -> int:
        """The first so many are all of this severity or graver: the rest need not be sorted."""
        for severity in DUE_AFTER:
            number -= sum(self.numbers.get(kind, (0,) * len(DUE_AFTER))[severity] for kind in kinds)
            if number <= 0:
                return severity
        return max(DUE_AFTER)


@dataclass(frozen=True)
class Listing:
    page: Page
    counts: Counts


def listed(asked: Asked = EVERYTHING, page: str | None = None) -> Listing:
    """One page of the queue and the numbers on its tabs: three queries, and one or two for each kind on the page."""
    now = timezone.now()
    takes = list(Take.objects.held(now).select_related("moderator"))
    rows = rows_from(asked, takes, now)
    counts = counted(rows, now)
    shown = Paginator(range(counts.of(asked.kind)), PER_PAGE).get_page(page)
    shown.object_list = told(rows_on(shown, asked, counts, rows), takes)
    return Listing(shown, counts)


def rows_on(shown: Page, asked: Asked, counts: Counts, rows: Rows) -> list[Row]:
    """Only what is grave enough to stand on this page or before it is looked at and sorted."""
    kinds = [asked.kind] if asked.kind else list(KINDS)
    gravest = counts.reaches(kinds, shown.end_index())
    grave = [kind for kind in kinds if any(counts.numbers.get(kind, ())[: gravest + 1])]
    return fetched(rows, grave, gravest, shown.start_index() - 1, shown.end_index())


def how_many(asked: Asked = EVERYTHING) -> Counts:
    """The numbers alone."""
    now = timezone.now()
    return counted(rows_from(asked, list(Take.objects.held(now)) if asked.who else [], now), now)


def waiting(kind: str = "") -> list[Waiting]:
    """The first of what waits, or of one kind of it."""
    return list(listed(Asked(kind=kind)).page.object_list)


def late(gravest: int = NEXT_IS_CALLED, first: int = PER_PAGE) -> list[Waiting]:
    """What is overdue and nobody has taken, of that severity or graver: somebody is called for it."""
    now = timezone.now()
    takes = list(Take.objects.held(now).select_related("moderator"))
    rows = rows_from(Asked(late=True, who="free"), takes, now)
    return told(fetched(rows, list(rows), gravest, 0, first), takes)


def rows_from(asked: Asked, takes: list[Take], now: datetime) -> Rows:
    """Of each kind that can be meant, what is asked for; nothing is read yet."""
    found = ((source, asked.where(source, takes, now)) for source in SOURCES)
    return {source.kind: source.named_rows().filter(where) for source, where in found if where is not None}


def fetched(rows: Rows, kinds: list[str], gravest: int, start: int, end: int) -> list[Row]:
    """Many kinds as one list, in order, cut by the database."""
    if not kinds:
        return []
    first, *others = (rows[kind].filter(BY_KIND[kind].upto(gravest)).values_list(*COLUMNS) for kind in kinds)
    return [Row(*row) for row in first.union(*others, all=True).order_by(*ORDER)[start:end]]


def is_late(now: datetime) -> Q:
    found = Q()
    for severity, after in DUE_AFTER.items():
        found |= Q(severity=severity, since__lt=now - after)
    return found


EACH = ", ".join(f"COUNT(CASE WHEN severity = {severity} THEN 1 END)" for severity in DUE_AFTER)
LATE = " ".join(f"WHEN {severity} THEN %s" for severity in DUE_AFTER)
COUNTED = "SELECT %s, " + EACH + f", COUNT(CASE WHEN since < CASE severity {LATE} END THEN 1 END) FROM (%%s) AS waiting"


def counted(rows: Rows, now: datetime) -> Counts:
    """One query over all kinds: a queryset cannot count what it has grouped already, as reports are by post."""
    limits = [connection.ops.adapt_datetimefield_value(now - after) for after in DUE_AFTER.values()]
    parts, given = [], []
    for kind, of_it in rows.items():
        with suppress(EmptyResultSet):  # "mine", and nothing is
            sql, params = of_it.values_list("severity", "since").query.sql_with_params()
            parts.append(COUNTED.replace("%%s", sql))
            given += [kind, *limits, *params]
    if not parts:
        return Counts()
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), given)
        found = cursor.fetchall()
    return Counts({kind: tuple(numbers) for kind, *numbers, _ in found}, sum(row[-1] for row in found))


def told(rows: list[Row], takes: list[Take]) -> list[Waiting]:
    """The rows in words, read in bulk for each kind on the page. What was decided this very moment is left out."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        wanted[row.kind].append(row.subject)
    words = {kind: BY_KIND[kind].told(subjects) for kind, subjects in wanted.items()}
    held = {(take.kind, take.subject_id): take for take in takes}
    return [
        line_of(row, words[row.kind][row.subject], held.get((BY_KIND[row.kind].page, row.subject)))
        for row in rows
        if row.subject in words[row.kind]
    ]


def line_of(row: Row, said: Told, take: Take | None) -> Waiting:
    return Waiting(
        row.kind, said.title, said.where, row.since, row.severity, said.url, row.count, row.subject, said.author, take
    )
