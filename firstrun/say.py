"""What the first run says: short lines with the time they took, and refusals with their cure."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Refusal(Exception):
    """One plain sentence with its cure; the command ends with exit code 2."""


class Stopped(Exception):
    """Somebody pressed Ctrl-C or sent SIGTERM."""


def say(line: str = "") -> None:
    # Flushed, so that a reader behind a pipe sees the address when it is true.
    print(line, flush=True)


class Stopwatch:
    """Remembers how long each named part took, in the order they ran."""

    def __init__(self) -> None:
        self.parts: dict[str, float] = {}
        self._begun = time.monotonic()

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        begun = time.monotonic()
        try:
            yield
        finally:
            self.parts[name] = self.parts.get(name, 0.0) + time.monotonic() - begun

    def split(self) -> str:
        each = [f"{name} {seconds:.1f} s" for name, seconds in self.parts.items()]
        return " · ".join([*each, f"in all {time.monotonic() - self._begun:.1f} s"])


def tail(text: str, *, lines: int = 25) -> str:
    """The end of a log, indented so that it reads as a quotation."""
    return "\n".join(f"    {line}" for line in text.rstrip().splitlines()[-lines:])
