"""Walking the chain: is every line as it was written, where it was written, and is none missing?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from audit.chain import START, hash_of
from audit.models import Anchor, Head, Line

CHUNK = 2000
UNREADABLE = (AttributeError, OverflowError, TypeError, ValueError)


class Noted(NamedTuple):
    """What somebody noted of the chain outside it."""

    number: int
    hash: str
    where: str


class Fault(NamedTuple):
    """The first line that is wrong, and what is wrong with it."""

    number: int
    kind: str
    sentence: str


@dataclass(frozen=True)
class Verification:
    lines: int
    hash: str
    anchors: int
    fault: Fault | None


def verify(noted: Iterable[Noted] = ()) -> Verification:
    """Walk from the first line to the head, and stop at the first that is wrong."""
    head = Head.objects.filter(pk=1).first() or Head()
    notes = sorted([*anchors(), *noted])
    seen, hash, fault = walk(head, by_number(notes))
    return Verification(seen, hash, len(notes), fault or ending(head, seen, hash, notes))


def anchors() -> list[Noted]:
    return [Noted(row.number, row.hash, f"the anchor of {row.day}") for row in Anchor.objects.all()]


def by_number(notes: list[Noted]) -> dict[int, list[Noted]]:
    found: dict[int, list[Noted]] = {}
    for note in notes:
        found.setdefault(note.number, []).append(note)
    return found


def walk(head: Head, notes: dict[int, list[Noted]]) -> tuple[int, str, Fault | None]:
    number, hash = 0, START
    for line in lines_up_to(head.number):
        if fault := fault_in(line, number + 1, hash) or fault_noted(line, notes.get(number + 1, [])):
            return number, hash, fault
        number, hash = line.number, line.hash
    return number, hash, None


def lines_up_to(last: int) -> Iterator[Line]:
    for start in range(1, last + 1, CHUNK):
        lines = read(start, min(start + CHUNK - 1, last))
        yield from lines
        if not lines:
            return


def read(start: int, end: int) -> list[Line]:
    """A line that no longer reads as one is handed on by its number alone: whoever walks finds it wrong."""
    try:
        return list(Line.objects.filter(number__range=(start, end)).order_by("number"))
    except UNREADABLE:
        if start == end:
            return [Line(number=start)]
        return [line for number in range(start, end + 1) for line in read(number, number)]


def fault_in(line: Line, expected: int, previous: str) -> Fault | None:
    if line.number != expected:
        gone = f"Line {expected} is" if line.number == expected + 1 else f"Lines {expected} to {line.number - 1} are"
        return Fault(expected, "missing", f"{gone} missing.")
    if line.previous != previous and (other := Line.objects.filter(previous=previous).first()):
        return Fault(expected, "out of order", f"Line {expected} is out of order: line {other.number} belongs there.")
    if line.previous != previous or not holds(line):
        return Fault(expected, "changed", f"Line {expected} was changed after it was written.")
    return None


def holds(line: Line) -> bool:
    try:
        return hash_of(line) == line.hash
    except UNREADABLE:
        return False


def fault_noted(line: Line, notes: list[Noted]) -> Fault | None:
    for note in notes:
        if note.hash != line.hash:
            return Fault(line.number, "rewritten", f"The chain up to line {line.number} is not what {note.where} says.")
    return None


def ending(head: Head, seen: int, hash: str, notes: list[Noted]) -> Fault | None:
    """What a walk cannot see: lines taken from the end, lines put after it."""
    furthest = max([note.number for note in notes], default=0)
    if seen < head.number or seen < furthest:
        return Fault(
            seen + 1, "missing", f"The chain ends after line {seen}, but went on to {max(head.number, furthest)}."
        )
    if hash != head.hash:
        return Fault(seen, "changed", f"The head of the chain does not hold the hash of line {seen}.")
    now = Head.objects.filter(pk=1).first() or Head()
    if beyond := Line.objects.filter(number__gt=now.number).order_by("number").first():
        return Fault(beyond.number, "out of order", f"Line {beyond.number} stands after the end of the chain.")
    return None
