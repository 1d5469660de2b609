"""Deeds on deflections. Their text is sealed for its author alone."""

from django.db import transaction
from django.utils import timezone

from deflection.models import Deflection
from members.models import Member
from members.permission import require


@transaction.atomic
def discard_sealed(*, deflection: Deflection, author: Member) -> bool:
    """The author empties this entry of their vault; that it was deflected stays on record."""
    require(deflection.author_id == author.pk, "Only its author can discard this.")
    return bool(Deflection.objects.filter(pk=deflection.pk).exclude(sealed=b"").update(sealed=b""))


@transaction.atomic
def close_deflection(*, deflection: Deflection, moderator: Member) -> bool:
    """A duty moderator has dealt with it. Says whether anything changed: of two at once, one wins."""
    require(moderator.moderates and deflection.author_id != moderator.pk, "Another moderator must close this one.")
    return bool(Deflection.objects.filter(pk=deflection.pk, closed_at=None).update(closed_at=timezone.now()))


def empty_expired() -> int:
    """Sealed texts past their day are destroyed; says how many."""
    return Deflection.objects.filter(expires_at__lte=timezone.now()).exclude(sealed=b"").update(sealed=b"")
