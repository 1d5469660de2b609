"""What narrows a list, and how its choices stand on the page: they are few, and each is laid out once."""

from functools import lru_cache

from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from forum.models.cases import Area, Procedure, Result
from members.areas import Area as Subject


class Filter(forms.Form):
    """A value that does not exist narrows nothing."""

    path = ""

    @property
    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def as_lookups(self) -> dict[str, str]:
        return {self.path + name: value for name, value in self.chosen.items()}

    @property
    def query(self) -> str:
        """For links to other pages of the list."""
        return urlencode(self.chosen)

    @property
    def fields_as_html(self) -> SafeString:
        return laid_out(type(self), tuple(self.chosen.items()))


@lru_cache(maxsize=256)
def laid_out(form: type[Filter], chosen: tuple[tuple[str, str], ...]) -> SafeString:
    return render_to_string("forum/filter.html", {"filters": form(QueryDict(urlencode(chosen)))})


class AreaFilter(Filter):
    """Narrows a list of questions."""

    area = forms.ChoiceField(choices=[("", _("Any area")), *Subject.choices], required=False, label=_("Area"))


class CaseFilter(Filter):
    """Narrows the list of case studies."""

    path = "case__"
    procedure = forms.ChoiceField(
        choices=[("", _("Any procedure")), *Procedure.choices], required=False, label=_("Procedure")
    )
    area = forms.ChoiceField(choices=[("", _("Any area")), *Area.choices], required=False, label=_("Area"))
    outcome = forms.ChoiceField(choices=[("", _("Any outcome")), *Result.choices], required=False, label=_("Outcome"))
