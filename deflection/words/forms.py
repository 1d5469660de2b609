"""Forms for rules about words: one rule, a text to try, many rules at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deflection.models import Match, RuleDeed
from deflection.models.words import MAX_NOTE, MAX_TAG, MAX_WORDS
from deflection.words.drafted import PLACES, Drafted
from deflection.words.exchange import MAX_CHARS
from deflection.words.matching import Unreadable, pattern_of

PASTE = _("Paste the file, or choose it.")


class RuleForm(forms.Form):
    words = forms.CharField(
        max_length=MAX_WORDS, label=_("Words"), help_text=_("Capitals do not matter."),
        error_messages={"required": _("Please write the words to look for.")},
    )  # fmt: skip
    match = forms.ChoiceField(
        choices=Match, label=_("How they are looked for"), widget=forms.RadioSelect, initial="word"
    )
    deed = forms.ChoiceField(
        choices=RuleDeed, label=_("What it does"), widget=forms.RadioSelect,
        help_text=_("Of several rules that fit, the one that stands higher in this list decides."),
        error_messages={"required": _("Please choose what it does.")},
    )  # fmt: skip
    note = forms.CharField(
        max_length=MAX_NOTE, required=False, label=_("Note to the author"),
        help_text=_("Shown when it asks or suggests. One or two kind sentences."),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": MAX_NOTE}),
    )  # fmt: skip
    tag = forms.CharField(
        max_length=MAX_TAG, required=False, label=_("Filed under"), help_text=_("For moderators only.")
    )
    places = forms.MultipleChoiceField(
        choices=PLACES.items(), required=False, label=_("Where"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing ticked means everywhere."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("deed") == RuleDeed.SUGGEST and not data.get("note"):
            self.add_error("note", gettext("Please write what the author should read."))
        if data.get("deed") == RuleDeed.TAG and not data.get("tag"):
            self.add_error("tag", gettext("Please say under which word it is filed."))
        try:
            pattern_of(data.get("words", ""), data.get("match", ""))
        except Unreadable as sentence:
            if not {"words", "match"} & set(self.errors):
                self.add_error("words", str(sentence))
        return data

    def drafted(self) -> Drafted:
        return Drafted(**{**self.cleaned_data, "places": tuple(self.cleaned_data["places"])})


class TryForm(forms.Form):
    """A text to try the rules on. It is read and forgotten."""

    text = forms.CharField(
        max_length=20_000, label=_("A text to try"), widget=forms.Textarea(attrs={"rows": 6, "maxlength": 20_000}),
        error_messages={"required": _("Please paste a text.")},
    )  # fmt: skip
    place = forms.ChoiceField(choices=PLACES.items(), label=_("As if it were written in"), initial="questions")


class ImportForm(forms.Form):
    """Many rules, pasted or as a file."""

    text = forms.CharField(
        max_length=MAX_CHARS, required=False, label=_("CSV or TOML"), strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "maxlength": MAX_CHARS, "spellcheck": "false"}),
    )  # fmt: skip
    file = forms.FileField(required=False, label=_("Or a file"), max_length=200)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if file := data.get("file"):
            data["text"] = self.words_of(file)
        if not data.get("text", "").strip() and not self.errors:
            self.add_error("text", PASTE)
        return data

    def words_of(self, file: Any) -> str:
        if file.size > MAX_CHARS:
            self.add_error("file", gettext("That file is too large: 200,000 characters at most."))
            return ""
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            self.add_error("file", gettext("That file is not text in UTF-8."))
            return ""
