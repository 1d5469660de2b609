"""Reading the audit chain: which lines a moderator asked for, and what each says in words."""

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import StringIO

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.chain import moment
from audit.models import Line

PER_PAGE, CHUNK = 50, 2000
COLUMNS = (
    "number", "at", "deed", "by_id", "by", "about_kind", "about_id", "facts", "previous", "hash",
)  # fmt: skip
# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
PAGES = {
    "forum.post": (_("Post"), "moderation-post"),
    "deflection.deflection": (_("Stopped text"), "moderation-deflection"),
    "members.member": (_("Member"), "moderation-member"),
    "members.claim": (_("Claim"), "claim-review"),
    "members.credential": (_("Credential"), "credential-review"),
    "forum.topic": (_("Topic"), "moderation-topic"),
}


WITHOUT_A_PAGE = {
    "deflection.shift": _("Shift"), "deflection.helpline": _("Helpline"), "moderation.measure": _("Measure"),
    "moderation.appeal": _("Appeal"), "moderation.proposal": _("Proposal"),
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What a moderator wants to see of the chain."""

    deed: str = ""
    person: str = ""
    day: date | None = None
    people: tuple[int, ...] | None = None

    def lines(self) -> QuerySet[Line]:
        found = Line.objects.select_related("by")
        if self.deed:
            found = found.filter(deed=self.deed)
        if self.person:
            found = found.filter(self.named("by__"))
        if self.people is not None:
            found = found.filter(by__in=self.people)
        if self.day:
            start = timezone.make_aware(datetime.combine(self.day, time.min))
            found = found.filter(at__gte=start, at__lt=start + timedelta(days=1))
        return found

    def named(self, whose: str = "") -> Q:
        return Q(**{f"{whose}name__icontains": self.person}) | Q(**{f"{whose}email__iexact": self.person})


@dataclass(frozen=True)
class Told:
    """One line in words."""

    line: Line

    @property
    def about(self) -> str:
        if not self.line.about_kind:
            return ""
        known = PAGES.get(self.line.about_kind, (WITHOUT_A_PAGE.get(self.line.about_kind, ""), ""))[0]
        kind = known or self.line.about_kind.rpartition(".")[2].capitalize()
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
        return gettext("yes") if value else gettext("no")
    return str(value).replace("_", " ")


def newest(asked: Asked, before: int | None) -> tuple[list[Told], int | None]:
    """One page, newest first, and the number that the next page starts below; none where this is the last."""
    lines = asked.lines().filter(**({"number__lt": before} if before else {})).order_by("-number")[: PER_PAGE + 1]
    found = [Told(line) for line in lines]
    more = len(found) > PER_PAGE
    return found[:PER_PAGE], found[PER_PAGE - 1].line.number if more else None


def as_csv(asked: Asked, upto: int, told: Callable[[int], None]) -> str:
    """The lines oldest first, up to one of them, a chunk at a time; `told` hears how far it is, in per cent."""
    out, after = StringIO(), 0
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    while chunk := list(asked.lines().filter(number__gt=after, number__lte=upto).order_by("number")[:CHUNK]):
        writer.writerows(cells(line) for line in chunk)
        after = chunk[-1].number
        told(100 * after // upto)
    return out.getvalue()


def cells(line: Line) -> Iterator[str]:
    facts = json.dumps(line.facts, sort_keys=True, separators=(",", ":"))
    for cell in (
        line.number, moment(line.at), line.deed, line.by_id or "", line.by.name if line.by else "", line.about_kind,
        line.about_id, facts, line.previous, line.hash,
    ):  # fmt: skip
        yield harmless(str(cell))


def harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
