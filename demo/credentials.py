"""The demo's credentials, checked a few days ago by its own reviewers, and claims that wait."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from members.actions.claims import Details, claim_credential
from members.findings import DAYS_APPOINTED, DAYS_VALID
from members.models import Claim, Credential, Member

Row = dict[str, Any]
Kind, Tier = Credential.Kind, Credential.Tier


def give_credentials(people: dict[str, Member], rows: list[Row]) -> None:
    """Each member with a tier has a registration or an appointment; a prescriber also what it rests on."""
    moderator, administrator = people["moderator"], people["administrator"]
    made = []
    for row in (row for row in rows if row["tier"]):
        member = people[row["key"]]
        checker = administrator if member == moderator else moderator
        made.append(credential(member, row, checker, administrator))
        if row["tier"] == Tier.PRESCRIBER:
            made += facets(member, row, checker)
    Credential.objects.bulk_create(made)


def credential(member: Member, row: Row, checker: Member, administrator: Member) -> Credential:
    at = checked_at(row)
    expert = row["tier"] == Tier.EXPERT
    register = row["register"] or "Professional"
    return Credential(
        member=member, checked_by=checker, second_checker=administrator if expert else None, tier=row["tier"],
        kind=Kind.APPOINTMENT if expert else Kind.REGISTRATION, register=register, register_slug=register.lower(),
        qualification=row["qualification"], name_on_register=member.name, areas=row["areas"], checked_at=at,
        valid_until=at + timedelta(days=DAYS_VALID[Tier(row["tier"])]),
        appointed_until=at + timedelta(days=DAYS_APPOINTED) if expert else None,
    )  # fmt: skip


def facets(member: Member, row: Row, checker: Member) -> list[Credential]:
    """What a prescriber with complications training showed beside the registration."""
    at = checked_at(row)
    seen = {
        Kind.PRESCRIBER: (row["register"], "Independent prescriber", at + timedelta(days=90)),
        Kind.TRAINING: ("Certificate", f"Emergency training on {at - timedelta(days=40):%-d %b %Y}",
                        at + timedelta(days=325)),
        Kind.INSURANCE: ("Certificate", "Insurance seen", at + timedelta(days=200)),
    }  # fmt: skip
    return [
        Credential(
            member=member, checked_by=checker, tier=0, kind=kind, register=source, qualification=words,
            checked_at=at, valid_until=until,
        )
        for kind, (source, words, until) in seen.items()
    ]  # fmt: skip


def checked_at(row: Row) -> datetime:
    return timezone.now() - timedelta(days=3 + hash_of(row["key"]) % 20)


def put_claim(member: Member, row: Row) -> None:
    """A claim through the real door, some hours old."""
    details = Details(
        register_slug=row["register"].lower(), number=row["claim"]["number"], name_on_register=member.name,
        profession=row["profession"], wanted_tier=Tier.REGISTERED, areas=[], note=row["claim"]["note"],
    )  # fmt: skip
    claim = claim_credential(member=member, details=details, files=[])
    Claim.objects.filter(pk=claim.pk).update(created_at=timezone.now() - timedelta(hours=hash_of(row["key"]) % 30))


def hash_of(key: str) -> int:
    """The same number on every machine and run, unlike hash()."""
    return sum(map(ord, key))
