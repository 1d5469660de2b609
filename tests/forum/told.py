"""A case study as its form sends it."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

TITLE = "Pale lip after filler, recognised early"
TOLD = {
    "background": "Clinic visit, adult patient, first treatment with us.",
    "signs": "Last June the lip blanched during filler; refill was slow.",
    "managed": "We stopped at once, treated the vascular occlusion with hyaluronidase and saw colour return.",
    "support": "I called a senior colleague, who stayed on the line.",
    "differently": "I would warm the lip and check refill before each pass.",
    "outcome_text": "She made a full recovery and it is fully resolved.",
    "take_home": "Look at the whole lip.\n\nKeep the kit in the room.",
}
CHOSEN = {
    "event_kind": "complication",
    "procedure": "lip_filler",
    "area": "lips",
    "product_class": "ha_filler",
    "onset": "immediate",
    "outcome": "full_recovery",
    "attribution": "treated",
    "harm_physical": "none",
    "harm_psychological": "none",
    "interests": "none",
}
OVER = "no"


def days_ago(days: int) -> str:
    return (timezone.localdate() - timedelta(days=days)).isoformat()


def case_form(**changed: object) -> dict[str, object]:
    """A whole form; name a field to change it, or give it None to leave it out."""
    form = {"title": TITLE, **TOLD, **CHOSEN, "happened_on": days_ago(150), "symptomatic": OVER, "client_id": uuid4()}
    form["accepts"] = "on"
    return {name: value for name, value in {**form, **changed}.items() if value is not None}


def as_fields(**changed: object) -> dict[str, object]:
    """The same as the action takes it."""
    return {**TOLD, **CHOSEN, "happened_on": timezone.localdate() - timedelta(days=150), **changed}
