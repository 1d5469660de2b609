"""How long signing in with a password is shut for an address, after how many wrong ones in a row."""

from datetime import datetime, timedelta

from django.utils import timezone

from members.models import FailedSignIns
from members.sealing import marks_of

# After so many: a quarter of an hour, an hour, a day; from a hundred on, until a new password or a person opens it.
STEPS = ((100, timedelta(days=3650)), (30, timedelta(days=1)), (20, timedelta(hours=1)), (10, timedelta(minutes=15)))
EACH = 5  # between two steps it is shut again for as long, so that the next try is not free


def marks(email: str) -> list[str]:
    """The first is the one of today; the others were made with keys that VAULT_KEY still holds."""
    return marks_of(email.strip().lower(), label="failed-sign-ins")


def shut_for(number: int) -> timedelta | None:
    if number % EACH and number < STEPS[0][0]:
        return None
    return next((length for least, length in STEPS if number >= least), None)


def shut_until(email: str) -> datetime | None:
    """Asked before the password is looked at, so that the answer says nothing about it, nor about the address."""
    row = FailedSignIns.objects.filter(mark__in=marks(email), shut_until__gt=timezone.now()).first()
    return row.shut_until if row else None
