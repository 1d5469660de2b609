"""What leaves the site: numbers, the section, an address and a time. Never a word that somebody wrote, and no name."""

import json

from notifications.mail import address
from webhooks.models import Event

FORMAT = 1


def message_of(event: Event) -> bytes:
    """The same bytes at every try."""
    told = {
        "format": FORMAT,
        "id": str(event.pk),
        "kind": event.kind,
        "time": event.at.isoformat(),
        "section": event.section,
        "topic": event.topic_id,
        "post": event.post_id,
        "endorsement": event.endorsement_id,
        "url": address(event.path) if event.path else "",
    }
    return json.dumps(told).encode()
