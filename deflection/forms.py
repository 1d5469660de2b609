"""What a member may note for an emergency: names and numbers, nothing else."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.countries import Country
from members.forms import reads_as_emergency

A_NAME = RegexValidator(r"^[^\W_][\w .,'’&()/\-]*$", _("Names and numbers only, please."))
A_NUMBER = RegexValidator(r"^\+?[\d ()\-]{3,30}$", _("A telephone number: digits, spaces, and a + in front if abroad."))
NOT_NUMBERS = ("country", "check_ins")
HALF = _("Please give both, a name and its number.")


def short(label: str, *checks: RegexValidator, help_text: str = "", **attrs: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", **attrs})
    return forms.CharField(
        max_length=60, required=False, label=label, help_text=help_text, validators=checks, widget=widget
    )


class SettingsForm(forms.Form):
    """Country, own helpline, buddy. The last two are sealed for the member alone."""

    country = forms.ChoiceField(
        choices=Country, label=_("Country"), help_text=_("Whose emergency numbers you are shown.")
    )
    line_name = short(_("Your helpline"), A_NAME, help_text=_("The body whose line you may call."))
    line_number = short(_("Its number"), A_NUMBER, inputmode="tel")
    membership = short(_("Your membership number"), A_NAME, help_text=_("They ask for it first."))
    buddy_name = short(_("Your buddy"), A_NAME, help_text=_("A colleague who agreed to be rung."))
    buddy_number = short(_("Their number"), A_NUMBER, inputmode="tel")

    check_ins = forms.BooleanField(
        required=False, label=_("After a text of mine was stopped, ask me how I am"),
        help_text=_("After a day, three days and a week, in the bell. One click stops it."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name, number in (("line_name", "line_number"), ("buddy_name", "buddy_number")):
            if bool(data.get(name)) != bool(data.get(number)) and not {name, number} & set(self.errors):
                self.add_error(number if data.get(name) else name, HALF)
        for field in ("line_name", "membership", "buddy_name"):
            if data.get(field) and reads_as_emergency(data[field]):
                self.add_error(
                    field, gettext("That is not a name. If something is happening now, ring instead of typing.")
                )
        return data

    def own_numbers(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if name not in NOT_NUMBERS and value}
