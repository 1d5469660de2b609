"""Forms of what a member keeps for themselves while reading."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MAX_NOTE = 500
MOST_TOPICS = 100


class BookmarkForm(forms.Form):
    """A note for oneself, and a day to be reminded."""

    note = forms.CharField(
        required=False, max_length=MAX_NOTE, label=_("A note for yourself"),
        help_text=_("Sealed: nobody else can open it. Please name no patient here either."),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": MAX_NOTE}),
    )  # fmt: skip
    remind_on = forms.DateField(
        required=False, label=_("Remind me on"), help_text=_("Leave it empty if you need no reminder."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Please write the day as year-month-day, for example 2027-03-01.")},
    )  # fmt: skip

    def clean_remind_on(self) -> date | None:
        day = self.cleaned_data["remind_on"]
        if day is None or "remind_on" not in self.changed_data:
            return day
        today = timezone.localdate()
        if not today < day <= today.replace(year=today.year + 5, day=min(today.day, 28)):
            raise forms.ValidationError(gettext("Please choose a day from tomorrow on, within five years."))
        return day


class SeenForm(forms.Form):
    """As far as the page was seen."""

    version = forms.IntegerField(min_value=0, max_value=2**31 - 1)


class ListedForm(forms.Form):
    """The topics of a list, by number."""

    of = forms.RegexField(r"^\d{1,10}(,\d{1,10})*$", max_length=11 * MOST_TOPICS)

    def clean_of(self) -> list[int]:
        numbers = [int(number) for number in self.cleaned_data["of"].split(",")]
        if len(numbers) > MOST_TOPICS:
            raise forms.ValidationError(
                gettext("At most %(most_topics)s topics at once.") % {"most_topics": MOST_TOPICS}
            )
        return numbers
