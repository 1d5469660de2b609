"""What other rooms may listen to: somebody's standing changed, or a member has something to be told."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import Signal

standing_changed = Signal()  # sent with member_id: int and at: datetime, after the change is stored
something_to_tell = Signal()  # sent with member_id, about, subject, url, note; inside the transaction, so both stand


def tell_standing_changed(member_id: int, at: datetime) -> None:
    """On commit, so that a listener reads the new standing. A listener that fails never undoes the change."""
    transaction.on_commit(partial(_send, member_id, at))


def _send(member_id: int, at: datetime) -> None:
    standing_changed.send_robust(sender=None, member_id=member_id, at=at)


def tell(member_id: int, about: str, subject: str, url: str, note: str = "") -> None:
    """A line for the member's bell, which hangs one floor above."""
    told: dict[str, Any] = {"about": about, "subject": subject, "url": url, "note": note}
    something_to_tell.send(sender=None, member_id=member_id, **told)
