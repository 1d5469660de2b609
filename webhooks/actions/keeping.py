"""Forgetting what happened a month ago."""

from datetime import datetime

from webhooks.models import KEPT_FOR, Endpoint, Event


def forget_old_events(*, now: datetime) -> int:
    """With how each was delivered, and whoever was removed and has no log any more; says how many events went."""
    gone = Event.objects.filter(at__lte=now - KEPT_FOR).delete()[1].get(Event._meta.label, 0)
    Endpoint.objects.filter(removed_at__lte=now - KEPT_FOR, deliveries=None).delete()
    return gone
