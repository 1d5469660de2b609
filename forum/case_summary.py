"""A case study as its author checks it: which parts are done, what was answered, what is missing."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from uuid import uuid4

from django import forms
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forum import telling
from forum.case_forms import CaseForm
from forum.case_texts import html_of
from forum.completeness import Completeness, completeness_of
from forum.models import CaseStudy
from forum.models.moments import Moment, moments_in
from forum.telling import DONE, FACTORS, LOOK, OVER, PARTS, Part
from members.models import Member

UNSHOWN = ("happened_on", "happened_at", "symptomatic", "lot", "permission_from")
STATES = {
    "later": _("Not started"),
    "now": _("In progress"),
    "wrong": _("Needs a look"),
    "done": _("Done"),
}


class Task(NamedTuple):
    part: Part
    state: str
    url: str

    @property
    def in_words(self) -> str:
        return STATES[self.state]


class Line(NamedTuple):
    """One answer. `url` leads to where it is changed."""

    label: str
    words: str
    url: str
    is_missing: bool = False
    is_unshown: bool = False
    moments: tuple[Moment, ...] = ()


class Chapter(NamedTuple):
    part: Part
    url: str
    lines: list[Line]


class Lack(NamedTuple):
    label: str
    url: str


class Account:
    """A draft read as a whole."""

    def __init__(self, told: Mapping[str, str], author: Member) -> None:
        self.told, self.author = dict(told), author
        self.form = CaseForm(telling.without_marks(told) | {"client_id": str(uuid4()), "accepts": "on"})
        self.is_whole = self.form.is_valid()

    @property
    def tasks(self) -> list[Task]:
        return [Task(part, self.state_of(part), url_of(part)) for part in PARTS]

    def state_of(self, part: Part) -> str:
        wrong = any(part.owns(name) for name in self.form.errors)
        mark = telling.mark_of(self.told, part)
        if not telling.of_part(self.told, part):
            return "wrong" if mark == LOOK else "done" if mark == DONE and not wrong else "later"
        if mark == LOOK or (mark == DONE and wrong):
            return "wrong"
        return "now" if wrong else "done"

    @property
    def is_over(self) -> bool:
        """What comes first: it is said when it was, and that it has ended."""
        return telling.mark_of(self.told, OVER) != LOOK and not any(OVER.owns(name) for name in self.form.errors)

    @property
    def completeness(self) -> Completeness:
        return completeness_of(self.form.columns())

    @property
    def lacks(self) -> list[Lack]:
        """What would add most to it."""
        return [lack_of(name) for name in self.completeness.missing[:3]]

    @property
    def chapters(self) -> list[Chapter]:
        return [Chapter(part, url_of(part), list(self.lines_of(part))) for part in PARTS]

    def lines_of(self, part: Part) -> Iterator[Line]:
        if part.slug == "timeline":
            yield from self.timeline_lines(part)
        for name in part.names:
            if name == FACTORS[0]:
                yield from self.factor_lines(part)
            elif name not in FACTORS and (line := self.line_of(name, part)):
                yield line

    def line_of(self, name: str, part: Part) -> Line | None:
        field, words = self.form.fields[name], self.said(name)
        wrong = name in self.form.errors
        if not words and not wrong:
            return None
        missing = " ".join(self.form.errors[name]) if wrong else ""
        return Line(
            str(field.label), missing or words, f"{url_of(part)}#id_{name}", is_missing=wrong,
            is_unshown=name in UNSHOWN,
        )  # fmt: skip

    def said(self, name: str) -> str:
        field, typed = self.form.fields[name], self.told.get(name, "")
        if name == "happened_on" and (day := self.form.cleaned_data.get(name)):
            return date_format(day, "j F Y")
        if isinstance(field, forms.ChoiceField):
            return str(dict(flat(field)).get(typed, typed))
        return typed.strip()

    def factor_lines(self, part: Part) -> Iterator[Line]:
        if ticked := CaseStudy(factors=self.form.columns()["factors"]).factor_labels:
            yield Line(gettext("What contributed"), "; ".join(ticked), f"{url_of(part)}#factors")

    def timeline_lines(self, part: Part) -> Iterator[Line]:
        wrong = [error for name, errors in self.form.errors.items() if part.owns(name) for error in errors]
        moments = tuple(moments_in(self.form.columns()["timeline"]))
        if wrong or moments:
            yield Line(gettext("Timeline"), " ".join(wrong), url_of(part), is_missing=bool(wrong), moments=moments)

    @property
    def preview(self) -> CaseStudy:
        """As others will see it: laid out by the very template that shows it, from HTML made by the same function."""
        fields = self.form.columns()
        return CaseStudy(**fields, html=html_of(fields, self.author))


def flat(field: Any) -> Iterator[tuple[str, str]]:
    for value, label in field.choices:
        yield str(value), str(label)


def url_of(part: Part) -> str:
    return reverse("case-part", args=[part.slug])


def lack_of(name: str) -> Lack:
    if name == "timeline":
        return Lack(gettext("Three moments or more in the timeline"), reverse("case-part", args=["timeline"]))
    if name == "factors":
        return Lack(gettext("What contributed"), f"{url_of(telling.part_of(FACTORS[0]))}#factors")
    label = str(CaseStudy._meta.get_field(name).verbose_name)
    return Lack(f"{label[:1].upper()}{label[1:]}", f"{url_of(telling.part_of(name))}#id_{name}")
