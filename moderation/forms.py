"""What reporters and moderators may send."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation import rules, trying
from moderation.models import CannedReply, Reason, Verdict, WasLive
from moderation.models.line_reports import OF_LINES
from moderation.models.notes import MAX_NOTE
from moderation.models.replies import MAX_REPLY
from moderation.replies import unknown_in

MIN_REASON, MAX_COMMENT = 10, 300


class FlagForm(forms.Form):
    reason = forms.ChoiceField(
        choices=Reason,
        widget=forms.RadioSelect,
        label=_("What is wrong with it?"),
        error_messages={"required": _("Please choose a reason.")},
    )
    note = forms.CharField(
        max_length=500,
        required=False,
        label=_("Anything a moderator should know?"),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
    )


class LineReportForm(FlagForm):
    """The reasons that lines about oneself can be reported for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [(reason.value, reason.label) for reason in OF_LINES]


class NoteForm(forms.Form):
    words = forms.CharField(
        max_length=MAX_NOTE, label=_("Note"), widget=forms.Textarea(attrs={"rows": 4, "maxlength": MAX_NOTE}),
        error_messages={"required": _("Please write the note.")},
        help_text=_("No member ever sees it. Write @ and a colleague’s whole name to tell them."),
    )  # fmt: skip


class ReplyForm(forms.ModelForm):
    """A reply that stands ready. The action writes, not the form."""

    class Meta:
        model = CannedReply
        fields = ("title", "words", "reason", "language", "active")
        labels = {
            "title": _("Title"),
            "words": _("What it says"),
            "reason": _("Which reason does it answer?"),
            "language": _("Language"),
            "active": _("Offer it to moderators"),
        }
        widgets = {"words": forms.Textarea(attrs={"rows": 5, "maxlength": MAX_REPLY})}
        help_texts = {"reason": _("It is offered first where this was reported.")}
        error_messages = {
            "title": {"required": _("Please give it a title."), "unique": _("Another reply has this title already.")},
            "words": {"required": _("Please write what it says.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [("", gettext("Any")), *Reason.choices]

    def clean_words(self) -> str:
        words = self.cleaned_data["words"]
        if strangers := unknown_in(words):
            raise forms.ValidationError(
                gettext("Nobody fills in %(list)s. The words that are filled in are listed below.")
                % {"list": ", ".join(strangers)}
            )
        return words


class ReporterQuestionForm(forms.Form):
    words = forms.CharField(
        max_length=500, min_length=MIN_REASON, label=_("Your question"),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
        error_messages={
            "required": _("Please write the question."),
            "min_length": format_lazy(_("A question of at least {number} characters, please."), number=MIN_REASON),
        },
    )  # fmt: skip


class ReporterAnswerForm(forms.Form):
    words = forms.CharField(
        max_length=500, label=_("Your answer"), widget=forms.Textarea(attrs={"rows": 4, "maxlength": 500}),
        error_messages={"required": _("Please write your answer.")},
        help_text=_("Only the moderators read it. You can answer once."),
    )  # fmt: skip


def comment_field(label: str) -> forms.CharField:
    return forms.CharField(
        max_length=MAX_COMMENT, required=False, label=label,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": MAX_COMMENT}),
    )  # fmt: skip


class BulkForm(forms.Form):
    """One decision and one reason for many posts."""

    verdict = forms.ChoiceField(
        choices=[
            (verdict.value, verdict.label) for verdict in (Verdict.KEEP, Verdict.PUBLISH, Verdict.RETURN, Verdict.HIDE)
        ],
        widget=forms.HiddenInput,
    )
    reason = forms.CharField(
        min_length=MIN_REASON, max_length=500, label=_("Reason, as each author will read it"),
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 500}),
        error_messages={
            "required": _("Every decision needs a reason."),
            "min_length": format_lazy(_("A reason of at least {number} characters, please."), number=MIN_REASON),
        },
    )  # fmt: skip


class DecisionForm(forms.Form):
    verdict = forms.ChoiceField(
        widget=forms.RadioSelect, label=_("Decision"), error_messages={"required": _("Please choose a decision.")}
    )
    reason = forms.CharField(
        min_length=MIN_REASON, max_length=500, label=_("Reason, as the author will read it"),
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 500}),
        error_messages={
            "required": _("Every decision needs a reason."),
            "min_length": format_lazy(_("A reason of at least {number} characters, please."), number=MIN_REASON),
        },
    )  # fmt: skip

    was_live = forms.ChoiceField(
        choices=WasLive, widget=forms.RadioSelect, label=_("Was it live when it was written?"),
        help_text=_("Kept for the reader, without a word of the text."),
        error_messages={"required": _("Please say what you found.")},
    )  # fmt: skip
    reply = forms.ModelChoiceField(
        queryset=CannedReply.objects.ready(), required=False, label=_("Start from a reply that stands ready"),
        error_messages={"invalid_choice": _("This reply is offered no more. Please choose another, or none.")},
    )  # fmt: skip
    field_order = ("was_live", "verdict", "reply", "reason")

    def __init__(
        self,
        *args: object,
        verdicts: list[Verdict],
        appealed: bool = False,
        fields: Mapping[str, str] | None = None,
        **kwargs: object,
    ) -> None:
        """`fields` are those of the post, name to label: each can be commented on where it may be sent back."""
        super().__init__(*args, **kwargs)
        asks = fields if fields and Verdict.RETURN in verdicts else {}
        self.commented = {name: f"comment_{name}" for name in asks}
        for name, label in asks.items():
            self.fields[f"comment_{name}"] = comment_field(label)
        if not appealed:
            del self.fields["was_live"]
        self.fields["verdict"].choices = [(verdict.value, verdict.label) for verdict in verdicts]
        if len(verdicts) == 1:
            self.fields["verdict"].initial = verdicts[0].value

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not rules.may_follow(data.get("verdict", ""), data.get("was_live", "")):
            self.add_error("verdict", gettext("What was live is not published. Its author can tell it from the vault."))
        if self.comments_in(data) and data.get("verdict") not in ("", None, Verdict.RETURN):
            self.add_error(
                "verdict", gettext("What you wrote beside the fields goes with “Send it back for changes” only.")
            )
        return data

    @property
    def comments(self) -> list[forms.BoundField]:
        return [self[name] for name in self.commented.values()]

    @property
    def has_comments(self) -> bool:
        """Something was written or refused there: then the fields stand open."""
        return any(field.value() or field.errors for field in self.comments)

    def comments_in(self, data: Mapping[str, Any]) -> dict[str, str]:
        return {name: data[asked] for name, asked in self.commented.items() if data.get(asked)}

    def for_action(self) -> dict[str, Any]:
        data = self.cleaned_data
        said = {name: data[name] for name in ("verdict", "reason", "was_live") if name in data}
        return said | {"comments": self.comments_in(data)}


