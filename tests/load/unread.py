"""The forum with the reader of texts standing aside: its cost has a line of its own, and is not the forum's."""

from unittest.mock import patch

from screening import emergency
from screening.emergency import assess

CLEAR = assess("Which fridge thermometer do you use in clinic, and how often do you write the reading down?")
patch.object(emergency, "assess", return_value=CLEAR).start()

from config.asgi import application  # noqa: E402  (after the reader has stepped aside)

__all__ = ["application"]
