"""What a moderator fills in to lay a measure or to lift one, and what a member writes to appeal."""

from typing import Any

from django import forms

from deflection.outcomes import Answer
from forum.models import Section
from members.areas import Area
from moderation.ladder import HOURS, Step, in_words
from moderation.models import Reason, Rung
from moderation.models.appeals import LONGEST, LONGEST_REPLY, Outcome
from moderation.models.measures import HOLDS_BACK

MIN_REASON = 20
TOO_SHORT = f"At least {MIN_REASON} characters, please, so that it can be understood."
FOREVER = "open"


def words(label: str, longest: int, rows: int = 5, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        min_length=MIN_REASON, max_length=longest, label=label, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows, "maxlength": longest}),
        error_messages={"required": "Please write a sentence or two.", "min_length": TOO_SHORT},
    )  # fmt: skip


class MeasureForm(forms.Form):
    rung = forms.ChoiceField(
        choices=Rung, widget=forms.RadioSelect, label="What",
        error_messages={"required": "Please choose what to do."},
    )  # fmt: skip
    hours = forms.ChoiceField(
        required=False, label="For how long",
        help_text="Where it keeps them from something. A suspension without an end needs a second person.",
    )  # fmt: skip
    place = forms.ChoiceField(
        required=False, label="Where", help_text="Where it keeps them from writing in one section or about one area."
    )
    rule = forms.ChoiceField(
        choices=[("", "Choose a rule"), *Reason.choices], label="Which rule",
        error_messages={"required": "Please say which rule this is about."},
    )  # fmt: skip
    text = words("What they read", 1000, help_text="What happened, and what you ask of them. Kindly, and in full.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hours"].choices = [
            ("", "Choose a time"), *((str(hours), in_words(hours)) for hours in HOURS), (FOREVER, "Without an end"),
        ]  # fmt: skip
        self.fields["place"].choices = [
            ("", "Choose a place"),
            ("Sections", [(f"section:{slug}", name) for slug, name in Section.objects.values_list("slug", "name")]),
            ("Areas", [(f"area:{area.value}", area.label) for area in Area]),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        rung, hours = data.get("rung", ""), data.get("hours", "")
        kind, _, place = data.get("place", "").partition(":")
        if rung in HOLDS_BACK and not hours:
            self.add_error("hours", "Please say for how long.")
        if hours == FOREVER and rung in HOLDS_BACK and rung != Rung.SUSPENDED:
            self.add_error("hours", "Only a suspension may be without an end.")
        if rung in (Rung.SECTION, Rung.AREA) and kind != rung:
            self.add_error("place", f"Please choose {'a section' if rung == Rung.SECTION else 'an area'}.")
        return data | {"place": place, "hours": int(hours) if hours.isdigit() else None}


def suggested(step: Step) -> dict[str, str]:
    """The form as the ladder suggests it; the moderator changes what they like."""
    return {"rung": step.rung, "hours": str(step.hours or "")}


class LiftForm(forms.Form):
    reason = words("Why it ends early, as they read it", 500, rows=3)


class AppealForm(forms.Form):
    text = words(
        "Your appeal", LONGEST, rows=8,
        help_text="What was overlooked, or what you see differently. Please name no patient.",
    )  # fmt: skip
    answer = forms.ChoiceField(choices=Answer.choices, required=False)


class JudgementForm(forms.Form):
    outcome = forms.ChoiceField(
        choices=[(Outcome.OVERTURNED, "Take it back"), (Outcome.UPHELD, "It stands")], widget=forms.RadioSelect,
        label="Your decision", error_messages={"required": "Please decide."},
    )  # fmt: skip
    reply = words("Your answer, as they read it", LONGEST_REPLY)
