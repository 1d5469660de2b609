"""What a browser may ask of the search; a choice that does not exist narrows nothing."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from forum.search.facets import FACETS
from forum.search.words import MAX_QUERY

NEWEST, BEST = "newest", "best"


class SearchForm(forms.Form):
    q = forms.CharField(
        max_length=MAX_QUERY, required=False, strip=False, label=_("Look for"),
        widget=forms.TextInput(attrs={"type": "search", "maxlength": MAX_QUERY, "autocomplete": "off"}),
        error_messages={"max_length": format_lazy(_("Please use at most {number} characters."), number=MAX_QUERY)},
    )  # fmt: skip
    order = forms.ChoiceField(
        choices=[(NEWEST, _("Newest first")), (BEST, _("Best match"))], required=False, label=_("Order"), initial=NEWEST
    )

    def asked(self) -> dict[str, Any]:
        """`q`, `order` and the choices, whatever was sent."""
        self.is_valid()
        text, order = self.cleaned_data.get("q", ""), self.cleaned_data.get("order")
        chosen = {facet.name: self.data.get(facet.name, "")[:60].replace("\0", "") for facet in FACETS}
        known = {facet.name for facet in FACETS if facet.name == "section" or chosen[facet.name] in facet.words}
        return {
            "text": text, "order": order or NEWEST,
            "chosen": {name: value for name, value in chosen.items() if value and name in known},
        }  # fmt: skip


class TitleForm(forms.Form):
    """A title in the making; `again`: something was shown for this form before."""

    title = forms.CharField(max_length=150)
    again = forms.BooleanField(required=False)
