"""What a member fills in to take something away."""

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.account import Shape
from reports.exports import MARKDOWN, PDF


class AccountForm(forms.Form):
    """In whose questions, and as what kind of file."""

    shape = forms.ChoiceField(
        choices=Shape.choices, initial=Shape.NMC, label=_("In whose questions?"), widget=forms.RadioSelect,
        error_messages={"required": _("Please choose whose questions it should answer.")},
    )  # fmt: skip
    format = forms.ChoiceField(
        choices=[(PDF, _("PDF, to hand in or print")), (MARKDOWN, _("Markdown, to paste into a portfolio"))],
        initial=PDF, label=_("As which kind of file?"), widget=forms.RadioSelect,
        error_messages={"required": _("Please choose a kind of file.")},
    )  # fmt: skip
