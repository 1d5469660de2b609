"""What a reviewer read in a register and saw in the evidence, and until when it counts."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from members.models import Credential
from members.registers import Register
from members.standing import Status

Tier, Kind = Credential.Tier, Credential.Kind
DAYS_VALID = {Tier.REGISTERED: 90, Tier.PRESCRIBER: 90, Tier.EXPERT: 30}
DAYS_APPOINTED = 365
DAYS_TRAINED = 365


@dataclass(frozen=True)
class Found:
    """One reviewer's account of one look."""

    name: str
    status: Status
    qualification: str
    conditions: str = ""
    prescriber: bool = False
    trained_on: date | None = None
    insured_until: date | None = None
    accredited_by: str = ""
    accredited_until: date | None = None


@dataclass(frozen=True)
class Record:
    """What a credential keeps of its claim."""

    claim_id: int
    register_slug: str
    number_sealed: bytes
    last_two: str
    name_on_register: str
    status: str
    conditions: str
    evidence_sha256: list[str]


@dataclass(frozen=True)
class Facet:
    """Something seen beside the registration, with its source and its end."""

    kind: str
    source: str
    words: str
    until: datetime


def facets_of(found: Found, register: Register, now: datetime) -> list[Facet]:
    facets = []
    if found.prescriber:
        until = now + timedelta(days=DAYS_VALID[Tier.PRESCRIBER])
        facets.append(Facet(Kind.PRESCRIBER, register.name, _("Independent prescriber"), until))
    if found.trained_on:
        words = _("Emergency training on %(day)s") % {"day": date_format(found.trained_on, "j M Y")}
        facets.append(Facet(Kind.TRAINING, _("Certificate"), words, trained_until(found.trained_on)))
    if found.insured_until:
        facets.append(Facet(Kind.INSURANCE, _("Certificate"), _("Insurance seen"), end_of(found.insured_until)))
    if found.accredited_by and found.accredited_until:
        words = _("On the %(register)s register") % {"register": found.accredited_by}
        facets.append(Facet(Kind.ACCREDITED, found.accredited_by, words, end_of(found.accredited_until)))
    return facets


def trained_until(trained_on: date) -> datetime:
    return end_of(trained_on + timedelta(days=DAYS_TRAINED))


def end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59)))


def counts_until(tier: int, now: datetime, *caps: datetime | None) -> datetime:
    """As long as its kind does, and never longer than what it rests on."""
    return min([now + timedelta(days=DAYS_VALID[Tier(tier)]), *(cap for cap in caps if cap)])
