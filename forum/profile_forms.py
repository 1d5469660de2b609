"""What a member sends about themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from deflection.outcomes import Answer
from forum.models.profiles import LONGEST


class AboutForm(forms.Form):
    about = forms.CharField(
        max_length=LONGEST, required=False, label=_("About you"),
        help_text=_("What you do, where you trained, what colleagues may ask you. Nothing about patients."),
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": LONGEST}),
    )  # fmt: skip
    answer = forms.ChoiceField(choices=Answer, required=False, widget=forms.HiddenInput)
