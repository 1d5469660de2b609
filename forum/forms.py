"""Forms: what a browser may send, with a length on every text and a sentence for every refusal."""

import re
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deflection.declaration import Declaration, Started, Symptomatic
from deflection.outcomes import Answer
from forum.actions.endorsements import MIN_REASON
from forum.actions.posts import MAX_BODY
from forum.carrying import AsksEvidence, AsksInterest, ask_only_what_fits, carried_in
from forum.choosing import Choice
from forum.models import Action, Evidence, Kind, Section, Topic
from forum.telling import BY_SLUG
from members.areas import Area as Subject

MIN_TITLE = 5
MAX_TITLE = 150
WRITES = "data-writes"  # the tools of the composer come to every textarea with this attribute
REQUIRED = {
    "required": _("Please write something."),
    "max_length": _("That is too long. Please shorten it; nothing was lost."),
}


DATA = re.compile(r"\bdata:[\w.+-]+/[\w.+-]+(?:;[\w=-]+)*;base64,", re.IGNORECASE)
NO_FILES = _("A picture or a file cannot stand inside a text. Please take out the part that begins with “data:”.")


def no_files(text: str) -> None:
    if DATA.search(text):
        raise forms.ValidationError(NO_FILES)


def body_field(**options: Any) -> forms.CharField:
    attrs = {"rows": options.pop("rows", 6), "maxlength": MAX_BODY, WRITES: ""}
    return forms.CharField(
        max_length=MAX_BODY,
        widget=forms.Textarea(attrs=attrs),
        error_messages=REQUIRED,
        validators=[no_files],
        **options,
    )


def known_draft() -> forms.IntegerField:
    """Which draft its page has seen: a newer one, of another device, is not dropped with it. 0: it has seen none."""
    return forms.IntegerField(
        min_value=0,
        max_value=2**31 - 1,
        required=False,
        initial=0,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("This form is incomplete. Please reload.")
        ),
    )


class Written(forms.Form):
    """What every writing form carries: the id that makes it safe to send twice, and the answer to a prompt."""

    client_id = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"required": _("This form is incomplete. Please reload the page; your draft is kept.")},
    )
    answer = Choice(choices=Answer, required=False, widget=forms.HiddenInput)
    sequence = known_draft()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client_id"].initial = uuid4


class Declared(forms.Form):
    """Two taps: when did it start, and is the patient still symptomatic?"""

    started = Choice(
        label=_("When did it start?"), choices=Started, widget=forms.RadioSelect,
        error_messages={"required": _("Please say when it started, or that it is not about a patient.")},
    )  # fmt: skip
    symptomatic = Choice(
        label=_("Is the patient still symptomatic?"), choices=Symptomatic, widget=forms.RadioSelect,
        error_messages={"required": _("Please say whether the patient still has symptoms, or is not a patient.")},
    )  # fmt: skip

    def declaration(self) -> Declaration | None:
        started, symptomatic = self.cleaned_data.get("started"), self.cleaned_data.get("symptomatic")
        return Declaration(started, symptomatic) if started and symptomatic else None


class ReplyForm(AsksEvidence, Written, Declared):
    body = body_field(label=_("Your reply"))

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_only_what_fits(self, topic.section, is_answer=topic.is_question)
        self.fields["started"].required = self.fields["symptomatic"].required = False

    def for_action(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "body": data["body"],
            "client_id": data["client_id"],
            "answer": data["answer"],
            "declaration": self.declaration(),
            "sequence": data["sequence"],
            **carried_in(self),
        }


