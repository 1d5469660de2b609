"""The explainer: why a text was read as it was, in plain words for its author and for moderators."""

from screening.emergency.assessment import Sign
from screening.emergency.reading import Reading
from screening.emergency.state import State

MOST = 4


def reasons_for(reading: Reading, state: State, signs: tuple[Sign, ...]) -> tuple[str, ...]:
    """A few sentences, the most telling first."""
    lead = {"live": "happening now", "over": "told as past", "supposed": "supposed or taught"}.get(
        state.name, "mentioned"
    )
    reasons = [f"{lead}: {sign.concept} (“{sign.quote}”)" for sign in signs[:MOST]]
    if state.live and not any(cues["resolved"] for cues in reading.cues):
        reasons.append("nothing says that it is over")
    if any(cues["help"] for cues in reading.cues):
        reasons.append("asks what to do")
    if any(cues["resolved"] for cues in reading.cues):
        reasons.append("speaks of an outcome")
    return tuple(reasons)
