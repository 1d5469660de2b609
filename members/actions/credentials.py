"""Granting a credential, looking it up again, ending it."""

from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from audit.models import Deed
from members.findings import DAYS_APPOINTED, Facet, Record, counts_until
from members.models import Credential, Look, Member
from members.permission import require
from members.rules import may_grant_credentials, may_grant_expert
from members.signals import tell, tell_standing_changed
from members.standing import RIGHTS, Status, Weight, ends_weight, stops_writing
from members.wording import in_a_sentence

Tier, Kind = Credential.Tier, Credential.Kind


RESTS_ON = (Kind.PRESCRIBER, Kind.TRAINING)  # what the second tier asks for beside the registration


class NotRenewable(ValueError):
    """What it rests on has ended, and only a new claim can bring it back."""


@transaction.atomic
def grant_credential(
    *, member: Member, by: Member, tier: int, register: str, qualification: str, areas: list[str] | None = None,
    second: Member | None = None, record: Record | None = None, until: datetime | None = None,
) -> Credential:  # fmt: skip
    """Record that `by` looked the member up and what the register said. It lapses by itself (CR3).

    An expert is checked by two people: `second` is an administrator who looked as well. `until` may end it sooner.
    """
    require(may_grant_credentials(by, member))
    expert = tier == Tier.EXPERT
    require(not expert or may_grant_expert(by, second, member), _("An expert is checked by two people."))
    now = timezone.now()
    supersede(member, register, tier, now)
    credential = Credential.objects.create(
        member=member, checked_by=by, second_checker=second, tier=tier, register=register, qualification=qualification,
        kind=Kind.APPOINTMENT if expert else Kind.REGISTRATION, areas=areas or [], checked_at=now,
        valid_until=counts_until(tier, now, until),
        appointed_until=now + timedelta(days=DAYS_APPOINTED) if expert else None, **kept(record),
    )  # fmt: skip
    Member.objects.filter(pk=member.pk).update(read_only_since=None)
    tell_standing_changed(member.pk, now)
    record_grant(credential)
    return credential


def record_grant(credential: Credential) -> None:
    record(
        Deed.CREDENTIAL_GRANTED, by=credential.checked_by, about=credential, member=credential.member_id,
        tier=int(credential.tier), second=credential.second_checker_id,
        until=credential.valid_until.date().isoformat(),
    )  # fmt: skip


def supersede(member: Member, register: str, tier: int, now: datetime) -> None:
    """A new check of a registration takes the place of the one before. Nobody is told: nothing was lost."""
    if tier < Tier.EXPERT:
        before = member.credentials.filter(register=register, tier__in=[1, 2], revoked_at=None)
        before.update(revoked_at=now, ended_told_at=now)


@transaction.atomic
def note_facet(*, member: Member, by: Member, facet: Facet, record: Record) -> Credential:
    """Something beside the registration was seen; it replaces what was noted of its kind before."""
    require(may_grant_credentials(by, member))
    now = timezone.now()
    member.credentials.current().filter(kind=facet.kind).update(revoked_at=now, ended_told_at=now)
    return Credential.objects.create(
        member=member, checked_by=by, tier=0, kind=facet.kind, register=facet.source, qualification=facet.words,
        checked_at=now, valid_until=facet.until, **kept(record),
    )  # fmt: skip


def kept(record: Record | None) -> dict[str, object]:
    return asdict(record) if record else {}


@transaction.atomic
def revoke_credential(*, credential: Credential, by: Member) -> bool:
    """End a credential today; says whether anything changed."""
    require(may_grant_credentials(by, credential.member))
    now = timezone.now()
    if not Credential.objects.filter(pk=credential.pk, revoked_at=None).update(revoked_at=now, ended_told_at=now):
        return False
    if credential.kind in RESTS_ON:
        for row in credential.member.credentials.current().filter(tier=Tier.PRESCRIBER):
            step_down(row, now)
    tell_ended(credential, now, _("It was ended by a reviewer."))
    record(Deed.CREDENTIAL_ENDED, by=by, about=credential, member=credential.member_id)
    return True


