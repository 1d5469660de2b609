"""The rule book: what signs and cues decide by themselves, with the model or without it."""

from screening.emergency.lexicon import RULES
from screening.emergency.reading import Mention, Reading, read
from screening.emergency.state import State, is_critical

SURE = 0.9
LIKELY = 0.6
DOUBT = 0.2
SAME = frozenset("same mine ours similar likewise ditto identical snap".split())


def has(reading: Reading, *names: str) -> bool:
    return any(cues[name] for cues in reading.cues for name in names)


def floor_for(reading: Reading, state: State) -> float:
    """The least chance the rules allow, whatever the model thinks: a live sign of the first kind is never passed."""
    grave = [found for found in state.live if comes_first(found)]
    if not grave or has(reading, "drill", "policy", "quoted", "elsewhere"):
        return 0.0
    settled = has(reading, "resolved", "outcome", "reflect")
    if not settled and not has(reading, "hyp") and any(reading.cues[found.clause]["live"] for found in grave):
        return LIKELY
    return 0.0 if settled else DOUBT


def comes_first(found: Mention) -> bool:
    """A plain sign of an event that cannot wait: 999 first, or a life in danger by its own hand."""
    rule = RULES[found.rule]
    return rule.weight > 1 and (is_critical(found) or rule.event == "suicidality")


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
    plain = sum(RULES[found.rule].weight > 1 for found in state.live)
    if state.live and not general_talk(reading):
        urgent = SURE if plain else LIKELY
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
