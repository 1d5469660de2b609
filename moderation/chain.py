"""Reading the audit chain: which lines a moderator asked for, and what each says in words."""

import csv
import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from asgiref.sync import sync_to_async
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from audit.chain import moment
from audit.models import Line

PER_PAGE, CHUNK = 50, 2000
COLUMNS = (
    "number", "at", "deed", "by_id", "by", "about_kind", "about_id", "facts", "previous", "hash",
)  # fmt: skip
# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
PAGES = {
    "forum.post": ("Post", "moderation-post"),
    "deflection.deflection": ("Stopped text", "moderation-deflection"),
    "members.member": ("Member", "moderation-member"),
    "members.claim": ("Claim", "claim-review"),
    "members.credential": ("Credential", "credential-review"),
    "forum.topic": ("Topic", "moderation-topic"),
}


@dataclass(frozen=True)
class Asked:
    """What a moderator wants to see of the chain."""

    deed: str = ""
    person: str = ""
    day: date | None = None

    def lines(self) -> QuerySet[Line]:
        found = Line.objects.select_related("by")
        if self.deed:
            found = found.filter(deed=self.deed)
        if self.person:
            found = found.filter(Q(by__name__icontains=self.person) | Q(by__email__iexact=self.person))
        if self.day:
            start = timezone.make_aware(datetime.combine(self.day, time.min))
            found = found.filter(at__gte=start, at__lt=start + timedelta(days=1))
        return found


@dataclass(frozen=True)
class Told:
    """One line in words."""

    line: Line

    @property
    def about(self) -> str:
        if not self.line.about_kind:
            return ""
        kind = PAGES.get(self.line.about_kind, (self.line.about_kind.rpartition(".")[2].capitalize(), ""))[0]
        return f"{kind} {self.line.about_id}"

    @property
    def url(self) -> str:
        name = PAGES.get(self.line.about_kind, ("", ""))[1]
        return reverse(name, args=[self.line.about_id]) if name else ""

    @property
    def facts(self) -> list[tuple[str, str]]:
        known = sorted(self.line.facts.items())
        return [(name.replace("_", " "), in_words(value)) for name, value in known if value not in (None, "")]


def in_words(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).replace("_", " ")


def newest(asked: Asked, before: int | None) -> tuple[list[Told], int | None]:
    """One page, newest first, and the number that the next page starts below; none where this is the last."""
    lines = asked.lines().filter(**({"number__lt": before} if before else {})).order_by("-number")[: PER_PAGE + 1]
    found = [Told(line) for line in lines]
    more = len(found) > PER_PAGE
    return found[:PER_PAGE], found[PER_PAGE - 1].line.number if more else None


class Echo:
    """Hands each row on instead of keeping it."""

    def write(self, row: str) -> str:
        return row


async def as_csv(asked: Asked) -> AsyncIterator[str]:
    """The lines oldest first, a chunk at a time, however many there are."""
    writer, after = csv.writer(Echo()), 0
    yield writer.writerow(COLUMNS)
    while chunk := await sync_to_async(chunk_after)(asked, after):
        yield "".join(writer.writerow(cells(line)) for line in chunk)
        after = chunk[-1].number


def chunk_after(asked: Asked, number: int) -> list[Line]:
    return list(asked.lines().filter(number__gt=number).order_by("number")[:CHUNK])


def cells(line: Line) -> Iterator[str]:
    facts = json.dumps(line.facts, sort_keys=True, separators=(",", ":"))
    for cell in (
        line.number, moment(line.at), line.deed, line.by_id or "", line.by.name if line.by else "", line.about_kind,
        line.about_id, facts, line.previous, line.hash,
    ):  # fmt: skip
        yield harmless(str(cell))


def harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