def step_down(row: Credential, now: datetime) -> None:
    """Without prescribing or training, what is left is the registration, as it was looked up then."""
    until = counts_until(Tier.REGISTERED, row.checked_at)
    if row.tier != Tier.PRESCRIBER or until <= now:
        return
    Credential.objects.filter(pk=row.pk).update(revoked_at=now, ended_told_at=now)
    row.pk, row.tier, row.valid_until, row._state.adding = None, Tier.REGISTERED, until, True
    row.save()


@transaction.atomic
def record_status(*, credential: Credential, by: Member, status: str, reason: str = "", keeps: bool = False) -> Look:
    """Write down what the register says today, and let the consequences follow at once (CR4).

    Where the table leaves it to the reviewer, `keeps` is their view. A status that keeps its weight renews the check.
    """
    require(may_grant_credentials(by, credential.member), _("Somebody else must look this one up."))
    credential = Credential.objects.select_for_update().select_related("member").get(pk=credential.pk)
    now = timezone.now()
    ends = ends_weight(status, reviewer_keeps=keeps)
    if ends:
        end_standing(credential, status, now)
    elif credential.revoked_at is None:
        renew(credential, now)
    changed_at = credential.status_changed_at if credential.status == status else now
    Credential.objects.filter(pk=credential.pk).update(status=status, status_changed_at=changed_at)
    set_writing(credential.member, status, now)
    if ends:
        tell_ended(credential, now, register_says(status, reason))
    else:
        tell_standing_changed(credential.member_id, now)
    kept = not ends and credential.revoked_at is None
    look = Look.objects.create(credential=credential, reviewer=by, status=status, reason=reason, kept_weight=kept)
    record_look(look)
    return look


def record_look(look: Look) -> None:
    record(
        Deed.CREDENTIAL_LOOKED_UP, by=look.reviewer, about=look.credential, member=look.credential.member_id,
        status=look.status, kept_weight=look.kept_weight,
    )  # fmt: skip


def end_standing(credential: Credential, status: str, now: datetime) -> None:
    """All of this register; where writing stops too, everything, for one council's ban tells of the person."""
    rows = credential.member.credentials.filter(revoked_at=None)
    if not stops_writing(status):
        rows = rows.filter(register=credential.register)
    rows.update(revoked_at=now, ended_told_at=now)


def renew(credential: Credential, now: datetime) -> None:
    """The same credential, looked up again: endorsements given under it go on standing."""
    until = counts_until(credential.tier, now, rests_on(credential), credential.appointed_until)
    if until <= now:
        raise NotRenewable(_("What it rests on has ended: the appointment or the training. Ask for a new claim."))
    same_look = Q(pk=credential.pk) | Q(kind=Kind.PRESCRIBER, register=credential.register)
    credential.member.credentials.filter(same_look, revoked_at=None).update(
        checked_at=now, valid_until=until, ended_told_at=None, reminded_days=None
    )


def rests_on(credential: Credential) -> datetime | None:
    """A prescriber with complications training is one for as long as the training counts."""
    training = credential.member.credentials.filter(kind=Kind.TRAINING, revoked_at=None).order_by("-valid_until")
    newest = training.first() if credential.tier == Tier.PRESCRIBER else None
    return newest.valid_until if newest else None


def set_writing(member: Member, status: str, now: datetime) -> None:
    """Suspended or removed: read-only. Back only when the register lists them as practising again."""
    if stops_writing(status):
        Member.objects.filter(pk=member.pk, read_only_since=None).update(read_only_since=now)
    elif RIGHTS[Status(status)].weight != Weight.ENDS:
        Member.objects.filter(pk=member.pk).update(read_only_since=None)


def tell_ended(credential: Credential, at: datetime, note: str) -> None:
    tell(credential.member_id, "standing_ended", credential.qualification, reverse("credential-list"), note)
    tell_standing_changed(credential.member_id, at)


def register_says(status: str, reason: str) -> str:
    said = _("The register says: %(status)s.") % {"status": in_a_sentence(Status(status).label)}
    return f"{said} {reason}".strip()
