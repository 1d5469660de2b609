"""What a moderator may do with a whole topic."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from moderation.forms import MIN_REASON

SLOW = [
    (0, "As fast as they like"), (1, "One a minute"), (5, "One in five minutes"), (15, "One in a quarter of an hour"),
    (60, "One an hour"), (360, "One in six hours"), (1440, "One a day"),
]  # fmt: skip
WHEN = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
MOMENTS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]


class VersionForm(forms.Form):
    """Why one earlier version of a post is hidden, or shown again."""

    reason = forms.CharField(
        min_length=MIN_REASON, max_length=300, label="Why?", help_text="Kept as a note that moderators alone read.",
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 300}),
        error_messages={
            "required": "Please say why.", "min_length": f"Please say a little more: at least {MIN_REASON} characters.",
        },
    )  # fmt: skip


class LinesForm(VersionForm):
    """Why a member's lines about themselves are taken off."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "The member reads this."


class BrakeForm(forms.Form):
    slow_minutes = forms.TypedChoiceField(choices=SLOW, coerce=int, label="Replies of one member")
    closed = forms.ChoiceField(
        choices=[("no", "Open"), ("now", "Closed from now on"), ("later", "Closed from the moment below")],
        widget=forms.RadioSelect, label="Replies at all", error_messages={"required": "Please choose one."},
    )  # fmt: skip
    closed_from = forms.DateTimeField(
        required=False,
        widget=WHEN,
        input_formats=MOMENTS,
        label="Closes at",
        help_text="Only for “from the moment below”.",
    )
    closed_until = forms.DateTimeField(
        required=False, widget=WHEN, input_formats=MOMENTS, label="Opens again at",
        help_text="Empty: until a moderator opens it.",
    )  # fmt: skip
    reason = forms.CharField(
        min_length=MIN_REASON, max_length=300, label="Reason, as everybody will read it in the topic",
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 300}),
        error_messages={
            "required": "Members should know why.",
            "min_length": f"A reason of at least {MIN_REASON} characters, please.",
        },
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        closed, until = data.get("closed"), data.get("closed_until")
        if closed == "later" and not data.get("closed_from") and "closed_from" not in self.errors:
            self.add_error("closed_from", "From which moment on?")
        if closed == "no" and not data.get("slow_minutes"):
            self.add_error("closed", "Slow it down or close it; to let it go, use “Let it go” below.")
        start = self.starts_at(data)
        if closed != "no" and start and until and until <= start:
            self.add_error("closed_until", "It must open after it has closed.")
        return data

    def starts_at(self, data: dict[str, Any]) -> datetime | None:
        return {"now": timezone.now(), "later": data.get("closed_from")}.get(data.get("closed", ""))

    def for_action(self) -> dict[str, Any]:
        data = self.cleaned_data
        start = self.starts_at(data)
        return {
            "slow_minutes": data["slow_minutes"], "reason": data["reason"], "closed_from": start,
            "closed_until": data["closed_until"] if start else None,
        }  # fmt: skip
