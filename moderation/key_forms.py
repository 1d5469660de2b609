"""What the first of two people fills in, and what a referral needs until it is sent."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.measure_forms import words
from moderation.models.keys import Act

TOLD, UNSAFE = "told", "unsafe"


class ProposalForm(forms.Form):
    """A referral names its regulator as well."""

    regulator = forms.CharField(
        max_length=100, label=_("Which regulator"), help_text=_("For example: Nursing and Midwifery Council."),
        error_messages={"required": _("Please name the regulator.")},
    )  # fmt: skip
    reason = words(_("Why"), 1000, help_text=_("The second person decides on this, and it stays on record."))

    def __init__(self, *args: Any, act: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if act != Act.REFER:
            del self.fields["regulator"]
            return
        self.fields["reason"].label = gettext("The facts")
        self.fields["reason"].help_text = gettext("What happened, when, and where it can be read. Name no patient.")


class LetterForm(forms.Form):
    letter = words(_("The letter"), 5000, rows=12, help_text=_("The text that goes to the regulator."))


class SentForm(forms.Form):
    sent_on = forms.DateField(
        label=_("Sent on"), widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Please say when it was sent."), "invalid": _("Please give the day as a date.")},
    )  # fmt: skip
    telling = forms.ChoiceField(
        choices=[(TOLD, _("The member is told now")), (UNSAFE, _("Telling them would be unsafe"))], initial=TOLD,
        widget=forms.RadioSelect, label=_("The member"), error_messages={"required": _("Please choose.")},
    )  # fmt: skip
    not_told_because = forms.CharField(
        required=False, max_length=500, label=_("Why it would be unsafe"), widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        unsafe = data.pop("telling", "") == UNSAFE
        if unsafe and not data.get("not_told_because"):
            self.add_error("not_told_because", gettext("Please say why telling them would be unsafe."))
        if data.get("sent_on") and data["sent_on"] > timezone.localdate():
            self.add_error("sent_on", gettext("That day is still to come."))
        return data | {"not_told_because": data.get("not_told_because", "") if unsafe else ""}
