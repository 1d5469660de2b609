"""What members say about where they work, and moderators about the rest they need."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.claim_forms import plain_words
from members.models import Member
from members.workplaces import LONGEST, MOST, told_apart

BREAKS = {
    "1": _("One hour"),
    "12": _("Until tomorrow, 12 hours"),
    "72": _("Three days"),
    "168": _("One week"),
    "336": _("Two weeks"),
}


class WorkplacesForm(forms.Form):
    workplaces = forms.CharField(
        required=False, max_length=MOST * (LONGEST + 2), label=_("Where you work"),
        help_text=format_lazy(
_("One a line, up to {number}: clinics, hospitals, practices. Leave it empty if you work alone."), number=MOST),
        widget=forms.Textarea(attrs={"rows": MOST, "maxlength": MOST * (LONGEST + 2)}),
    )  # fmt: skip

    def clean_workplaces(self) -> list[str]:
        names = told_apart(self.cleaned_data["workplaces"])
        if len(names) > MOST:
            raise forms.ValidationError(gettext("Up to %(most)s, please: those where you work most.") % {"most": MOST})
        if any(len(name) > LONGEST for name in names):
            raise forms.ValidationError(gettext("A name can be %(longest)s characters long.") % {"longest": LONGEST})
        plain_words("\n".join(names))
        return names


class BreakForm(forms.Form):
    hours = forms.ChoiceField(choices=list(BREAKS.items()), widget=forms.RadioSelect, label=_("For how long"))


class KeysForm(forms.Form):
    single_keys = forms.BooleanField(
        required=False, label=_("One key alone does something"),
        help_text=_("Turn it off if you speak to your computer, or press keys by chance. Buttons and links "
              "do the same."),
    )  # fmt: skip


class PasswordForm(forms.Form):
    password = forms.CharField(
        max_length=256, strip=False, label=_("Your password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if not self.member.check_password(password):
            raise forms.ValidationError(gettext("That is not your password. Please try again."))
        return password


class FoldForm(forms.Form):
    folds_severe = forms.BooleanField(
        required=False, label=_("Fold the text of grave items until I ask for it"),
        help_text=_("The reason is shown first, so that you can choose when to read."),
    )  # fmt: skip


def first_words(names: list[str]) -> dict[str, Any]:
    return {"workplaces": "\n".join(names)}
