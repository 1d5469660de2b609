"""The form of the same-day lane: asking for an answer today."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.actions.same_day import TOLD
from forum.carrying import AsksInterest
from forum.forms import MAX_TITLE, MIN_TITLE, REQUIRED, Written
from members.areas import Area

MAX_TOLD = 2_000


def told_field(label: str, missing: str, *, rows: int = 4) -> forms.CharField:
    attrs = {"rows": rows, "maxlength": MAX_TOLD}
    messages = REQUIRED | {"required": missing}
    return forms.CharField(
        max_length=MAX_TOLD, label=label, widget=forms.Textarea(attrs=attrs), error_messages=messages
    )


class SameDayForm(AsksInterest, Written):
    """Urgent, and no emergency: what a colleague needs to know before answering."""

    title = forms.CharField(
        min_length=MIN_TITLE,
        max_length=MAX_TITLE,
        label=_("Title"),
        error_messages={
            "required": _("Please give it a title."),
            "min_length": _("A title needs at least 5 characters."),
        },
    )
    area = forms.ChoiceField(
        label=_("What is it about?"), choices=[("", _("Please choose")), *Area.choices],
        error_messages={"required": _("Please choose an area: its experts are told.")},
    )  # fmt: skip
    done = told_field(_("What was done, and when?"), _("Please say what was done, and when."))
    seen = told_field(_("What is seen now?"), _("Please describe what is seen now."))
    since = told_field(_("Since when?"), _("Please say since when."), rows=2)
    tried = told_field(_("What has been tried?"), _("Please say what has been tried, or that nothing was."))
    reachable = told_field(
        _("Who is reachable today?"),
        _("Please say who is reachable today: a prescriber, a senior colleague, nobody."),
        rows=2,
    )
    field_order = (
        "title", "area", "done", "seen", "since", "tried", "reachable", "interest", "interest_words",
    )  # fmt: skip

    def for_action(self) -> dict[str, Any]:
        data = self.cleaned_data
        named = {name: data[name] for name in ("title", "area", "client_id", "answer", "interest", "interest_words")}
        return named | {"told": {name: data[name] for name in TOLD}}
