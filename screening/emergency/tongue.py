"""The ear at the door: is a text in a tongue the reader was not raised in, and does it say there that it is now?"""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from screening.emergency.assessment import Sign

TABLE: dict[str, dict] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
SMALL = {tongue: frozenset(words.split()) for tongue, words in TABLE["small"].items()}
NOT_LETTERS = re.compile(r"[^a-z]")
WORD = re.compile(r"[^\W\d_]+")
NOT_WORDS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|@\S+|#\S+")
LIMIT = 24_000
SAMPLE = 2_000
FEW = 3  # words of another tongue, small ones, before anything is said about it
SHARE = 0.18  # of all words, that are small words of that tongue
AHEAD = 1.6  # times as many as English ones
FOREIGN = 0.3  # of all letters, in another script
UNREAD = "written in a language that is not read here"
MEANS = {  # concept, event, and whether it comes before all others
    "live": ("words in another language that say it is happening now", "other_tongue", True),
    "death": ("words in another language about wanting to die", "suicidality", False),
}


@dataclass(frozen=True)
class Tongue:
    """What a text is written in: `unread` says that the reader was not raised in it; `signs` what it says of now."""

    unread: bool
    signs: tuple[Sign, ...]


def listen(title: str, body: str) -> Tongue:
    fields = (("title", title), ("body", body))
    return Tongue(
        is_unread(f"{title}\n{body}"), tuple(sign for name, text in fields for sign in live_words(text, name))
    )


def is_unread(text: str) -> bool:
    """Another script for much of it, or the small words of another tongue where English ones would stand."""
    text = text if len(text) <= 2 * SAMPLE else f"{text[:SAMPLE]} {text[-SAMPLE:]}"
    text = NOT_WORDS.sub(" ", text)
    letters = [] if text.isascii() else [char for char in text if char.isalpha()]
    if letters and sum(map(is_foreign, letters)) >= max(FEW, FOREIGN * len(letters)):
        return True
    words = [without_accents(word) for word in WORD.findall(text.lower())]
    english = sum(word in SMALL["en"] for word in words)
    most = max(sum(word in small for word in words) for tongue, small in SMALL.items() if tongue != "en")
    return most >= FEW and most >= SHARE * len(words) and most > AHEAD * english


@lru_cache(maxsize=4096)
def is_foreign(char: str) -> bool:
    """Not of the Latin script; Greek letters and signs such as µ are how clinicians write."""
    name = unicodedata.name(char, "")
    return char > "\u024f" and not name.startswith(("LATIN", "FULLWIDTH LATIN", "GREEK", "MATHEMATICAL", "MICRO"))


def live_words(text: str, field: str) -> list[Sign]:
    """The first phrase of each tongue that says so, as it stands in the text."""
    even, origins = evened(text[:LIMIT])
    if text.isascii() and FIRST_WORDS.isdisjoint(even.split()):
        return []
    found = []
    for kind, pattern in PATTERNS:
        if match := pattern.search(even):
            start, end = origins[match.start()], origins[match.end() - 1] + 1
            concept, event, critical = MEANS[kind]
            found.append(Sign(concept, event, critical, text[start:end], start, end, field))
    return found


def evened(text: str) -> tuple[str, Sequence[int]]:
    """Letters without accents in lower case, everything else a space; and where each came from."""
    if text.isascii():
        return NOT_LETTERS.sub(" ", text.lower()), range(len(text))
    letters, origins = [], []
    for position, char in enumerate(text):
        for letter in bare(char) or " ":
            letters.append(letter if letter.isalpha() else " ")
            origins.append(position)
    return "".join(letters), origins


def without_accents(text: str) -> str:
    return text.lower() if text.isascii() else "".join(map(bare, text))


@lru_cache(maxsize=4096)
def bare(char: str) -> str:
    kept = (part for part in unicodedata.normalize("NFKD", char.lower()) if not unicodedata.combining(part))
    return "".join(ODD.get(part, part) for part in kept)


ODD = {"ß": "ss", "ł": "l", "ı": "i", "đ": "d", "ø": "o", "æ": "ae"}


def pattern_of(phrases: list[str]) -> re.Pattern[str]:
    """Whole words with any gap between them; where words are not parted by spaces, anywhere."""
    ways = [r"\s+".join(map(re.escape, without_accents(phrase).split())) for phrase in phrases]
    ways = [way if any("\u4e00" <= char <= "\u9fff" for char in way) else rf"\b{way}\b" for way in ways]
    return re.compile("|".join(ways))


PATTERNS = [(kind, pattern_of(phrases)) for kind in MEANS for phrases in TABLE[kind].values()]
FIRST_WORDS = frozenset(
    without_accents(phrase).split()[0] for kind in MEANS for phrases in TABLE[kind].values() for phrase in phrases
)
