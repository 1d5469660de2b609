"""The page: a text made even, letter for letter, so that every offset still holds, and its words."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, TypeVar

T = TypeVar("T")

LETTER = r"[^\W\d_][\u0300-\u036f]*"
WORD = re.compile(rf"(?:{LETTER})+(?:['-](?:{LETTER})+)*")
SPACES = "\u00a0\u2002\u2003\u2007\u2009\u200b\u202f\u3000\ufeff\t"
APOSTROPHES, QUOTES, DASHES = "\u2018\u2019\u02bc\u00b4`", "\u201c\u201d\u201e", "\u2010\u2011\u2012\u2013\u2014\u2212"
EVEN = str.maketrans(
    dict.fromkeys(SPACES, " ")
    | dict.fromkeys(APOSTROPHES, "'")
    | dict.fromkeys(QUOTES, '"')
    | dict.fromkeys(DASHES, "-")
    | {"\uff20": "@", "\uff0e": "."}
    | {chr(0xFF10 + digit): str(digit) for digit in range(10)}
)
ODD_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "s", "æ": "a", "œ": "o", "ð": "d", "þ": "t"})
SHORT_FORMS = ("mrs", "mr", "ms", "dr", "no", "pt", "prof", "nos", "ref", "tel", "st", "hosp", "wm")
WHOLE = "".join(rf"(?<!\b{form})" for form in SHORT_FORMS) + r"(?<!\b\w)"
END_BEFORE = re.compile(WHOLE + r"[.!?]['\")]?\s+|\n\s*\n")
END_AFTER = re.compile(WHOLE + r"[.!?]['\")]?\s|\n\s*\n")


@lru_cache(maxsize=50_000)
def bare(word: str) -> str:
    """The word without capitals and accents, as the lists hold it."""
    plain = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(ODD_LETTERS)


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands; `bare` is without capitals, accents and a possessive ending."""

    start: int
    end: int
    text: str
    bare: str
    owns: bool
    is_capital: bool  # letters of a script without capitals count as such

    @property
    def is_all_capitals(self) -> bool:
        return len(self.text) > 1 and self.text.isupper()


class Page:
    """A text to be read: `even` and `low` have as many characters as the text they were made from."""

    def __init__(self, text: str) -> None:
        self.kept: dict[str, Any] = {}
        self.even = text.translate(EVEN)
        lower = self.even.lower()
        self.low = lower if len(lower) == len(self.even) else "".join(letter.lower()[:1] for letter in self.even)

    def remembered(self, name: str, reader: Callable[["Page"], T]) -> T:
        """What a reader made of the whole page, read once."""
        if name not in self.kept:
            self.kept[name] = reader(self)
        return self.kept[name]

    @cached_property
    def is_small(self) -> bool:
        """Written without capitals, or nearly."""
        return sum(map(str.isupper, self.even)) < 0.01 * len(self.even) + 1

    @cached_property
    def words(self) -> list[Word]:
        return [to_word(found) for found in WORD.finditer(self.even)]

    def before(self, start: int, reach: int = 70) -> str:
        """What stands before, in small letters, back to the last end of a sentence."""
        near = self.low[max(0, start - reach) : start]
        cuts = [found.end() for found in END_BEFORE.finditer(near)]
        return near[cuts[-1] :] if cuts else near

    def after(self, end: int, reach: int = 60) -> str:
        """What follows, in small letters, up to the end of the sentence."""
        near = self.low[end : end + reach]
        cut = END_AFTER.search(near)
        return near[: cut.start()] if cut else near

    def near(self, start: int, end: int, reach: int = 160) -> str:
        """The neighbourhood in small letters, over the ends of sentences."""
        return self.low[max(0, start - reach) : end + reach]


def to_word(found: re.Match[str]) -> Word:
    text, end = found.group(), found.end()
    owns = text[-2:] in ("'s", "'S")
    if owns:
        text, end = text[:-2], end - 2
    return Word(found.start(), end, text, bare(text), owns, text[0].isupper() or not text[0].islower())
