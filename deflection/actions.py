"""Deeds on deflections. Their text is sealed for its author alone."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from deflection import vault
from deflection.models import Deflection, Helpline, OwnNumbers
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


def mark_checked(*, lines: QuerySet[Helpline], by: Member) -> int:
    """An administrator has rung these numbers today; says how many."""
    require(by.is_superuser, "Only an administrator keeps the directory.")
    return lines.update(last_checked_on=timezone.localdate())


@transaction.atomic
def keep_own_numbers(*, member: Member, fields: dict[str, str]) -> None:
    """Seal the names and numbers a member wants first, or forget them all. The form has read the names already."""
    if not fields:
        OwnNumbers.objects.filter(member=member).delete()
        return
    OwnNumbers.objects.update_or_create(member=member, defaults={"sealed": vault.seal(fields, owner_id=member.pk)})
