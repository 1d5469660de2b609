"""What the reader hands back: a label, a chance, a band, and the words it rests on."""

from dataclasses import dataclass

LABELS: tuple[str, ...] = ("emergency", "current", "retrospective", "general")
BANDS: tuple[str, ...] = ("clear", "ask", "deflect")
PLACES: tuple[str, ...] = ("cases", "questions", "discussion", "support", "reply", "profile", "note")


@dataclass(frozen=True)
class Sign:
    """One sign in the author's own words, with its place in the title or the body."""

    concept: str
    event: str
    critical: bool
    quote: str
    start: int
    end: int
    field: str


@dataclass(frozen=True)
class Assessment:
    """What the text says. It speaks of the post, never of the patient's health."""

    label: str
    score: float
    band: str
    signs: tuple[Sign, ...]
    reasons: tuple[str, ...]
    probabilities: dict[str, float]
    version: str
