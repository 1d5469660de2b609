"""How much one socket may say, and how many one session may hold open: counted in the process, at no cost while idle.

A page hears at most four streams, so that the twenty sockets of a session never hear more than eighty.
"""

from collections import Counter

from django.conf import settings

SAID_AT_ONCE = 20
SAID_EACH = 0.5  # seconds: 120 in a minute
UNHEARD_AT_MOST = 100  # in a row; a page that waits for pauses never says so much, a flood does at once


class Allowance:
    """Twenty at once, and one more each half second."""

    __slots__ = ("spent_until", "unheard")

    def __init__(self) -> None:
        self.spent_until = 0.0
        self.unheard = 0

    def take(self, now: float) -> bool:
        """Whether there is one left."""
        spent = max(self.spent_until, now) + SAID_EACH
        if spent - now > SAID_AT_ONCE * SAID_EACH:
            self.unheard += 1
            return False
        self.spent_until, self.unheard = spent, 0
        return True

    @property
    def is_flooded(self) -> bool:
        return self.unheard >= UNHEARD_AT_MOST


class Sessions:
    """How many sockets each session holds in this process. A visitor without one is not counted."""

    def __init__(self) -> None:
        self.held: Counter[str] = Counter()

    def admit(self, session: str) -> bool:
        if self.held[session] >= settings.SOCKETS_PER_SESSION:
            return False
        if session:
            self.held[session] += 1
        return True

    def let_go(self, session: str) -> None:
        self.held[session] -= 1
        if self.held[session] <= 0:
            del self.held[session]
