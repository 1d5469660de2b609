"""The kinds of time-critical event the reader knows, and which of them come before all others."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Event:
    """One kind of event: whether 999 comes first, and what we call it in plain words."""

    critical: bool
    name: str


EVENTS: dict[str, Event] = {
    "vascular": Event(False, "a possible loss of blood supply to skin"),
    "vision": Event(True, "a change in sight or pain in the eye"),
    "anaphylaxis_airway": Event(True, "a severe allergic reaction or a swelling airway"),
    "neuro_collapse": Event(True, "collapse, a fit or stroke-like signs"),
    "la_toxicity": Event(True, "signs of too much local anaesthetic"),
    "infection_sepsis": Event(False, "an infection that is spreading"),
    "bleeding": Event(False, "bleeding or a swelling of blood that is growing"),
    "burn": Event(False, "a burn that is deep or spreading"),
    "toxin_spread": Event(True, "trouble swallowing, speaking or breathing after toxin"),
    "embolic_chest": Event(True, "chest pain or breathlessness after a procedure"),
    "suicidality": Event(False, "someone who may be thinking of ending their life"),
    "overdose_wrong_product": Event(False, "a wrong product, dose or route"),
}
