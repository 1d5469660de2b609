"""What a moderator may ask the queue for, in the address of the list."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forum.models import Section
from members.areas import Area
from members.models import Member
from moderation.queue import KINDS, Asked, Counts
from moderation.urgency import IN_WORDS

WHO = [("", _("Taken or free")), ("free", _("Free")), ("mine", _("Mine")), ("taken", _("Taken by anybody"))]


class Tab(NamedTuple):
    label: str
    query: str
    number: int
    is_chosen: bool


class AskedForm(forms.Form):
    """Whatever the address says that makes no sense is left out: a list is shown in any case."""

    kind = forms.ChoiceField(choices=[("", ""), *KINDS.items()], required=False, widget=forms.HiddenInput)
    section = forms.ChoiceField(required=False, label=_("Section"))
    area = forms.ChoiceField(choices=[("", _("Every area")), *Area.choices], required=False, label=_("Area"))
    severity = forms.TypedChoiceField(
        choices=[("", _("However grave")), *IN_WORDS.items()],
        coerce=int,
        empty_value=None,
        required=False,
        label=_("Severity"),
    )
    who = forms.ChoiceField(choices=WHO, required=False, label=_("In hand"))
    late = forms.BooleanField(required=False, label=_("Late only"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sections = Section.objects.values_list("slug", "name")
        self.fields["section"].choices = [("", gettext("Every section")), *sections]

    def asked(self, viewer: Member) -> Asked:
        self.is_valid()
        said = self.cleaned_data
        known = {name: said[name] for name in self.fields if said.get(name) not in ("", None, False)}
        return Asked(viewer=viewer.pk, sections=tuple(viewer.answers_for), **known)

    @property
    def is_narrowed(self) -> bool:
        return any(self.cleaned_data.get(name) not in ("", None, False) for name in self.fields if name != "kind")

    def tabs(self, counts: Counts) -> list[Tab]:
        """Each kind with its number, under the same question otherwise."""
        kept = {name: value for name, value in self.data.items() if name in self.fields and value and name != "kind"}
        chosen = self.cleaned_data.get("kind", "")
        kinds = {"": gettext("Everything")} | KINDS
        return [
            Tab(label, urlencode(kept | ({"kind": kind} if kind else {})), counts.of(kind), kind == chosen)
            for kind, label in kinds.items()
        ]

    @property
    def query(self) -> str:
        """The question itself, for the next page."""
        return urlencode({name: value for name, value in self.data.items() if name in self.fields and value})
