"""The forum with the readers of texts standing aside: their cost has a line of its own, and is not the forum's."""

from unittest.mock import patch

from screening import emergency, identity
from screening.emergency import assess

WORDS = "Which fridge thermometer do you use in clinic, and how often do you write the reading down?"
CLEAR = assess("", WORDS, "discussion")
patch.object(emergency, "assess", return_value=CLEAR).start()
patch.object(identity, "find", return_value=[]).start()

from config.asgi import application  # noqa: E402  (after the reader has stepped aside)

__all__ = ["application"]
