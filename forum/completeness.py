"""How complete a case study is, from 0 to 100 (CS17): for its author and whoever reviews it, nobody else. Pure."""

from collections.abc import Mapping
from typing import Any, NamedTuple

ENOUGH = 60  # below this a moderator reads it before others do
A_FEW_WORDS = 8
A_TIMELINE = 3

# What each answer is worth. A text of a few words counts half; the whole is worth 100.
CHOICES = {
    "happened_on": 2, "attribution": 2, "event_kind": 2, "procedure": 2, "area": 2, "product_class": 2, "onset": 2,
    "outcome": 3, "harm_physical": 3, "harm_psychological": 3, "interests": 2, "delivery": 2, "product_name": 2,
    "complication": 4, "factors": 5,
}  # fmt: skip
TEXTS = {
    "background": 5, "signs": 9, "managed": 9, "support": 9, "outcome_text": 5, "differently": 9, "take_home": 8,
}  # fmt: skip
TIMELINE = 6
REFLECTION = 2
BESIDE = ("what", "feelings", "evaluation", "analysis", "learned", "code")


class Completeness(NamedTuple):
    score: int
    missing: tuple[str, ...]  # names of fields that would add to it, the weightiest first

    @property
    def is_enough(self) -> bool:
        return self.score >= ENOUGH


def completeness_of(fields: Mapping[str, Any]) -> Completeness:
    """`fields` are the columns of a case study, as far as they are told."""
    lacks = {name: worth for name, worth in CHOICES.items() if not fields.get(name)}
    lacks |= {name: worth * lacking(str(fields.get(name) or "")) for name, worth in TEXTS.items()}
    lacks["timeline"] = TIMELINE * max(0, A_TIMELINE - len(fields.get("timeline") or [])) / A_TIMELINE
    lacks["reflective_model"] = REFLECTION * (not any(fields.get(name) for name in BESIDE))
    if str(fields.get("harm_physical")) == "none" and str(fields.get("harm_psychological")) == "none":
        lacks.pop("factors", None)  # where nobody came to harm nothing need have contributed to it
    missing = sorted((name for name, worth in lacks.items() if worth), key=lambda name: -lacks[name])
    return Completeness(round(100 - sum(lacks.values())), tuple(missing))


def lacking(text: str) -> float:
    """The share of its worth that a text does not have."""
    words = len(text.split())
    return 0 if words >= A_FEW_WORDS else 0.5 if words else 1
