"""The phrase finder: reads the lexicon's patterns and finds them among a text's words, in one pass."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from screening.emergency.tokens import STOPS, Token

GAP = 3
NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty ninety "
    "a couple few several half".split()
)
Part = tuple[frozenset[str], tuple[str, ...], int]  # exact words, beginnings, words that may be skipped before it


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase found: its group's name and the tokens it covers (last one included)."""

    name: str
    first: int
    last: int


def parse(pattern: str, words: dict[str, list[str]]) -> tuple[Part, ...]:
    """Read a pattern such as "won't|not ~ pink* up".

    a|b choices, x* beginnings, ~ up to three words between, # a number, year a year, <name> a word list.
    """
    parts: list[Part] = []
    gap = 0
    for piece in pattern.split():
        if piece[0] == "~":
            gap = int(piece[1:] or GAP)
            continue
        choices = [choice for part in piece.split("|") for choice in expand(part, words)]
        exact = frozenset(choice for choice in choices if not choice.endswith("*"))
        parts.append((exact, tuple(choice[:-1] for choice in choices if choice.endswith("*")), gap))
        gap = 0
    return tuple(parts)


def expand(part: str, words: dict[str, list[str]]) -> Iterable[str]:
    """A word list's single words, or the part itself."""
    if part.startswith("<") and part.endswith(">"):
        return [word for entry in words[part[1:-1]] if " " not in entry for word in expand(entry, words)]
    return [part]


def is_number(word: str) -> bool:
    return word[0].isdigit() or word in NUMBERS


def is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word.startswith(("19", "20"))


def fits(word: str, part: Part) -> bool:
    exact, beginnings, _ = part
    if word in exact or (beginnings and word.startswith(beginnings)):
        return True
    return ("#" in exact and is_number(word)) or ("year" in exact and is_year(word))


@dataclass
class Finder:
    """Every pattern of a table, filed under its first word."""

    exact: dict[str, list[tuple[str, tuple[Part, ...]]]] = field(default_factory=dict)
    beginnings: dict[str, list[tuple[str, tuple[Part, ...]]]] = field(default_factory=dict)
    lengths: tuple[int, ...] = ()

    def add(self, name: str, pattern: str, words: dict[str, list[str]]) -> None:
        parts = parse(pattern, words)
        for word in parts[0][0]:
            self.exact.setdefault(word, []).append((name, parts))
        for beginning in parts[0][1]:
            self.beginnings.setdefault(beginning, []).append((name, parts))
        self.lengths = tuple(sorted({len(beginning) for beginning in self.beginnings}))

    def candidates(self, word: str) -> Iterator[tuple[str, tuple[Part, ...]]]:
        yield from self.exact.get(word, ())
        if is_number(word):
            yield from self.exact.get("#", ())
        if is_year(word):
            yield from self.exact.get("year", ())
        for length in self.lengths:
            if length <= len(word):
                yield from self.beginnings.get(word[:length], ())

    def find(self, tokens: list[Token]) -> list[Found]:
        """All phrases, in order of their first word."""
        found: list[Found] = []
        for position, token in enumerate(tokens):
            for name, parts in self.candidates(token.word):
                last = follow(tokens, position, parts)
                if last >= 0:
                    found.append(Found(name, position, last))
        return found


def follow(tokens: list[Token], position: int, parts: tuple[Part, ...]) -> int:
    """The last token of the phrase if the rest of it follows, else -1; a gap never crosses a full stop."""
    last = position
    for part in parts[1:]:
        for step in range(1, part[2] + 2):
            ahead = last + step
            if ahead >= len(tokens):
                return -1
            word = tokens[ahead].word
            if fits(word, part):
                last = ahead
                break
            if word in STOPS:
                return -1
        else:
            return -1
    return last
