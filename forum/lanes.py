"""The form of the same-day lane: asking for an answer today."""

from typing import Any

from django import forms

from forum.actions.same_day import TOLD
from forum.carrying import AsksInterest
from forum.forms import MAX_TITLE, MIN_TITLE, REQUIRED, Written
from members.areas import Area

MAX_TOLD = 2_000


def told_field(label: str, missing: str, *, rows: int = 4) -> forms.CharField:
    attrs = {"rows": rows, "maxlength": MAX_TOLD}
    messages = REQUIRED | {"required": missing}
    return forms.CharField(
        max_length=MAX_TOLD, label=label, widget=forms.Textarea(attrs=attrs), error_messages=messages
    )


class SameDayForm(AsksInterest, Written):
    """Urgent, and no emergency: what a colleague needs to know before answering."""

    title = forms.CharField(
        min_length=MIN_TITLE, max_length=MAX_TITLE, label="Title",
        error_messages={"required": "Please give it a title.", "min_length": "A title needs at least 5 characters."},
    )  # fmt: skip
    area = forms.ChoiceField(
        label="What is it about?", choices=[("", "Please choose"), *Area.choices],
        error_messages={"required": "Please choose an area: its experts are told."},
    )  # fmt: skip
    done = told_field("What was done, and when?", "Please say what was done, and when.")
    seen = told_field("What is seen now?", "Please describe what is seen now.")
    since = told_field("Since when?", "Please say since when.", rows=2)
    tried = told_field("What has been tried?", "Please say what has been tried, or that nothing was.")
    reachable = told_field(
        "Who is reachable today?",
        "Please say who is reachable today: a prescriber, a senior colleague, nobody.",
        rows=2,
    )
    field_order = (
        "title", "area", "done", "seen", "since", "tried", "reachable", "interest", "interest_words",
    )  # fmt: skip

    def for_action(self) -> dict[str, Any]:
        data = self.cleaned_data
        named = {name: data[name] for name in ("title", "area", "client_id", "answer", "interest", "interest_words")}
        return named | {"told": {name: data[name] for name in TOLD}}
