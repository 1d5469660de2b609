"""The clock room: decides, clause by clause and in order, whether a sign is live, over, supposed or denied."""

from dataclasses import dataclass

from screening.emergency.events import EVENTS
from screening.emergency.lexicon import RULES
from screening.emergency.reading import Mention, Reading


@dataclass(frozen=True)
class State:
    """How the signs of a text stand in time."""

    live: tuple[Mention, ...]
    over: tuple[Mention, ...]
    supposed: tuple[Mention, ...]
    denied: tuple[Mention, ...]
    name: str


def judge(reading: Reading) -> State:
    """Sort every sign into live, over, supposed or denied; later clauses overrule earlier ones."""
    live, over, supposed, denied = [], [], [], []
    closed_at = last_closing(reading)
    past_story = tells_of_the_past(reading)
    for found in reading.mentions:
        cues = reading.cues[found.clause]
        if found.negated:
            denied.append(found)
        elif is_supposed(reading, found):
            supposed.append(found)
        elif cues["live"] or (cues["now"] and not cues["past"] and found.clause >= closed_at):
            live.append(found)
        elif found.clause <= closed_at or past_story or cues["past"]:
            over.append(found)
        else:
            live.append(found)
    return State(tuple(live), tuple(over), tuple(supposed), tuple(denied), name_of(live, over, supposed))


def last_closing(reading: Reading) -> int:
    """The last clause that says it is over, or -1."""
    closings = [
        number
        for number, cues in enumerate(reading.cues)
        if cues["resolved"] and not cues["live"] and not undone(reading, number)
    ]
    return closings[-1] if closings else -1


def undone(reading: Reading, number: int) -> bool:
    """ "She has not recovered" closes nothing."""
    clause = reading.clauses[number]
    words = [token.word for token in reading.tokens[clause.start : clause.end]]
    return any(
        word in ("not", "hasnt", "isnt", "never", "wasnt", "yet", "until", "unless", "will", "wont") for word in words
    )


def tells_of_the_past(reading: Reading) -> bool:
    past = sum(1 for cues in reading.cues if cues["past"])
    live = sum(1 for cues in reading.cues if cues["live"])
    return past > 0 and live == 0


def is_supposed(reading: Reading, found: Mention) -> bool:
    """The sign's sentence supposes, teaches or sets a rule, and says nothing of now."""
    sentence = reading.clauses[found.clause].sentence
    near = [cues for clause, cues in zip(reading.clauses, reading.cues, strict=True) if clause.sentence == sentence]
    if any(cues["live"] or cues["now"] for cues in near):
        return False
    return any(cues["hyp"] or cues["drill"] or cues["policy"] for cues in near)


def name_of(live: list[Mention], over: list[Mention], supposed: list[Mention]) -> str:
    if any(RULES[found.rule].weight > 1 for found in live):
        return "live"
    if over:
        return "over"
    return "supposed" if supposed else "none"


def is_critical(found: Mention) -> bool:
    return EVENTS[RULES[found.rule].event].critical
