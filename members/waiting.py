"""The queue of claims: what waits, who is next, how long it takes, and what is due to be looked up again."""

from datetime import timedelta
from statistics import median

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import ngettext

from members.models import Claim, Credential, Member

DUE_DAYS = 14
FORGOTTEN_DAYS = 30
DECIDED_LAST = 50


def claims_waiting() -> QuerySet[Claim]:
    return Claim.objects.waiting().select_related("member", "first_reviewer")


def place_of(claim: Claim) -> int:
    """1 for whoever is next."""
    earlier = Q(created_at__lt=claim.created_at) | Q(created_at=claim.created_at, pk__lt=claim.pk)
    return Claim.objects.waiting().filter(earlier).count() + 1


def median_wait() -> timedelta | None:
    """Half of the last fifty decisions came sooner."""
    decided = Claim.objects.filter(status__in=[Claim.State.GRANTED, Claim.State.REFUSED], decided_at__isnull=False)
    waits = [row.decided_at - row.created_at for row in decided.order_by("-decided_at")[:DECIDED_LAST]]
    return median(waits) if waits else None


def median_in_words() -> str:
    """ "2 days", "5 hours"; nothing before the first decision."""
    wait = median_wait()
    if wait is None:
        return ""
    hours = max(1, round(wait / timedelta(hours=1)))
    if hours >= 48:
        return ngettext("%(number)s day", "%(number)s days", round(hours / 24)) % {"number": round(hours / 24)}
    return ngettext("%(number)s hour", "%(number)s hours", hours) % {"number": hours}


def due() -> QuerySet[Credential]:
    """To look up again: ending within two weeks, or ended within the last month by time alone."""
    now = timezone.now()
    rows = Credential.objects.due(now + timedelta(days=DUE_DAYS)).filter(member__is_active=True)
    return rows.filter(valid_until__gte=now - timedelta(days=FORGOTTEN_DAYS)).select_related("member")


def same_number(claim: Claim) -> list[Member]:
    """Other members who claimed this number of this register, ever."""
    others = Claim.objects.filter(number_mark=claim.number_mark).exclude(member=claim.member)
    return list(Member.objects.filter(claims__in=others).distinct()[:10])
