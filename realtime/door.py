"""The one door: facts leave here, after the commit, and never take a saved post down with them."""

import json
import logging
from collections.abc import Iterable
from typing import Protocol

from django.db import transaction

from realtime.frames import Frame
from realtime.wire import send

log = logging.getLogger(__name__)


class Event(Protocol):
    """A past-tense fact that knows who should hear of it."""

    def frames(self) -> Iterable[Frame]: ...


def announce(event: Event) -> None:
    """Tell the streams of this event once the transaction stands; if it does not, nobody ever hears of it."""
    transaction.on_commit(Departure(event).leave)


class Departure:
    """One event on its way out. A bound method, because Django 5.2 leaks the errors of a partial even when robust."""

    def __init__(self, event: Event) -> None:
        self.event = event

    def leave(self) -> None:
        """Send every frame. A layer that is away costs a log line: the database is the truth, the tail heals."""
        name = type(self.event).__name__
        try:
            frames = [(frame.stream, json.dumps(frame.payload())) for frame in self.event.frames()]
            send(frames)
        except TimeoutError:
            log.warning("event not delivered, the layer does not answer: %s", name)
        except Exception:
            log.exception("event not delivered: %s", name)
