"""Nominating a colleague as an expert for an area, and taking it back."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from audit.models import Deed
from members.areas import Area
from members.models import Credential, Member, Nomination
from members.permission import require
from members.rules import may_nominate
from members.signals import tell


@transaction.atomic
def nominate_expert(*, colleague: Member, by: Member, area: str, reason: str) -> Nomination:
    """One expert's word for a colleague in one area; reviewers read the reason. Twice gives the first one back."""
    require(may_nominate(by, colleague, area), _("Only an expert of this area can nominate, and not themselves."))
    if standing := colleague.nominations.standing().filter(by=by, area=area).first():
        return standing
    appointment = next(row for row in by.credentials.current().filter(tier=Credential.Tier.EXPERT) if area in row.areas)
    nomination = Nomination.objects.create(member=colleague, by=by, credential=appointment, area=area, reason=reason)
    tell(colleague.pk, "nominated", Area(area).label, reverse("credential-list"))
    record(Deed.EXPERT_NOMINATED, by=by, about=nomination, member=colleague.pk, area=area)
    return nomination


@transaction.atomic
def withdraw_nomination(*, nomination: Nomination, by: Member) -> bool:
    """Take it back; it stays in the history. Says whether anything changed."""
    require(nomination.by_id == by.pk, _("Only the expert who gave it can take a nomination back."))
    if not Nomination.objects.standing().filter(pk=nomination.pk).update(withdrawn_at=timezone.now()):
        return False
    record(Deed.NOMINATION_WITHDRAWN, by=by, about=nomination, member=nomination.member_id, area=nomination.area)
    return True
