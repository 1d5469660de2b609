"""What time does to credentials and evidence: told when they end, reminded before, emptied after."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from audit.actions import record
from audit.models import Deed
from members.actions.credentials import step_down, tell_ended
from members.models import Claim, Credential, Evidence
from members.signals import tell

REMIND_DAYS = (1, 7, 14)
EVIDENCE_DAYS = 30
ONE_GO = 500


def end_lapsed() -> int:
    """Each credential that ended since the last look is told once: to its member, and to the rooms that listen."""
    ended = [row for row in Credential.objects.lapsed().select_related("member")[:ONE_GO] if told_its_end(row)]
    return len(ended)


@transaction.atomic
def told_its_end(credential: Credential) -> bool:
    now = timezone.now()
    mine = Credential.objects.filter(pk=credential.pk, ended_told_at=None, revoked_at=None, valid_until__lte=now)
    if not mine.update(ended_told_at=now):
        return False  # another worker was first, or it was renewed meanwhile
    step_down(credential, now)
    tell_ended(credential, now, _("Its time is over. It counts again as soon as a reviewer has looked it up."))
    record(Deed.CREDENTIAL_LAPSED, by=None, about=credential, member=credential.member_id)
    return True


def remind() -> int:
    """Fourteen, seven and one day before."""
    now = timezone.now()
    running_out = Credential.objects.current().filter(valid_until__lte=now + timedelta(days=max(REMIND_DAYS)))
    return sum(reminded(credential) for credential in running_out.order_by("valid_until", "pk")[:ONE_GO])


@transaction.atomic
def reminded(credential: Credential) -> bool:
    left = credential.valid_until - timezone.now()
    days = next(days for days in REMIND_DAYS if left <= timedelta(days=days))
    if credential.reminded_days is not None and credential.reminded_days <= days:
        return False
    if not Credential.objects.filter(pk=credential.pk, reminded_days=credential.reminded_days).update(
        reminded_days=days
    ):
        return False
    day = date_format(timezone.localtime(credential.valid_until), "j M Y")
    note = _("It counts until %(day)s. A reviewer looks it up again; tell us if your number or name has changed.") % {
        "day": day
    }
    tell(credential.member_id, "lapses_soon", credential.qualification, reverse("credential-list"), note)
    return True


def empty_evidence() -> int:
    """Files go 30 days after the decision; their hashes stay with the credential."""
    decided = Claim.objects.filter(decided_at__lte=timezone.now() - timedelta(days=EVIDENCE_DAYS))
    full = Evidence.objects.filter(claim__in=decided).exclude(sealed=None)
    return full.update(sealed=None, emptied_at=timezone.now())
