"""What a member says about a token that is to be made."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.models import Section
from members.claim_forms import plain_words
from members.models import Member, Scope

LIVES = {7: _("One week"), 30: _("30 days"), 90: _("90 days"), 180: _("180 days")}
USUAL = 90
UNKNOWN = _("Please choose from the list.")


class TokenForm(forms.Form):
    name = forms.CharField(
        max_length=60, label=_("What is it for?"), help_text=_("A name, so that you know it again. Only you see it."),
        error_messages={"required": _("Please give it a name."), "max_length": _("Please use at most 60 characters.")},
    )  # fmt: skip
    scopes = forms.MultipleChoiceField(
        choices=Scope, widget=forms.CheckboxSelectMultiple, label=_("What may it do?"), initial=[Scope.READ],
        error_messages={"required": _("Please tick at least one."), "invalid_choice": UNKNOWN},
    )  # fmt: skip
    section = forms.ChoiceField(required=False, label=_("Where?"), error_messages={"invalid_choice": UNKNOWN})
    days = forms.TypedChoiceField(
        choices=list(LIVES.items()), coerce=int, initial=USUAL, label=_("For how long?"),
        error_messages={"required": _("Please choose."), "invalid_choice": UNKNOWN},
    )  # fmt: skip

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rooms = Section.objects.visible_to(member).values_list("slug", "name")
        self.fields["section"].choices = [("", _("In all sections")), *rooms]

    def clean_name(self) -> str:
        return plain_words(self.cleaned_data["name"])
