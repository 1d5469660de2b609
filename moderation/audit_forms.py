"""What may be asked of the audit chain, and what may be said at a second look."""

from django import forms
from django.utils.translation import gettext_lazy as _

from audit.models import Deed
from moderation.chain import Asked
from moderation.models.second_looks import View


class AuditForm(forms.Form):
    deed = forms.ChoiceField(
        choices=[("", _("Everything")), *sorted(Deed.choices, key=lambda pair: pair[1])],
        required=False,
        label=_("Deed"),
    )
    person = forms.CharField(max_length=120, required=False, label=_("Name or e-mail"))
    day = forms.DateField(
        required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), label=_("Day"),
        error_messages={"invalid": _("Please give a day, such as 2026-05-01.")},
    )  # fmt: skip
    before = forms.IntegerField(min_value=1, max_value=2**62, required=False, widget=forms.HiddenInput)

    def asked(self) -> Asked:
        said = self.cleaned_data
        return Asked(said["deed"], said["person"].strip(), said["day"])


class AgainForm(forms.Form):
    view = forms.ChoiceField(
        choices=View, widget=forms.RadioSelect, label=_("What would you do with it?"),
        error_messages={"required": _("Please choose one of the three.")},
    )  # fmt: skip
