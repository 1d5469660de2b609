"""The rule book: what signs and cues decide by themselves, with the model or without it."""

from screening.emergency.lexicon import RULES
from screening.emergency.reading import Mention, Reading, read
from screening.emergency.state import State, is_critical

SURE = 0.9
LIKELY = 0.6
DOUBT = 0.2
SAME = frozenset("same mine ours similar likewise ditto identical snap".split())


def looks_back(reading: Reading) -> bool:
    """An old plea quoted by its author to reflect on it is a story, not talk in general."""
    return has(reading, "quoted") and has(reading, "reflect") and not has(reading, "drill", "policy")


def has(reading: Reading, *names: str) -> bool:
    return any(cues[name] for cues in reading.cues for name in names)


def floor_for(reading: Reading, state: State) -> float:
    """The least chance the rules allow, whatever the model thinks: some signs are never passed."""
    if has(reading, "drill", "policy", "quoted", "elsewhere"):
        return 0.0
    settled = has(reading, "resolved", "outcome", "reflect", "past")
    supposed = has(reading, "hyp")
    if not settled and not supposed and (pleads(reading) or is_under_way(reading, state)):
        return LIKELY
    if not settled and (grave(state) or (asks(reading) and not supposed and plain(state))):
        return DOUBT
    return DOUBT if is_unclosed(reading) else 0.0


def pleads(reading: Reading) -> bool:
    """ "Can anyone help? Possible occlusion?" needs no further sign."""
    return has(reading, "doubt") and asks(reading)


def asks(reading: Reading) -> bool:
    return has(reading, "help") or any(clause.asks for clause in reading.clauses)


def is_under_way(reading: Reading, state: State) -> bool:
    """A sign that cannot wait and is now; or any plain sign of now that is asked about, nothing being normal.

    Words about ending a life need no "now": who says them means now.
    """
    if any(is_now(reading, found) or RULES[found.rule].event == "suicidality" for found in grave(state)):
        return True
    asked = asks(reading) and not has(reading, "calmexam")
    return asked and any(is_now(reading, found) for found in plain(state))


def is_now(reading: Reading, found: Mention) -> bool:
    cues = reading.cues[found.clause]
    return bool(cues["live"] or cues["now"])


def is_unclosed(reading: Reading) -> bool:
    """A sign was told, and the end says that it has not gone: "she has not recovered"."""
    if not any(RULES[found.rule].weight > 1 and not found.negated for found in reading.mentions):
        return False
    return any(cues["unclosed"] for cues in reading.cues[-2:]) and not has(reading, "reflect", "hyp")


def plain(state: State) -> list[Mention]:
    return [found for found in state.live if RULES[found.rule].weight > 1]


def grave(state: State) -> list[Mention]:
    return [found for found in plain(state) if comes_first(found)]


def comes_first(found: Mention) -> bool:
    """A sign of an event that cannot wait: 999 first, or a life in danger by its own hand."""
    return is_critical(found) or RULES[found.rule].event == "suicidality"


def general_talk(reading: Reading) -> bool:
    return has(reading, "drill", "policy", "hyp", "quoted", "reflect")


def inherited(reading: Reading, parent: str) -> float:
    """A reply that says "mine has just done the same" carries the signs of the post it answers."""
    if not parent or not SAME & {token.word for token in reading.tokens}:
        return 0.0
    if not has(reading, "live", "now", "help") or has(reading, "resolved", "past"):
        return 0.0
    told = read(parent)
    return LIKELY if any(RULES[f.rule].weight > 1 and not f.negated for f in told.mentions) else 0.0


def rules_chance(reading: Reading, state: State) -> dict[str, float]:
    """Shares of the four labels by rules alone."""
    if state.live and not general_talk(reading):
        urgent = SURE if plain(state) else LIKELY
    else:
        urgent = DOUBT if state.live or state.name == "over" and not has(reading, "resolved") else 0.05
    rest = other_label(reading, state)
    return {"emergency": urgent} | {
        label: (1 - urgent) * (0.8 if label == rest else 0.1) for label in ("current", "retrospective", "general")
    }


def other_label(reading: Reading, state: State) -> str:
    if has(reading, "drill", "policy", "hyp") and not has(reading, "resolved"):
        return "general"
    if state.over or has(reading, "reflect", "resolved"):
        return "retrospective"
    return "current" if has(reading, "patient", "mild") else "general"
