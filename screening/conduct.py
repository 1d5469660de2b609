"""The third reader: tone. Shouting, emoji, advertising, an interest that was not declared, words that belittle.

It finds and never judges: what is done with a remark is decided elsewhere. Everything is a list of words in
`data/conduct.toml`, so that who disagrees with a word can change it. Plain Python; linear in the length of a text.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

Kind = Literal["shouting", "emoji", "disparaging", "advertising", "own_interest"]
DATA = Path(__file__).parent / "data" / "conduct.toml"
EVEN = str.maketrans({"\u2019": "'", "\u2018": "'", "\u2010": "-", "\u2011": "-", "\u00a0": " "})
EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u26ff\u2728\u2764\u2753\u2757]")
LOUD_MARKS = re.compile(r"(?<![(!?])[!?]{0,9}!{3,}[!?]{0,9}|(?:\?!){2,}")
LINE = re.compile(r"[^\n.!?]+")
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
SHARE_OFF = re.compile(r"\b\d{1,2}\s?(?:%|percent|per cent) off\b")
PRICE = re.compile(r"[£€$]\s?\d")
LINK = re.compile(r"\bhttps?://\S{1,200}|\bwww\.\S{1,200}")
NEAR = 120
MANY_EMOJI = 4
LOUD_WORDS, LOUD_LONG, LOUD_SHARE = 6, 4, 0.75


@dataclass(frozen=True, order=True)
class Remark:
    """`start` and `end` are offsets into the text as it was given, end exclusive."""

    start: int
    end: int
    kind: Kind


def read(text: str) -> list[Remark]:
    """Every remark in the order of the text. Whether a remark matters in a place, the caller says."""
    even = text.translate(EVEN)
    low = even.lower()
    low = low if len(low) == len(even) else "".join(letter.lower()[:1] for letter in even)
    found = [*shouting(even), *emoji(even), *disparaging(low), *advertising(low), *own_interest(low)]
    return sorted(set(found))


@cache
def lists() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def one_of(words: Iterable[str]) -> str:
    """Longest first, so that “drama queens” is not cut to “drama queen”."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


def whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){pattern}(?!\w)")


@cache
def belittling() -> re.Pattern[str]:
    """“a stupid patient”, “she is such a drama queen”: the insult beside a person, or after one with to be."""
    said = lists()["disparaging"]
    between = rf"(?:{one_of(said['between'])} ){{0,4}}"
    beside = rf"{one_of([*said['adjectives'], *said['beside_people_only']])} (?:old |young |little )?"
    insulted = f"{beside}{one_of(said['people'])}"
    insult = one_of([*said["adjectives"], *said["nouns"]])
    called = rf"{one_of(said['subjects'])}(?:'s|'re| is| was| are| were) {between}{insult}"
    named = rf"(?:what an? |such an? |another |typical ){one_of(said['nouns'])}"
    return whole(f"(?:{insulted}|{called}|{named})")


KINDLY = re.compile(
    r"(?:not|isn't|wasn't|never|nobody is|old (?:lady|woman|man|mum|mother|husband|patients?|clients?))"
)


def disparaging(low: str) -> Iterator[Remark]:
    for found in belittling().finditer(low):
        if not KINDLY.match(found.group()):
            yield Remark(found.start(), found.end(), "disparaging")


@cache
def selling() -> re.Pattern[str]:
    return whole(one_of(lists()["advertising"]["phrases"]))


@cache
def beside_a_share() -> re.Pattern[str]:
    return whole(one_of(lists()["advertising"]["beside_a_share_off"]))


def advertising(low: str) -> Iterator[Remark]:
    """Phrases that sell; a share off with an invitation; a price with a link."""
    for found in selling().finditer(low):
        yield Remark(found.start(), found.end(), "advertising")
    for found in SHARE_OFF.finditer(low):
        if beside_a_share().search(low, max(0, found.start() - NEAR // 2), found.end() + NEAR // 2):
            yield Remark(found.start(), found.end(), "advertising")
    for found in PRICE.finditer(low):
        if link := LINK.search(low, found.end(), found.end() + NEAR):
            yield Remark(found.start(), link.end(), "advertising")


@cache
def owning() -> re.Pattern[str]:
    said = lists()["own_interest"]
    return whole(f"(?:{one_of(said['owners'])} {one_of(said['owned'])}|{one_of([*said['named'], *said['phrases']])})")


def own_interest(low: str) -> Iterator[Remark]:
    for found in owning().finditer(low):
        yield Remark(found.start(), found.end(), "own_interest")


def emoji(text: str) -> Iterator[Remark]:
    """One remark, at the first, and only where there are several: a single one is nobody's business."""
    found = list(EMOJI.finditer(text))
    if len(found) >= MANY_EMOJI:
        yield Remark(found[0].start(), found[0].end(), "emoji")


def shouting(text: str) -> Iterator[Remark]:
    """A sentence mostly in capitals, or three exclamation marks. Abbreviations alone are no shouting."""
    for found in LOUD_MARKS.finditer(text):
        yield Remark(found.start(), found.end(), "shouting")
    for line in LINE.finditer(text):
        words = WORD.findall(line.group())
        loud = [word for word in words if word.isupper()]
        long = [word for word in loud if len(word) >= LOUD_LONG]
        if len(words) >= LOUD_WORDS and len(long) >= LOUD_LONG and len(loud) >= LOUD_SHARE * len(words):
            start = line.start() + len(line.group()) - len(line.group().lstrip())
            yield Remark(start, line.end(), "shouting")
