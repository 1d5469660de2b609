"""What a moderator may do with a whole topic."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from moderation.forms import MIN_REASON

SLOW = [
    (0, _("As fast as they like")),
    (1, _("One a minute")),
    (5, _("One in five minutes")),
    (15, _("One in a quarter of an hour")),
    (60, _("One an hour")),
    (360, _("One in six hours")),
    (1440, _("One a day")),
]
WHEN = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
MOMENTS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]


class VersionForm(forms.Form):
    """Why one earlier version of a post is hidden, or shown again."""

    reason = forms.CharField(
        min_length=MIN_REASON,
        max_length=300,
        label=_("Why?"),
        help_text=_("Kept as a note that moderators alone read."),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 300}),
        error_messages={
            "required": _("Please say why."),
            "min_length": format_lazy(_("Please say a little more: at least {number} characters."), number=MIN_REASON),
        },
    )


class LinesForm(VersionForm):
    """Why a member's lines about themselves are taken off."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = gettext("The member reads this.")


class BrakeForm(forms.Form):
    slow_minutes = forms.TypedChoiceField(choices=SLOW, coerce=int, label=_("Replies of one member"))
    closed = forms.ChoiceField(
        choices=[("no", pgettext_lazy("a topic", "Open")),
            ("now", _("Closed from now on")), ("later", _("Closed from the moment below"))],
        widget=forms.RadioSelect, label=_("Replies at all"), error_messages={"required": _("Please choose one.")},
    )  # fmt: skip
    closed_from = forms.DateTimeField(
        required=False,
        widget=WHEN,
        input_formats=MOMENTS,
        label=_("Closes at"),
        help_text=_("Only for “from the moment below”."),
    )
    closed_until = forms.DateTimeField(
        required=False, widget=WHEN, input_formats=MOMENTS, label=_("Opens again at"),
        help_text=_("Empty: until a moderator opens it."),
    )  # fmt: skip
    reason = forms.CharField(
        min_length=MIN_REASON, max_length=300, label=_("Reason, as everybody will read it in the topic"),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 300}),
        error_messages={
            "required": _("Members should know why."),
            "min_length": format_lazy(_("A reason of at least {number} characters, please."), number=MIN_REASON),
        },
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        closed, until = data.get("closed"), data.get("closed_until")
        if closed == "later" and not data.get("closed_from") and "closed_from" not in self.errors:
            self.add_error("closed_from", gettext("From which moment on?"))
        if closed == "no" and not data.get("slow_minutes"):
            self.add_error("closed", gettext("Slow it down or close it; to let it go, use “Let it go” below."))
        start = self.starts_at(data)
        if closed != "no" and start and until and until <= start:
            self.add_error("closed_until", gettext("It must open after it has closed."))
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
