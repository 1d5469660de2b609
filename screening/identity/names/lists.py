"""The lists: given names and surnames of many countries, ordinary words, and capitals that are nobody's name."""

from functools import cache
from pathlib import Path

DATA = Path(__file__).parents[2] / "data" / "identity"


@cache
def words_of(name: str) -> frozenset[str]:
    lines = (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    kept = [line.split(": ", 1)[-1] for line in lines if line and not line.startswith("#")]
    return frozenset(word for line in kept for word in line.split())


def is_ordinary(word: str) -> bool:
    """Known in small letters, or a plain form of such a word."""
    known = words_of("ordinary-words")
    return word in known or any(
        word.removesuffix(end) in known for end in ("s", "ed", "ing", "ly", "er") if word.endswith(end)
    )


def is_given(word: str) -> bool:
    given = words_of("given-names")
    return word in given or "-" in word and word.split("-")[0] in given


def is_surname(word: str) -> bool:
    surnames = words_of("surnames")
    return word in surnames or "-" in word and any(part in surnames for part in word.split("-"))


def is_nobody(word: str) -> bool:
    return word in words_of("not-names")
