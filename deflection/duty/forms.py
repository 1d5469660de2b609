"""A shift as it is typed in."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from deflection.models import Order
from members.models import Member

LONGEST = timedelta(days=7)
MOST_WEEKS = 26


def moment(label: str) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"required": "Please give a day and a time.", "invalid": "Please give a day and a time."},
    )


class ShiftForm(forms.Form):
    member = forms.ModelChoiceField(Member.objects.none(), label="Who", empty_label=None)
    starts_at = moment("From")
    ends_at = moment("Until")
    order = forms.TypedChoiceField(choices=Order, coerce=int, label="Called as", initial=Order.FIRST)
    weeks = forms.IntegerField(
        min_value=1, max_value=MOST_WEEKS, initial=1, label="For how many weeks",
        help_text="1 is this week alone.",
        error_messages={
            "min_value": "At least one week, please.", "max_value": f"At most {MOST_WEEKS} weeks at once, please.",
        },
    )  # fmt: skip

    def __init__(self, *args: Any, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by.is_superuser:
            self.fields["member"].queryset = Member.objects.on_duty().order_by("name")
            self.fields["member"].initial = by.pk
        else:
            del self.fields["member"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        starts_at, ends_at = data.get("starts_at"), data.get("ends_at")
        if not (starts_at and ends_at):
            return data
        if ends_at <= starts_at:
            self.add_error("ends_at", "A shift ends after it starts.")
        elif ends_at - starts_at > LONGEST:
            self.add_error("ends_at", "A shift lasts at most seven days. Put in several.")
        elif ends_at <= timezone.now():
            self.add_error("ends_at", "This shift would be over already.")
        return data
