"""Claiming a credential, and deciding about a claim."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from audit.models import Deed
from members.actions.credentials import grant_credential, note_facet
from members.areas import Area
from members.events import ClaimsMoved
from members.evidence import File
from members.findings import Found, Record, facets_of, trained_until
from members.models import Claim, Credential, Evidence, Member
from members.models.claims import evidence_label
from members.models.credentials import number_label, number_mark
from members.nominations import missing
from members.permission import require
from members.registers import normalised
from members.rules import may_review_claim, may_take_second_look
from members.sealing import seal
from members.signals import tell
from members.standing import RIGHTS, Weight
from members.wording import in_a_sentence
from realtime.door import announce

State = Claim.State
MOST_A_DAY = 5


class AlreadyOpen(ValueError):
    """One claim at a time."""


class TooOften(ValueError):
    """A person reads each claim."""


class AlreadyDecided(ValueError):
    """Somebody else was first."""


class NotYet(ValueError):
    """Something that the credential rests on is missing."""


@dataclass(frozen=True)
class Details:
    """What the member says about themselves."""

    register_slug: str
    number: str
    name_on_register: str
    profession: str
    wanted_tier: int
    areas: list[str]
    note: str = ""


@transaction.atomic
def claim_credential(*, member: Member, details: Details, files: list[File]) -> Claim:
    """Ask for a credential. A claim that a reviewer gave back with a question is answered and keeps its place."""
    require(member.is_active)
    lately = member.claims.filter(created_at__gt=timezone.now() - timedelta(days=1)).count()
    if lately >= MOST_A_DAY:
        raise TooOften(_("You have claimed several times today. Please wait until tomorrow, so that we can keep up."))
    asked = member.claims.select_for_update().filter(status=State.ASKED).first()
    claim = asked or Claim(member=member)
    claim.status, claim.first_reviewer, claim.first_at, claim.first_found = State.WAITING, None, None, ""
    for name in ("register_slug", "name_on_register", "profession", "wanted_tier", "areas", "note"):
        setattr(claim, name, getattr(details, name))
    number = normalised(details.number)
    claim.number_sealed = seal(number.encode(), label=number_label(member.pk))
    claim.number_mark = number_mark(details.register_slug, number)
    claim.last_two = number[-2:]
    try:
        with transaction.atomic():
            claim.save()
    except IntegrityError as error:
        raise AlreadyOpen(_("You have a claim waiting already. Withdraw it to make another.")) from error
    keep_evidence(claim, files)
    announce(ClaimsMoved())
    return claim


def keep_evidence(claim: Claim, files: list[File]) -> None:
    """New files take the place of those sent before."""
    if not files:
        return
    empty(claim)
    Evidence.objects.bulk_create(
        Evidence(
            claim=claim, content_type=file.content_type, size=len(file.data), sha256=sha256(file.data).hexdigest(),
            sealed=seal(file.data, label=evidence_label(claim.pk)),
        )
        for file in files
    )  # fmt: skip


def empty(claim: Claim) -> None:
    claim.evidence.exclude(sealed=None).update(sealed=None, emptied_at=timezone.now())


@transaction.atomic
def withdraw_claim(*, claim: Claim, member: Member) -> bool:
    """The member takes their claim back; says whether anything changed."""
    require(claim.member_id == member.pk, _("This claim is not yours."))
    mine = Claim.objects.open().filter(pk=claim.pk)
    if not mine.update(status=State.WITHDRAWN, decided_at=timezone.now()):
        return False
    empty(claim)
    announce(ClaimsMoved())
    return True


def locked(claim: Claim, reviewer: Member) -> Claim:
    """The claim as it stands now, for one reviewer alone."""
    claim = Claim.objects.select_for_update(of=("self",)).select_related("member").get(pk=claim.pk)
    require(claim.member_id != reviewer.pk, _("Nobody decides about their own claim."))
    if claim.status != State.WAITING:
        raise AlreadyDecided(
            _("This claim is not waiting any more: %(what)s.") % {"what": in_a_sentence(claim.get_status_display())}
        )
    require(may_review_claim(reviewer, claim), _("Claims are looked up by moderators and administrators."))
    return claim


@transaction.atomic
def refuse_claim(*, claim: Claim, reviewer: Member, reason: str) -> Claim:
    """Say no, and why."""
    return close(locked(claim, reviewer), reviewer, State.REFUSED, reason)


@transaction.atomic
def ask_again(*, claim: Claim, reviewer: Member, reason: str) -> Claim:
    """Give the claim back with a question. It keeps its place."""
    claim = locked(claim, reviewer)
    claim.status, claim.reason = State.ASKED, reason
    claim.save(update_fields=["status", "reason"])
    tell(claim.member_id, "claim_asked", claim.register.name, reverse("credential-list"), reason)
    record(Deed.CLAIM_DECIDED, by=reviewer, about=claim, outcome=State.ASKED, member=claim.member_id)
    announce(ClaimsMoved())
    return claim


@transaction.atomic
def grant_claim(
    *, claim: Claim, reviewer: Member, found: Found, reason: str = "", areas: list[str] | None = None
) -> Credential | Claim:
    """Grant what was claimed. An expert's first look passes the claim on to a second person: then the Claim returns.

    Raises NotYet with a sentence while something is missing.
    """
    claim = locked(claim, reviewer)
    require_grounds(claim, found)
    if claim.for_expert and claim.first_reviewer_id is None:
        return pass_on(claim, reviewer, found, reason)
    if claim.for_expert:
        require(
            may_take_second_look(reviewer, claim), _("The second look is for an administrator, and another person.")
        )
        require_nominations(claim, reviewer, areas or [])
    credential = store_grant(claim, reviewer, found, areas or [])
    close(claim, reviewer, State.GRANTED, reason)
    return credential


def require_grounds(claim: Claim, found: Found) -> None:
    if RIGHTS[found.status].weight == Weight.ENDS:
        raise NotYet(
            _("A member whom the register calls “%(what)s” can hold no credential.")
            % {"what": in_a_sentence(found.status.label)}
        )
    if claim.wanted_tier == Credential.Tier.PRESCRIBER:
        if not (found.prescriber and found.trained_on):
            raise NotYet(_("This needs three things: the registration, prescribing, and a dated emergency training."))
        if trained_until(found.trained_on) <= timezone.now():
            raise NotYet(_("The emergency training is more than a year old."))


def require_nominations(claim: Claim, reviewer: Member, areas: list[str]) -> None:
    if not areas or not set(areas) <= set(claim.areas) & set(Area.values):
        raise NotYet(_("Choose one or more of the areas that were claimed."))
    if lacking := missing(areas, claim.member, but=[reviewer.pk, claim.first_reviewer_id]):
        named = ", ".join(
            _("%(area)s (%(number)s more)") % {"area": label, "number": number} for label, number in lacking.items()
        )
        raise NotYet(_("Nominations by experts are missing for: %(named)s.") % {"named": named})


def pass_on(claim: Claim, reviewer: Member, found: Found, reason: str) -> Claim:
    claim.first_reviewer, claim.first_at, claim.first_found = reviewer, timezone.now(), found.status
    claim.reason = reason
    claim.save(update_fields=["first_reviewer", "first_at", "first_found", "reason"])
    record(Deed.CLAIM_DECIDED, by=reviewer, about=claim, outcome="passed_on", member=claim.member_id)
    announce(ClaimsMoved())
    return claim


def store_grant(claim: Claim, reviewer: Member, found: Found, areas: list[str]) -> Credential:
    """One row for the weight, one for each facet that was seen beside it."""
    now = timezone.now()
    first, second = (claim.first_reviewer, reviewer) if claim.for_expert else (reviewer, None)
    record = Record(
        claim_id=claim.pk, register_slug=claim.register_slug, number_sealed=bytes(claim.number_sealed),
        last_two=claim.last_two, name_on_register=found.name, status=found.status, conditions=found.conditions,
        evidence_sha256=list(claim.evidence.exclude(sealed=None).values_list("sha256", flat=True)),
    )  # fmt: skip
    trained = trained_until(found.trained_on) if claim.wanted_tier == Credential.Tier.PRESCRIBER else None
    credential = grant_credential(
        member=claim.member, by=first, second=second, tier=claim.wanted_tier, register=claim.register.name,
        qualification=found.qualification, areas=areas, record=record, until=trained,
    )  # fmt: skip
    for facet in facets_of(found, claim.register, now):
        note_facet(member=claim.member, by=reviewer, facet=facet, record=record)
    Member.objects.filter(pk=claim.member_id).update(profession=claim.profession)
    return credential


def close(claim: Claim, reviewer: Member, state: Claim.State, reason: str) -> Claim:
    if claim.first_reviewer_id and claim.first_reviewer_id != reviewer.pk:
        claim.second_reviewer = reviewer
    else:
        claim.first_reviewer = reviewer
    claim.status, claim.reason, claim.decided_at = state, reason, timezone.now()
    claim.save(update_fields=["status", "reason", "decided_at", "first_reviewer", "second_reviewer"])
    about = "claim_granted" if state == State.GRANTED else "claim_refused"
    tell(claim.member_id, about, claim.register.name, reverse("credential-list"), reason)
    waited = int((claim.decided_at - claim.created_at).total_seconds())
    record(Deed.CLAIM_DECIDED, by=reviewer, about=claim, outcome=state, member=claim.member_id, waited=waited)
    announce(ClaimsMoved())
    return claim


@transaction.atomic
def open_again(*, claim: Claim) -> bool:
    """A refusal was overturned: the claim waits anew in its old place, unless its member has made another since."""
    if claim.status != State.REFUSED or Claim.objects.open().filter(member=claim.member_id).exists():
        return False
    claim.status, claim.decided_at, claim.reason = State.WAITING, None, ""
    claim.first_reviewer = claim.second_reviewer = claim.first_at = None
    claim.first_found = ""
    claim.save()
    announce(ClaimsMoved())
    return True


def note_evidence_opened(*, evidence: Evidence, by: Member) -> None:
    """A reviewer looked at a file of a claim that waits."""
    record(Deed.CLAIM_SEEN, by=by, about=evidence.claim, evidence=evidence.pk, member=evidence.claim.member_id)
