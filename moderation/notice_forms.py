"""What a safety notice may say, and until when it stands."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from notices.models import MAX_LINK, MAX_TITLE, MAX_WORDS, Audience

USUALLY, LONGEST = timedelta(days=14), timedelta(days=366)


def in_two_weeks() -> date:
    return timezone.localdate() + USUALLY


class NoticeForm(forms.Form):
    title = forms.CharField(
        max_length=MAX_TITLE,
        label=_("Title"),
        help_text=_("All that a page shows until it is opened: say what to do."),
        error_messages={"required": _("Please give it a title.")},
    )
    words = forms.CharField(
        max_length=MAX_WORDS, label=_("What members should know"),
        widget=forms.Textarea(attrs={"rows": 8, "maxlength": MAX_WORDS}),
        error_messages={"required": _("Please write what members should know.")},
    )  # fmt: skip
    link = forms.URLField(
        max_length=MAX_LINK, required=False, label=_("Where it comes from"), assume_scheme="https",
        help_text=_("The page of the regulator or the manufacturer, beginning with https://"),
        error_messages={"invalid": _("Please give a whole address, beginning with https://")},
    )  # fmt: skip
    audience = forms.ChoiceField(
        choices=Audience, initial=Audience.EVERYBODY, label=_("Whom is it for?"), widget=forms.RadioSelect,
        error_messages={"required": _("Please say whom it is for.")},
    )  # fmt: skip
    until = forms.DateField(
        initial=in_two_weeks,
        label=_("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("It leaves every page after this day. It can be withdrawn at any time."),
        error_messages={
            "required": _("Please say until when."),
            "invalid": _("Please give a day, such as 2026-05-31."),
        },
    )

    def clean_link(self) -> str:
        link = self.cleaned_data["link"]
        if link and not link.startswith("https://"):
            raise forms.ValidationError(gettext("Please give an address that begins with https://"))
        return link

    def clean_until(self) -> datetime:
        """The end of that day, here."""
        day, today = self.cleaned_data["until"], timezone.localdate()
        if day < today:
            raise forms.ValidationError(gettext("That day is over. Please choose today or a later one."))
        if day > today + LONGEST:
            raise forms.ValidationError(gettext("A notice stands for a year at most."))
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))

    def for_action(self) -> dict[str, Any]:
        return dict(self.cleaned_data)