class TopicForm(AsksInterest, Written, Declared):
    title = forms.CharField(
        max_length=MAX_TITLE, label=_("Title"),
        error_messages={"required": _("Please give it a title.")},
    )  # fmt: skip
    area = forms.ChoiceField(
        label=_("What is it about?"), choices=[("", _("Something else")), *Subject.choices], required=False,
        help_text=_("Experts find questions by this."),
    )  # fmt: skip
    body = body_field(label=_("Text"), rows=10)
    field_order = ("title", "area", "body", "started", "symptomatic", "interest", "interest_words")

    def __init__(self, *args: Any, section: Section, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_only_what_fits(self, section, is_answer=False)
        if not section.is_clinical:
            del self.fields["started"], self.fields["symptomatic"]
        if section.kind != Kind.QUESTIONS:
            del self.fields["area"]

    def for_action(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "title": data["title"],
            "body": data["body"],
            "client_id": data["client_id"],
            "answer": data["answer"],
            "declaration": self.declaration(),
            "area": data.get("area", ""),
            "sequence": data["sequence"],
            **carried_in(self),
        }


class EditForm(forms.Form):
    body = body_field(label=_("Text"), rows=10)
    reason = forms.CharField(
        max_length=200, required=False, label=_("Why the edit?"), help_text=_("Shown in the history.")
    )
    answer = forms.ChoiceField(choices=Answer, required=False, widget=forms.HiddenInput)
    sequence = known_draft()

    def for_action(self) -> dict[str, Any]:
        return self.cleaned_data


class ReplyEditForm(AsksEvidence, EditForm):
    """What an answer rests on and which interests stand behind it can be put right as well."""

    field_order = ("body", "rests_on", "citation", "interest", "interest_words", "reason")

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_only_what_fits(self, topic.section, is_answer=topic.is_question)

    def for_action(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {name: data[name] for name in ("body", "reason", "answer", "sequence")} | {"carries": carried_in(self)}


class OpeningEditForm(EditForm):
    title = forms.CharField(min_length=MIN_TITLE, max_length=MAX_TITLE, label=_("Title"))
    field_order = ("title", "body", "reason")


class EndorseForm(forms.Form):
    """A reason for an answer or against it."""

    reason = forms.CharField(
        min_length=MIN_REASON, max_length=500, label=_("Why?"),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
        error_messages={
            "required": _("Please say why."),
            "min_length": format_lazy(
                _("Colleagues need the reason: at least {number} characters."), number=MIN_REASON
            ),
        },
    )  # fmt: skip
    evidence = forms.ChoiceField(
        choices=Evidence, widget=forms.RadioSelect, label=_("What does it rest on?"),
        error_messages={"required": _("Please choose what it rests on.")},
    )  # fmt: skip
    action = forms.TypedChoiceField(
        choices=[("", _("I leave that open")), *Action.choices], coerce=Action, required=False, empty_value=None,
        label=_("What does it advise?"), help_text=_("So that answers which differ can stand side by side."),
    )  # fmt: skip
    answer = forms.ChoiceField(choices=Answer, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, asks_action: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_action:
            del self.fields["action"]


class TailForm(forms.Form):
    """Which version of a topic the page has."""

    after = forms.IntegerField(min_value=0, max_value=2**31 - 1)


class DraftForm(forms.Form):
    """What autosave sends. `fields` is JSON: field name to text."""

    key = forms.RegexField(
        rf"^(reply|edit):\d+$|^topic:[\w-]+$|^case:new(:({'|'.join(BY_SLUG)}))?$|^same-day:new$",
        max_length=60,
        error_messages={"invalid": _("Unknown form.")},
    )
    label = forms.CharField(max_length=150, empty_value=_("Draft"), required=False)
    url = forms.RegexField(r"^/[^\s\\]*$", max_length=200, error_messages={"invalid": _("Unknown page.")})
    sequence = forms.IntegerField(min_value=0, required=False)
    texts = forms.JSONField()
    keep = forms.ChoiceField(choices=[("mine", _("Mine")), ("other", _("The other"))], required=False)

    def clean_texts(self) -> dict[str, str]:
        fields = self.cleaned_data["texts"]
        if not isinstance(fields, dict) or not all(isinstance(value, str) for value in fields.values()):
            raise forms.ValidationError(gettext("A draft is a list of named texts."))
        return fields

    def for_action(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "key": data["key"],
            "label": data["label"],
            "url": data["url"],
            "sequence": data["sequence"],
            "fields": data["texts"],
            "keep": data["keep"],
        }


class AppealForm(forms.Form):
    """ "This is not live": why, in one of three ways and a few words."""

    why = forms.ChoiceField(
        choices=[
            ("over", _("It is over and the outcome is known")),
            ("no_patient", _("There is no real patient")),
            ("mild", _("It is not what the forum took it for")),
        ],
        widget=forms.RadioSelect,
        label=_("Why should a moderator look?"),
        error_messages={"required": _("Please say why.")},
    )
    words = forms.CharField(max_length=150, required=False, label=_("In a few words"))

    @property
    def in_words(self) -> str:
        chosen = dict(self.fields["why"].choices)[self.cleaned_data["why"]]
        return f"{chosen}. {self.cleaned_data['words']}".strip()
