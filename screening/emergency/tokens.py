"""The sorting table: cuts an even text into words and marks, in the spelling the lexicon uses."""

import re
from dataclasses import dataclass

from screening.emergency.normalise import Clean
from screening.emergency.spelling import respell

LETTER = r"[^\W\d_]"
WORD = re.compile(
    rf"\d+(?:[.:]\d+)?|v[0o]\b|{LETTER}+(?:[@$0134!]{{1,2}}{LETTER}+|'{LETTER}{{1,3}}(?!{LETTER}))*|[^\w\s]|_|\n"
)
SUFFIXES = {"s": "is", "re": "are", "ve": "have", "ll": "will", "m": "am", "d": "would"}
STOPS = frozenset(".!?;\n")
SPOKEN = {
    ("full", "stop"): ".", ("question", "mark"): "?", ("exclamation", "mark"): "!",
    ("new", "line"): "\n", ("new", "paragraph"): "\n",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark, with its place in the text as it was written."""

    word: str
    start: int
    end: int


def tokenise(clean: Clean) -> list[Token]:
    """Words and marks in order; contractions opened, text-speak spelled out."""
    found: list[Token] = []
    for match in WORD.finditer(clean.text):
        start, end = clean.raw_span(match.start(), match.end())
        for word in words_of(match.group()):
            found.append(Token(word, start, end))
    return spoken_marks(found)


def words_of(piece: str) -> list[str]:
    """The words hidden in one piece of text: "she's" is "she is", "can't" stays one word."""
    stem, mark, suffix = piece.rpartition("'")
    if mark and suffix in SUFFIXES and suffix != "t" and stem:
        return [*respell(stem), SUFFIXES[suffix]]
    return respell(piece.replace("'", "") or piece)


def spoken_marks(tokens: list[Token]) -> list[Token]:
    """Turn dictated punctuation into the marks it stands for."""
    kept: list[Token] = []
    for token in tokens:
        pair = (kept[-1].word, token.word) if kept else None
        if pair in SPOKEN:
            kept[-1] = Token(SPOKEN[pair], kept[-1].start, token.end)
        elif token.word == "comma":
            kept.append(Token(",", token.start, token.end))
        else:
            kept.append(token)
    return kept
