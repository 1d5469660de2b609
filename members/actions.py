"""Deeds on accounts."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from members.countries import Country
from members.events import RightsChanged
from members.models import Credential, Member
from members.permission import require
from members.rules import may_grant_credentials
from members.signals import tell_standing_changed
from realtime.door import announce

DAYS_VALID = {Credential.Tier.REGISTERED: 90, Credential.Tier.PRESCRIBER: 90, Credential.Tier.EXPERT: 30}


@transaction.atomic
def grant_credential(
    *, member: Member, by: Member, tier: int, register: str, qualification: str, areas: list[str] | None = None
) -> Credential:
    """Record that `by` looked the member up and what the register said. It lapses by itself (CR3)."""
    require(may_grant_credentials(by, member))
    now = timezone.now()
    credential = Credential.objects.create(
        member=member, checked_by=by, tier=tier, register=register, qualification=qualification, areas=areas or [],
        checked_at=now, valid_until=now + timedelta(days=DAYS_VALID[Credential.Tier(tier)]),
    )  # fmt: skip
    tell_standing_changed(member.pk, now)
    return credential


@transaction.atomic
def revoke_credential(*, credential: Credential, by: Member) -> bool:
    """End a credential today; says whether anything changed."""
    require(may_grant_credentials(by, credential.member))
    now = timezone.now()
    if not Credential.objects.filter(pk=credential.pk, revoked_at=None).update(revoked_at=now):
        return False
    tell_standing_changed(credential.member_id, now)
    return True


def recheck_sockets(*, member: Member) -> None:
    """A session ended or rights changed: every open socket of the member asks again whether it may listen."""
    announce(RightsChanged(member.pk))


def choose_country(*, member: Member, country: Country) -> None:
    """Whose emergency numbers this member is shown."""
    Member.objects.filter(pk=member.pk).update(country=country)
    member.country = country
