"""The three doors: clear, ask, deflect. Where the lines stand, and the rules no model may overrule."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Thresholds:
    """The chances from which we ask and from which we deflect, and how sure we must be to pass a patient's story."""

    version: str
    ask: float
    deflect: float
    sure: float


STANDARD = Thresholds("2026-11-c", ask=0.15, deflect=0.48, sure=0.70)
RULES_ONLY = Thresholds("2026-11-c, rules only", ask=0.10, deflect=0.40, sure=0.72)
TALK = 0.3


def chance(curve: Sequence[float], margins: Sequence[float]) -> float:
    """Platt's curve: margins to a chance between 0 and 1."""
    total = curve[-1] + sum(weight * margin for weight, margin in zip(curve, margins, strict=False))
    return 1 / (1 + math.exp(-max(-35.0, min(35.0, total))))


def band_for(shares: dict[str, float], thresholds: Thresholds) -> str:
    """The door for these shares of the four labels."""
    if shares["emergency"] >= thresholds.deflect:
        return "deflect"
    if shares["emergency"] >= thresholds.ask or is_in_doubt(shares, thresholds):
        return "ask"
    return "clear"


def is_in_doubt(shares: dict[str, float], thresholds: Thresholds) -> bool:
    """A patient's story that might be live and is not clearly anything else: one question costs little."""
    alive = shares["emergency"] + shares["current"]
    return (
        alive >= TALK and shares["general"] < TALK and max(shares["current"], shares["retrospective"]) < thresholds.sure
    )
