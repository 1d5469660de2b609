"""Forms of saved searches."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forum.models import SavedSearch
from forum.search.signpost import Signpost, signpost_for
from members.models import Member
from screening import identity


class SaveSearchForm(forms.Form):
    """A name, and how soon to hear of news. The words are read like any others before they are kept."""

    name = forms.CharField(
        max_length=60, label=_("A name for it"),
        error_messages={"required": _("Please give it a name."), "max_length": _("Please use at most 60 characters.")},
    )  # fmt: skip
    cadence = forms.ChoiceField(
        choices=SavedSearch.Cadence, widget=forms.RadioSelect, label=_("When something new is found"),
        initial=SavedSearch.Cadence.DAILY, error_messages={"required": _("Please choose when you want to be told.")},
    )  # fmt: skip

    def __init__(self, *args: Any, member: Member, text: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member, self.text = member, text
        self.signpost: Signpost | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        kept = [self.text, cleaned.get("name", "")]
        self.signpost = next(filter(None, (signpost_for(words, self.member) for words in kept)), None)
        if self.signpost:
            raise forms.ValidationError(
                gettext("This reads like something that happens now, so it is not kept. Ring first.")
            )
        if any(identity.find(words) for words in kept):
            raise forms.ValidationError(
                gettext("This may name a patient, so it is not kept. Please search without that.")
            )
        return cleaned
