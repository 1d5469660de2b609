"""What other rooms may listen to: somebody's standing changed, at a moment."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.dispatch import Signal

standing_changed = Signal()  # sent with member_id: int and at: datetime, after the change is stored


def tell_standing_changed(member_id: int, at: datetime) -> None:
    """On commit, so that a listener reads the new standing. A listener that fails never undoes the change."""
    transaction.on_commit(partial(_send, member_id, at))


def _send(member_id: int, at: datetime) -> None:
    standing_changed.send_robust(sender=None, member_id=member_id, at=at)
