"""The three doors: clear, ask, deflect. Where the lines stand, and the rules no model may overrule."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Thresholds:
    """The chances from which we ask and from which we deflect."""

    version: str
    ask: float
    deflect: float


STANDARD = Thresholds("2026-11-a", ask=0.12, deflect=0.45)
RULES_ONLY = Thresholds("2026-11-a, rules only", ask=0.10, deflect=0.40)


def chance(curve: Sequence[float], margins: Sequence[float]) -> float:
    """Platt's curve: margins to a chance between 0 and 1."""
    total = curve[-1] + sum(weight * margin for weight, margin in zip(curve, margins, strict=False))
    return 1 / (1 + math.exp(-max(-35.0, min(35.0, total))))


def band_for(score: float, thresholds: Thresholds) -> str:
    if score >= thresholds.deflect:
        return "deflect"
    return "ask" if score >= thresholds.ask else "clear"
