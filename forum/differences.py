"""What changed between two versions of a text, word by word. Pure."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

WORDS = re.compile(r"\S+\s*|\s+")
AT_MOST = 1_500  # pieces on either side: beyond them a text is compared by lines, and beyond that as a whole
AROUND = 12  # words that stay in sight around a change


class Piece(NamedTuple):
    kind: str  # same, gone, new or left_out
    words: str


def changes(before: str, after: str) -> list[Piece]:
    """Alternating pieces that read as the old text (without `new`) and as the new one (without `gone`)."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    if max(len(old), len(new)) > AT_MOST:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if max(len(old), len(new)) > AT_MOST:
        old, new = [before], [after]
    found: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece("same", "".join(old[a:b])))
        else:
            found += [Piece("gone", "".join(old[a:b])), Piece("new", "".join(new[c:d]))]
    return [piece for piece in found if piece.words]


def in_short(pieces: Iterable[Piece]) -> list[Piece]:
    """The same, with long stretches that did not change left out."""
    pieces = list(pieces)
    short: list[Piece] = []
    for nth, piece in enumerate(pieces):
        words = WORDS.findall(piece.words)
        if piece.kind != "same" or len(words) <= 2 * AROUND + 1:
            short.append(piece)
            continue
        head = "".join(words[:AROUND]) if nth else ""
        tail = "".join(words[-AROUND:]) if nth < len(pieces) - 1 else ""
        short += [Piece("same", head), Piece("left_out", "…"), Piece("same", tail)]
    return [piece for piece in short if piece.words]


class FieldChange(NamedTuple):
    name: str
    label: str
    pieces: list[Piece]


def between(before: dict[str, str], after: dict[str, str], labels: dict[str, str]) -> list[FieldChange]:
    """Field by field, those alone that changed."""
    return [
        FieldChange(name, labels.get(name, name), in_short(changes(was, after.get(name, ""))))
        for name, was in before.items()
        if was != after.get(name, "")
    ]
