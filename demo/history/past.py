"""The past as it is put: whom, when, and what the audit chain says of it. The same on every machine and day."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from django.db import models
from django.utils import timezone

from audit.actions import plain
from audit.chain import START, hash_of
from audit.models import Deed, Head, Line
from members.models import Member

SEED = 11
LOGINS = ("member", "verified", "expert")
Fact = str | int | bool | None


@dataclass(frozen=True)
class Deeds:
    """Somebody did this to that, then."""

    at: datetime
    deed: Deed
    by: Member
    about: models.Model
    facts: dict[str, Fact]


@dataclass
class Past:
    """Whoever signs in to the demo as a member finds no history of their own."""

    people: dict[str, Member]
    tiers: dict[str, int]
    deeds: list[Deeds] = field(default_factory=list)
    dice: Random = field(default_factory=lambda: Random(SEED))
    now: datetime = field(default_factory=timezone.now)

    @property
    def moderators(self) -> list[Member]:
        return [self.people[key] for key in ("moderator", "mod_hassan", "mod_lorna")]

    @property
    def members(self) -> list[Member]:
        """Verified, and neither a login of the demo nor a moderator."""
        return [self.people[key] for key, tier in self.tiers.items() if tier in (1, 2) and self.is_other(key)]

    def is_other(self, key: str) -> bool:
        return key not in LOGINS and not self.people[key].moderates

    def moments(self, number: int, days: int = 364) -> list[datetime]:
        """So many, the more the nearer to today, and none today."""
        ago = sorted((1 + (days - 1) * self.dice.random() ** 1.6 for _ in range(number)), reverse=True)
        return [self.now - timedelta(days=one) for one in ago]

    def did(self, deed: Deed, at: datetime, by: Member, about: models.Model, **facts: Fact) -> None:
        self.deeds.append(Deeds(at, deed, by, about, facts))


def put(row: models.Model) -> models.Model:
    """As it is, with its own dates: what a field sets when it is saved would say today."""
    row.save_base(raw=True, force_insert=True)
    return row


def put_chain(past: Past) -> None:
    """What was done, in its order. Nothing may have been recorded before: the chain begins with the oldest."""
    previous, lines = START, []
    for number, one in enumerate(sorted(past.deeds, key=lambda deed: deed.at), 1):
        line = Line(
            number=number, at=one.at, deed=one.deed, by=one.by, about_kind=one.about._meta.label_lower,
            about_id=str(one.about.pk), facts={name: plain(fact) for name, fact in one.facts.items()},
            previous=previous,
        )  # fmt: skip
        line.hash = previous = hash_of(line)
        lines.append(line)
    Line.objects.bulk_create(lines)
    Head.objects.create(pk=1, number=len(lines), hash=previous)