class PairForm(forms.Form):
    verdict = forms.ChoiceField(
        choices=[("one", _("Count them as one voice")), ("two", _("Count them as two: there is nothing in it"))],
        widget=forms.RadioSelect, label=_("Decision"), error_messages={"required": _("Please choose a decision.")},
    )  # fmt: skip
    reason = forms.CharField(
        min_length=MIN_REASON, max_length=500, label=_("Reason, for other moderators"),
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 500}),
        error_messages={
            "required": _("Every decision needs a reason."),
            "min_length": format_lazy(_("A reason of at least {number} characters, please."), number=MIN_REASON),
        },
    )  # fmt: skip


class TryForm(forms.Form):
    """A text for the reader to look at. It is sent, read and forgotten."""

    place = forms.ChoiceField(choices=trying.PLACES, label=_("As if written in"))
    title = forms.CharField(max_length=150, required=False, label=_("Title"))
    body = forms.CharField(
        max_length=20_000, label=_("Text"), widget=forms.Textarea(attrs={"rows": 8, "maxlength": 20_000}),
        error_messages={"required": _("Please paste or write a text.")},
    )  # fmt: skip


class ReasonForm(forms.Form):
    """Why a version of the reader should read, as the second administrator and the log will see it."""

    reason = forms.CharField(max_length=300, required=False)
