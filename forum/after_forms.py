"""What an author adds to a case study that was told, and what an expert says of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.forms import Written, body_field
from forum.models import Because


class AfterForm(Written):
    body = body_field(label=_("Text"), rows=10)

    def for_action(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("body", "client_id", "answer")}


class AgreementForm(forms.Form):
    """Two buttons: yes or no."""

    agrees = forms.ChoiceField(
        choices=[("yes", _("I agree")), ("no", _("I do not agree"))],
        error_messages={"required": _("Please say whether you agree.")},
    )


class DeclineForm(forms.Form):
    because = forms.ChoiceField(
        choices=Because,
        label=_("Why not?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose why.")},
    )
