"""The spelling desk: text-speak, contractions without their mark, slips and disguised letters."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "lexicon"
TABLE: dict[str, dict] = tomllib.loads((FOLDER / "spelling.toml").read_text(encoding="utf-8"))
SHORT: dict[str, str] = TABLE["short"]
FUZZY: tuple[str, ...] = tuple(TABLE["fuzzy"]["words"])
KNOWN = frozenset(FUZZY) | frozenset(TABLE["fuzzy"]["leave"])
DISGUISED = frozenset(TABLE["disguised"]["words"])
PIECES = re.compile(r"[^\W\d_]+|\d+|[@$!]")
HELD = re.compile(r"(.)\1")
DISGUISE = str.maketrans("@$0134!", "asoieai")


def deletions(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


NEIGHBOURS: dict[str, str] = {}
for _word in FUZZY:
    for _form in (_word, *deletions(_word)):
        NEIGHBOURS.setdefault(_form, _word)


def respell(word: str) -> list[str]:
    """The word or words the lexicon would use for this one."""
    if word in SHORT:
        return SHORT[word].split()
    if not word.isascii() or len(word) == 1:
        return [word]
    if any(char in "@$0134!" for char in word) and not word[0].isdigit():
        return undisguised(word)
    if (squeezed := HELD.sub(r"\1", word)) != word and squeezed in DISGUISED:
        return [squeezed]
    return [nearest(word)] if len(word) > 6 and word.isalpha() else [word]


def undisguised(word: str) -> list[str]:
    """The word behind swapped-in digits and signs, or its pieces if there is none."""
    plain = word.translate(DISGUISE)
    if plain in DISGUISED or plain in KNOWN or plain in SHORT:
        return respell(plain)
    return [part for piece in PIECES.findall(word) for part in respell(piece)]


@lru_cache(maxsize=8192)
def nearest(word: str) -> str:
    """A lexicon word one slip away (a letter lost, added, changed or swapped), or the word itself."""
    if word in KNOWN:
        return word
    if word in NEIGHBOURS:
        return NEIGHBOURS[word]
    for form in sorted(deletions(word)):
        target = NEIGHBOURS.get(form)
        if target and target[0] == word[0] and abs(len(target) - len(word)) < 2:
            return target
    return word
