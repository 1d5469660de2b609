"""What members say about where they work, and moderators about the rest they need."""

from typing import Any

from django import forms

from members.claim_forms import plain_words
from members.models import Member
from members.workplaces import LONGEST, MOST, told_apart

BREAKS = {"1": "One hour", "12": "Until tomorrow, 12 hours", "72": "Three days", "168": "One week", "336": "Two weeks"}


class WorkplacesForm(forms.Form):
    workplaces = forms.CharField(
        required=False, max_length=MOST * (LONGEST + 2), label="Where you work",
        help_text=f"One a line, up to {MOST}: clinics, hospitals, practices. Leave it empty if you work alone.",
        widget=forms.Textarea(attrs={"rows": MOST, "maxlength": MOST * (LONGEST + 2)}),
    )  # fmt: skip

    def clean_workplaces(self) -> list[str]:
        names = told_apart(self.cleaned_data["workplaces"])
        if len(names) > MOST:
            raise forms.ValidationError(f"Up to {MOST}, please: those where you work most.")
        if any(len(name) > LONGEST for name in names):
            raise forms.ValidationError(f"A name can be {LONGEST} characters long.")
        plain_words("\n".join(names))
        return names


class BreakForm(forms.Form):
    hours = forms.ChoiceField(choices=list(BREAKS.items()), widget=forms.RadioSelect, label="For how long")


class KeysForm(forms.Form):
    single_keys = forms.BooleanField(
        required=False, label="One key alone does something",
        help_text="Turn it off if you speak to your computer, or press keys by chance. Buttons and links do the same.",
    )  # fmt: skip


class PasswordForm(forms.Form):
    password = forms.CharField(
        max_length=256, strip=False, label="Your password",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if not self.member.check_password(password):
            raise forms.ValidationError("That is not your password. Please try again.")
        return password


class FoldForm(forms.Form):
    folds_severe = forms.BooleanField(
        required=False, label="Fold the text of grave items until I ask for it",
        help_text="The reason is shown first, so that you can choose when to read.",
    )  # fmt: skip


def first_words(names: list[str]) -> dict[str, Any]:
    return {"workplaces": "\n".join(names)}
