"""What follows when an administrator opens or closes a room."""

from forum.events import SectionsChanged
from realtime.door import announce


def ask_who_may_listen() -> None:
    """Open lists and topics ask whether they may go on."""
    announce(SectionsChanged())
