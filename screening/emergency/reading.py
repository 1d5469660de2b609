"""The reading desk: one text as words, clauses, signs and cues, before anything is decided."""

from collections import Counter
from dataclasses import dataclass, replace

from screening.emergency.clauses import Clause, split
from screening.emergency.lexicon import FINDER, RULES
from screening.emergency.normalise import clean
from screening.emergency.phrases import Found
from screening.emergency.tokens import Token, tokenise

LIMIT = 24_000
REACH = 14
NEGATION_REACH = 5
QUOTE = 40
QUOTES = frozenset("\"'")
PLEADING = ("help", "now", "live", "doubt", "pending")
LISTING = frozenset("no denies without not nil".split())
BREAKS = frozenset(["but", "only", "apart", "except", ":"])


@dataclass(frozen=True, slots=True)
class Mention:
    """A sign found in a clause, before we know whether it is so, and when."""

    rule: int
    clause: int
    first: int
    last: int
    negated: bool


@dataclass(frozen=True)
class Reading:
    """Everything the tables found in one text."""

    tokens: list[Token]
    clauses: list[Clause]
    mentions: list[Mention]
    cues: list[Counter[str]]


def shorten(text: str) -> str:
    """Keep both ends of a very long text: the plea stands at one of them, and time is short."""
    if len(text) <= LIMIT:
        return text
    half = LIMIT // 2
    return text[:half] + " " * (len(text) - LIMIT) + text[-half:]


def read(text: str) -> Reading:
    """Words, clauses, signs and cues of one text."""
    tokens = tokenise(clean(shorten(text)))
    clauses = split(tokens)
    homes = home_of_each_token(clauses, len(tokens))
    mentions: list[Mention] = []
    cues: list[Counter[str]] = [Counter() for _ in clauses]
    parts: list[dict[str, list[Found]]] = [{} for _ in clauses]
    elsewhere: set[tuple[int, int]] = set()
    reassured: list[tuple[int, int]] = []
    for found in FINDER.find(tokens):
        clause = homes[found.first]
        kind, _, name = found.name.partition(":")
        if clause < 0:
            continue
        if kind == "cue":
            cues[clause][name] += 1
            if name == "calmexam":
                reassured.append((found.first, found.last))
        elif kind == "unless":
            elsewhere.add((int(name), clause))
        elif kind == "word":
            parts[clause].setdefault(name, []).append(found)
        else:
            mentions.append(mention(int(name), clause, found.first, found.last, tokens, clauses))
    mentions += framed(parts, tokens, clauses)
    mentions = [
        replace(found, negated=found.negated or overlaps(found, reassured))
        for found in mentions
        if (found.rule, found.clause) not in elsewhere
    ]
    hush_quotes(tokens, homes, cues)
    return Reading(tokens, clauses, sorted(mentions, key=lambda m: (m.first, m.rule)), cues)


def hush_quotes(tokens: list[Token], homes: list[int], cues: list[Counter[str]]) -> None:
    """A plea that its author quotes ("I wrote 'can anyone help?' at midnight") is no plea of now."""
    marks = [place for place, token in enumerate(tokens) if token.word in QUOTES]
    for first, last in zip(marks, marks[1:], strict=False):
        near = {homes[place] for place in (first - 1, first, last, min(last + 1, len(tokens) - 1))} - {-1}
        if last - first > QUOTE or not any(cues[clause]["quoted"] for clause in near):
            continue
        for clause in {homes[place] for place in range(first + 1, last)} - {-1}:
            for name in PLEADING:
                cues[clause].pop(name, None)


def overlaps(found: Mention, spans: list[tuple[int, int]]) -> bool:
    """ "Vision normal" names a sign only to say that all is as it should be."""
    return any(first <= found.last and found.first <= last for first, last in spans)


def home_of_each_token(clauses: list[Clause], count: int) -> list[int]:
    homes = [-1] * count
    for number, clause in enumerate(clauses):
        homes[clause.start : clause.end] = [number] * (clause.end - clause.start)
    return homes


def framed(parts: list[dict[str, list[Found]]], tokens: list[Token], clauses: list[Clause]) -> list[Mention]:
    """Signs made of several things said in one clause: a place and a colour, a drug and a feeling."""
    mentions = []
    for number, rule in enumerate(RULES):
        for frame in rule.frames:
            for clause, named in enumerate(parts):
                if all(name in named for name in frame) and (pair := closest(named, frame)):
                    mentions.append(mention(number, clause, *pair, tokens, clauses))
    return mentions


def closest(named: dict[str, list[Found]], frame: tuple[str, ...]) -> tuple[int, int] | None:
    """The nearest pair that fills the frame with two different words, if near enough."""
    if len(frame) == 1:
        return named[frame[0]][0].first, named[frame[0]][0].last
    best: tuple[int, int] | None = None
    for one in named[frame[0]][:12]:
        for other in named[frame[1]][:12]:
            first, last = min(one.first, other.first), max(one.last, other.last)
            apart = one.last < other.first or other.last < one.first
            if apart and last - first <= REACH and (best is None or last - first < best[1] - best[0]):
                best = first, last
    return best


def mention(rule: int, clause: int, first: int, last: int, tokens: list[Token], clauses: list[Clause]) -> Mention:
    return Mention(rule, clause, first, last, is_negated(first, clauses[clause], tokens))


DENIALS = frozenset(
    "no not without denies denied denying never nor neither nil zero excluded exclude cant isnt wasnt didnt doesnt "
    "dont hasnt havent arent werent".split()
)


def is_negated(first: int, clause: Clause, tokens: list[Token]) -> bool:
    """A denial stands shortly before the sign: "no blanching", and "no pain, livedo or pallor" as a list."""
    commas = 0
    for step in range(1, 10):
        place = first - step
        if place < clause.start:
            return False
        word = tokens[place].word
        if word in BREAKS:
            return False
        commas += word == ","
        if word in DENIALS:
            return step <= NEGATION_REACH if not commas else listed(place, first, clause, tokens)
    return False


def listed(denial: int, first: int, clause: Clause, tokens: list[Token]) -> bool:
    """Whether the words after a denial read as one list: commas closed by "or", "nor" or "and"."""
    words = [token.word for token in tokens[denial : clause.end]]
    return any(word in ("or", "nor") for word in words) and tokens[denial].word in (
        "no",
        "denies",
        "without",
        "not",
        "nil",
    )
