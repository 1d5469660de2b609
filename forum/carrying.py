"""Forms for what an answer carries: what it rests on, interests, and what replaced it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deflection.outcomes import Answer
from forum.choosing import Choice
from forum.models import Action, Evidence, Interest, Kind, Post, Section
from forum.models.answers import NEEDS_A_CITATION

MAX_CITATION = 300
MAX_INTEREST = 200
NEEDS_ONE = _(
    "Please say which one: a title, a DOI or a PMID. If it is what you have seen yourself, choose “Own experience”."
)


class AsksInterest(forms.Form):
    """Any product or company interest in this very text? Nobody has to say; what is said is shown."""

    interest = Choice(
        choices=Interest, required=False, widget=forms.RadioSelect, label=_("Any product or company interest in this?"),
        help_text=_("You are paid by, train for or own part of something that it speaks of."),
    )  # fmt: skip
    interest_words = forms.CharField(
        max_length=MAX_INTEREST, required=False, label=_("Which interest?"), help_text=_("Shown under your name.")
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        said, words = data.get("interest", ""), data.get("interest_words", "")
        if said == Interest.SOME and not words:
            self.add_error("interest_words", gettext("Please say which interest, in a few words."))
        data["interest"] = Interest.SOME.value if words and not said else said
        data["interest_words"] = "" if said == Interest.NONE else words
        return data


class AsksEvidence(AsksInterest):
    """What an answer rests on. Two of the four name their source."""

    rests_on = Choice(
        choices=Evidence, required=False, widget=forms.RadioSelect, label=_("What does your answer rest on?"),
        initial=Evidence.OPINION,
    )  # fmt: skip
    citation = forms.CharField(
        max_length=MAX_CITATION, required=False, label=_("Which protocol, guideline or study?"),
        help_text=_("A title, a DOI or a PMID. Needed for a protocol, a guideline or a study."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "rests_on" not in self.fields:
            return data
        data["rests_on"] = data.get("rests_on") or Evidence.OPINION.value
        if data["rests_on"] in NEEDS_A_CITATION and not data.get("citation") and "citation" not in self.errors:
            self.add_error("citation", NEEDS_ONE)
        return data


CARRIED = ("rests_on", "citation", "interest", "interest_words")


def ask_only_what_fits(form: forms.Form, section: Section, *, is_answer: bool) -> None:
    """No evidence beside a comment, and no interests in the support room."""
    if not is_answer:
        form.fields.pop("rests_on", None)
        form.fields.pop("citation", None)
    if section.kind == Kind.SUPPORT:
        del form.fields["interest"], form.fields["interest_words"]


def carried_in(form: forms.Form) -> dict[str, str]:
    """What was asked and said, for the action."""
    return {name: form.cleaned_data[name] for name in CARRIED if name in form.fields}


class SupersedeForm(forms.Form):
    """Which later answer replaces this one."""

    by = forms.ModelChoiceField(
        queryset=Post.objects.none(), label=_("Which answer replaces it?"), widget=forms.RadioSelect, empty_label=None,
        error_messages={"required": _("Please choose the answer that replaces it.")},
    )  # fmt: skip

    def __init__(self, *args: Any, later: QuerySet[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["by"].queryset = later
        self.fields["by"].label_from_instance = summary_of


def summary_of(post: Post) -> str:
    return (
        f"{post.by.name}, {date_format(timezone.localtime(post.created_at), 'j M Y, H:i')}: "
        f"{Truncator(post.body).words(20)}"
    )


class ActionForm(forms.Form):
    """What an answer advises, in short."""

    action = forms.TypedChoiceField(
        choices=Action, coerce=Action, widget=forms.RadioSelect, label=_("It advises to"),
        error_messages={"required": _("Please choose what comes nearest.")},
    )  # fmt: skip


class InterestsForm(forms.Form):
    """A standing declaration: none, or in words."""

    interest = forms.ChoiceField(
        choices=[("none", _("I have none")), ("some", _("I have some"))], widget=forms.RadioSelect,
        label=_("Do you have interests in companies or products?"),
        error_messages={"required": _("Please choose one of the two.")},
    )  # fmt: skip
    words = forms.CharField(
        max_length=500, required=False, label=_("Which?"), widget=forms.Textarea(attrs={"rows": 4, "maxlength": 500}),
        help_text=_("Training you are paid for, shares, free stock, discounts, sponsored travel. One a line."),
    )  # fmt: skip
    answer = forms.ChoiceField(choices=Answer, required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("interest") == Interest.SOME and not data.get("words"):
            self.add_error("words", gettext("Please say which."))
        return data

    def for_action(self) -> dict[str, str]:
        data = self.cleaned_data
        return {"words": data["words"] if data["interest"] == Interest.SOME else "", "answer": data["answer"]}
