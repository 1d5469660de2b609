"""The highlighter: signs as they stand in the author's own title and body."""

from screening.emergency.assessment import Sign
from screening.emergency.events import EVENTS
from screening.emergency.lexicon import RULES
from screening.emergency.reading import Mention, Reading
from screening.emergency.state import State

LONGEST = 120


def signs_for(reading: Reading, state: State, title: str, body: str) -> tuple[Sign, ...]:
    """Live signs if there are any, else every sign that is not denied; each concept once per place."""
    chosen = state.live or state.over + state.supposed
    signs: dict[tuple[str, int], Sign] = {}
    for found in chosen:
        sign = located(found, reading, title, body)
        signs.setdefault((sign.concept, found.clause), sign)
    return tuple(sorted(signs.values(), key=lambda sign: (sign.field == "body", sign.start, sign.concept)))


def located(found: Mention, reading: Reading, title: str, body: str) -> Sign:
    """The sign with its quote, cut from the raw text it was found in."""
    rule = RULES[found.rule]
    start, end = reading.tokens[found.first].start, reading.tokens[found.last].end
    field, text = ("title", title) if start < len(title) else ("body", body)
    if field == "body":
        start, end = start - len(title) - 1, end - len(title) - 1
    end = min(end, start + LONGEST, len(text))
    return Sign(rule.concept, rule.event, EVENTS[rule.event].critical, text[start:end], start, end, field)
