"""A shift as it is typed in."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deflection.models import Order
from members.models import Member

LONGEST = timedelta(days=7)
MOST_WEEKS = 26


def moment(label: str) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={
            "required": _("Please give a day and a time."),
            "invalid": _("Please give a day and a time."),
        },
    )


class ShiftForm(forms.Form):
    member = forms.ModelChoiceField(Member.objects.none(), label=_("Who"), empty_label=None)
    starts_at = moment(_("From"))
    ends_at = moment(_("Until"))
    order = forms.TypedChoiceField(choices=Order, coerce=int, label=_("Called as"), initial=Order.FIRST)
    weeks = forms.IntegerField(
        min_value=1, max_value=MOST_WEEKS, initial=1, label=_("For how many weeks"),
        help_text=_("1 is this week alone."),
        error_messages={
            "min_value": _("At least one week, please."), "max_value": format_lazy(
_("At most {number} weeks at once, please."), number=MOST_WEEKS),
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
            self.add_error("ends_at", gettext("A shift ends after it starts."))
        elif ends_at - starts_at > LONGEST:
            self.add_error("ends_at", gettext("A shift lasts at most seven days. Put in several."))
        elif ends_at <= timezone.now():
            self.add_error("ends_at", gettext("This shift would be over already."))
        return data
