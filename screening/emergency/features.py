"""The grinding room: word and letter n-grams of a text, hashed into a fixed number of bins."""

import math
from zlib import crc32

from screening.emergency.tokens import Token

BINS = 1 << 17
MOST_WORDS = 1_600
LABEL = ("case", "study")


def words_for(tokens: list[Token]) -> list[str]:
    """The words the model sees: both ends of a long text, numbers as one sign, the author's label left out."""
    if len(tokens) > MOST_WORDS:
        tokens = tokens[: MOST_WORDS // 2] + tokens[-MOST_WORDS // 2 :]
    words = [numberless(token.word) for token in tokens]
    pairs = zip(words, [*words[1:], ""], ["", *words[:-1]], strict=True)
    return [word for word, after, before in pairs if LABEL not in {(word, after), (before, word)}]


def numberless(word: str) -> str:
    """Years tell of time, so they stay; other numbers are all alike."""
    if not word[0].isdigit():
        return word
    return "year" if len(word) == 4 and word.startswith(("19", "20")) else "#"


def word_grams(words: list[str]) -> dict[int, float]:
    """Bins of one, two and three words in a row, weighed to length one."""
    counts: dict[int, int] = {}
    for length in (1, 2, 3):
        for place in range(len(words) - length + 1):
            key = crc32(("w" + " ".join(words[place : place + length])).encode()) % BINS
            counts[key] = counts.get(key, 0) + 1
    return weighed(counts)


def letter_grams(words: list[str]) -> dict[int, float]:
    """Bins of three to five letters within words, weighed to length one."""
    counts: dict[int, int] = {}
    for word in words:
        padded = f" {word} ".encode()
        for length in (3, 4, 5):
            for place in range(len(padded) - length + 1):
                key = crc32(padded[place : place + length]) % BINS
                counts[key] = counts.get(key, 0) + 1
    return weighed(counts)


def weighed(counts: dict[int, int]) -> dict[int, float]:
    values = {key: 1 + math.log(count) for key, count in counts.items()}
    size = math.sqrt(sum(value * value for value in values.values())) or 1.0
    return {key: value / size for key, value in values.items()}


def tag_grams(tags: list[str]) -> dict[int, float]:
    """Bins of the story's shape, weighed to length one."""
    counts: dict[int, int] = {}
    for tag in tags:
        key = crc32(("t" + tag).encode()) % BINS
        counts[key] = counts.get(key, 0) + 1
    return weighed(counts)
