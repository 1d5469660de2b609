"""The form of somebody who wants to leave."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.own_forms import PasswordForm
from privacy.models import Words


class ClosingForm(PasswordForm):
    words = forms.ChoiceField(
        choices=Words.choices, initial=Words.STAY, widget=forms.RadioSelect, label=_("What you published"),
        help_text=_("Colleagues learn from it, and answers to it stay either way."),
    )  # fmt: skip
    field_order = ("words", "password")
