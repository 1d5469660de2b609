"""The counting room: turns a reading and its state into the numbers the linear model weighs."""

import math

from screening.emergency.lexicon import CUE_NAMES, RULES
from screening.emergency.reading import Reading
from screening.emergency.state import State, is_critical

PAST = frozenset(
    "was were had did gave went said told took came got made saw felt rang knew thought left ran kept put".split()
)
PRESENT = frozenset("is are has have says am do does keeps feels looks wants cant wont dont doesnt isnt now".split())


def signals(reading: Reading, state: State) -> dict[str, float]:
    """Named numbers, each between 0 and about 1."""
    values = {f"state:{state.name}": 1.0}
    values |= cue_signals(reading)
    values |= sign_signals(reading, state)
    values |= order_signals(reading, state)
    values |= tense_signals(reading)
    return values


def tense_signals(reading: Reading) -> dict[str, float]:
    """How much is told in the past and how much in the present, over all and at the end."""
    values = {}
    last = reading.clauses[-3].start if len(reading.clauses) > 3 else 0
    first = reading.clauses[0].start if reading.clauses else 0
    end = reading.clauses[-1].end if reading.clauses else 0
    for name, start in (("tense", first), ("last tense", last)):
        words = [token.word for token in reading.tokens[start:end]]
        past = sum(word in PAST or (len(word) > 4 and word.endswith("ed")) for word in words)
        present = sum(word in PRESENT for word in words)
        values[f"{name}: past"] = past / (past + present + 1)
        values[f"{name}: present"] = present / (past + present + 1)
    return values


def squash(count: float) -> float:
    return min(1.0, math.log1p(count) / 2)


def cue_signals(reading: Reading) -> dict[str, float]:
    """How much of each cue, and whether it stands at the start or the end."""
    values = {}
    size = max(1, len(reading.clauses))
    for name in CUE_NAMES:
        total = sum(cues[name] for cues in reading.cues)
        values[f"cue:{name}"] = squash(total)
        values[f"rate:{name}"] = min(1.0, total / size)
        values[f"end:{name}"] = float(any(cues[name] for cues in reading.cues[-2:]))
        values[f"open:{name}"] = float(any(cues[name] for cues in reading.cues[:2]))
    return values


def sign_signals(reading: Reading, state: State) -> dict[str, float]:
    values: dict[str, float] = {}
    for kind in ("live", "over", "supposed", "denied"):
        found = getattr(state, kind)
        values[f"{kind}:any"] = float(bool(found))
        values[f"{kind}:count"] = squash(len(found))
        values[f"{kind}:concepts"] = squash(len({f.rule for f in found}))
        values[f"{kind}:plain"] = squash(sum(RULES[f.rule].weight > 1 for f in found))
        values[f"{kind}:critical"] = squash(sum(is_critical(f) for f in found))
        for event in {RULES[f.rule].event for f in found}:
            values[f"{kind}:{event}"] = 1.0
    for rule in {f.rule for f in state.live}:
        values[f"concept:{rule}"] = 1.0
    return values


def order_signals(reading: Reading, state: State) -> dict[str, float]:
    """What came last, and which cues share a clause with a sign."""
    values: dict[str, float] = {}
    size = max(1, len(reading.clauses))
    signs = [f for f in reading.mentions if not f.negated]
    last_sign = max((f.clause for f in signs), default=-1)
    last = {name: max((n for n, cues in enumerate(reading.cues) if cues[name]), default=-1) for name in CUE_NAMES}
    for name in ("resolved", "past", "reflect", "live", "now", "help", "relapse", "worse", "pending", "outcome"):
        if last[name] >= 0 and last_sign >= 0:
            values[f"after:{name}"] = float(last[name] > last_sign)
            values[f"before:{name}"] = float(last[name] < last_sign)
    for name in CUE_NAMES:
        values[f"with:{name}"] = squash(sum(bool(reading.cues[f.clause][name]) for f in signs))
    values["last sign"] = (last_sign + 1) / size
    values["asks at the end"] = float(bool(reading.clauses) and reading.clauses[-1].asks)
    values["asks"] = squash(sum(clause.asks for clause in reading.clauses))
    values["short"] = float(len(reading.tokens) < 30)
    quiet = last["resolved"] < 0 and last["reflect"] < 0 and last["past"] < 0
    values["live and never closed"] = float(bool(state.live) and quiet)
    values["live, never closed, not general"] = float(
        bool(state.live) and quiet and last["policy"] < 0 and last["drill"] < 0
    )
    values["live and asks"] = float(bool(state.live) and last["help"] >= 0)
    return values
