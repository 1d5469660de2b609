"""What changed between two versions of a text: by sentences, and word by word within them. Pure."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

WORDS = re.compile(r"\S+\s*|\s+")
SENTENCES = re.compile(r"[^.!?\n]+[.!?\n]*\s*|[.!?\n]+\s*")
AT_MOST = 250  # pieces on either side: what is longer is compared as a whole, so that no text keeps a process busy
PATIENCE = AT_MOST * AT_MOST  # how much may be compared word by word in one text
AROUND = 12  # words that stay in sight around a change


class Piece(NamedTuple):
    kind: str  # same, gone, new or left_out
    words: str


def changes(before: str, after: str) -> list[Piece]:
    """Pieces that read as the old text without `new`, and as the new one without `gone`: by sentences, then words."""
    old, new = SENTENCES.findall(before), SENTENCES.findall(after)
    if max(len(old), len(new)) > AT_MOST:
        old, new = [before], [after]
    found, patience = [], PATIENCE
    for kind, was, now in steps(old, new):
        words = WORDS.findall(was), WORDS.findall(now)
        cost = len(words[0]) * len(words[1])
        if kind == "equal":
            found.append(Piece("same", was))
        elif max(map(len, words)) <= AT_MOST and cost <= patience:
            patience -= cost
            found += by_words(*words)
        else:
            found += [Piece("gone", was), Piece("new", now)]
    return joined(piece for piece in found if piece.words)


def by_words(old: list[str], new: list[str]) -> Iterator[Piece]:
    for kind, was, now in steps(old, new):
        if kind == "equal":
            yield Piece("same", was)
        else:
            yield from (Piece("gone", was), Piece("new", now))


def steps(old: list[str], new: list[str]) -> Iterator[tuple[str, str, str]]:
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield kind, "".join(old[a:b]), "".join(new[c:d])


def joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours of one kind are one piece."""
    return [
        Piece(kind, "".join(piece.words for piece in same))
        for kind, same in groupby(pieces, key=lambda each: each.kind)
    ]


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
