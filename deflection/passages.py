"""A stretch of an author's text, shown in its place."""

from collections.abc import Sequence
from typing import Protocol

from deflection.outcomes import Passage
from deflection.writing import Writing

AROUND = 90


class Spot(Protocol):
    """Whatever has a place in a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def passage(writing: Writing, where: Sequence[tuple[str, Spot]]) -> Passage:
    field, first = where[0]
    text = writing.public[field]
    before, after = text[max(0, first.start - AROUND) : first.start], text[first.end : first.end + AROUND]
    if first.start > AROUND:
        before = "… " + before.partition(" ")[2]
    if first.end + AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    fields = tuple(dict.fromkeys(field for field, _ in where))
    return Passage(text[first.start : first.end], before, after, fields, len(where))
