"""The evidence table: everything the model is given about one text, or one stretch of it."""

from dataclasses import dataclass, replace

from screening.emergency.features import letter_grams, tag_grams, word_grams, words_for
from screening.emergency.lexicon import CUE_NAMES
from screening.emergency.reading import Reading
from screening.emergency.signals import signals
from screening.emergency.state import State, judge
from screening.emergency.story import story

SHARES = (1.0, 1.0, 0.7)


@dataclass(frozen=True)
class Evidence:
    """Hashed n-grams of words, letters and story, added up by their shares; and named signals."""

    grams: dict[int, float]
    values: dict[str, float]


def evidence_of(reading: Reading, state: State) -> Evidence:
    words = words_for(reading.tokens[reading.clauses[0].start : reading.clauses[-1].end]) if reading.clauses else []
    blocks = (word_grams(words), letter_grams(words), tag_grams(story(reading)))
    total: dict[int, float] = {}
    for share, block in zip(SHARES, blocks, strict=True):
        for key, value in block.items():
            total[key] = total.get(key, 0.0) + share * value
    return Evidence(total, signals(reading, state))


def stretch(reading: Reading, start: int, end: int) -> Evidence:
    """The evidence of some clauses read by themselves."""
    mentions = [
        replace(found, clause=found.clause - start) for found in reading.mentions if start <= found.clause < end
    ]
    part = Reading(reading.tokens, reading.clauses[start:end], mentions, reading.cues[start:end])
    found = evidence_of(part, judge(part))
    return Evidence(found.grams, found.values | opening(reading))


def opening(reading: Reading) -> dict[str, float]:
    """How the whole text opens: a drill announced in its title is a drill to the last line."""
    return {f"open:{name}": float(any(cues[name] for cues in reading.cues[:2])) for name in CUE_NAMES}
