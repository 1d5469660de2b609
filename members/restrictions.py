"""What a member may not do for now: plain values beside the account, judged by the clock each time."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

SECTION, AREA, READ_ONLY, SUSPENDED = "section", "area", "read_only", "suspended"


@dataclass(frozen=True)
class Restriction:
    """`until` is an ISO time, or nothing where no end is set. `place` is a section's slug or an area's word."""

    kind: str
    until: str = ""
    place: str = ""
    words: str = ""

    @property
    def ends_at(self) -> datetime | None:
        return datetime.fromisoformat(self.until) if self.until else None

    @property
    def until_when(self) -> str:
        return _("Until %(time)s") % {"time": in_words(self.ends_at)} if self.ends_at else _("For now")

    @property
    def sentence(self) -> str:
        """For its member, in full."""
        if self.kind == SUSPENDED:
            return _("%(time)s your account is suspended.") % {"time": self.until_when}
        if self.kind == READ_ONLY:
            return _("%(time)s you can read here, and not write.") % {"time": self.until_when}
        return _("%(time)s you cannot write %(place)s. Everywhere else you can.") % {
            "time": self.until_when,
            "place": self.words,
        }

    def holds(self, now: datetime) -> bool:
        return self.ends_at is None or self.ends_at > now

    def covers(self, section: str, area: str) -> bool:
        """Whether it keeps its member from writing there."""
        if self.kind == SECTION:
            return self.place == section
        return self.place == area if self.kind == AREA else True


def in_words(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y, H:i")


def as_rows(restrictions: Iterable[Restriction]) -> list[dict[str, str]]:
    return [asdict(restriction) for restriction in restrictions]


def holding(rows: Iterable[dict[str, Any]], now: datetime) -> list[Restriction]:
    """Those that hold at this moment: one that has run out needs nobody to lift it."""
    return [found for found in (Restriction(**row) for row in rows) if found.holds(now)]
