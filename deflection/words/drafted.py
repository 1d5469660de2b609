"""A rule as somebody wrote it, before it is kept."""

from dataclasses import dataclass

PLACES = {
    "cases": "Case studies",
    "questions": "Clinical questions",
    "discussion": "Discussion",
    "support": "Support",
    "endorsement": "Reasons for and against an answer",
    "profile": "Declarations of interests",
}


@dataclass(frozen=True)
class Drafted:
    """Its columns. No places means everywhere."""

    words: str
    match: str
    deed: str
    note: str = ""
    tag: str = ""
    places: tuple[str, ...] = ()
