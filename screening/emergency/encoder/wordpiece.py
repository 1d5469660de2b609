"""The cutter: parts a text into the word pieces the encoder was raised on, and gives their numbers."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

UNKNOWN, START, END = "[UNK]", "[CLS]", "[SEP]"
LONGEST_WORD = 100


class Vocabulary:
    """Word pieces by number; a piece within a word begins with ##."""

    def __init__(self, path: Path) -> None:
        pieces = path.read_text(encoding="utf-8").split("\n")
        self.places = {piece: place for place, piece in enumerate(pieces) if piece}

    def numbers(self, text: str) -> list[int]:
        """The text between its start and end marks."""
        pieces = [place for word in words_of(text) for place in self.cut(word)]
        return [self.places[START], *pieces, self.places[END]]

    def cut(self, word: str) -> list[int]:
        """The longest known piece, again and again; a word with an unknown rest is unknown."""
        found: list[int] = []
        start = 0
        while start < len(word) <= LONGEST_WORD:
            piece, end = self.longest(word, start)
            if piece is None:
                return [self.places[UNKNOWN]]
            found.append(piece)
            start = end
        return found or [self.places[UNKNOWN]]

    def longest(self, word: str, start: int) -> tuple[int | None, int]:
        mark = "##" if start else ""
        for end in range(len(word), start, -1):
            if (place := self.places.get(mark + word[start:end])) is not None:
                return place, end
        return None, start


def words_of(text: str) -> Iterator[str]:
    """Runs of letters, and every mark by itself."""
    word = ""
    for char in text:
        kind = kind_of(char)
        if kind == "part":
            word += char
            continue
        if word:
            yield word
            word = ""
        if kind == "mark":
            yield char
    if word:
        yield word


@lru_cache(maxsize=4096)
def kind_of(char: str) -> str:
    """A space, a mark, or part of a word; all signs on a plain keyboard are marks."""
    if char.isspace():
        return "space"
    category = unicodedata.category(char)
    if category.startswith("P") or ("!" <= char <= "~" and not char.isalnum()):
        return "mark"
    if 0x4E00 <= ord(char) <= 0x9FFF:
        return "mark"
    return "space" if category.startswith("C") else "part"
