"""The forms of a case study: the whole on one page, one part of it, and the edit of one that stands."""

from typing import Any

from django import forms
from django.db.models import BLANK_CHOICE_DASH, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deflection.declaration import Symptomatic
from forum import telling
from forum.case_texts import CALLED, as_typed, happened_too_recently, heading
from forum.forms import MAX_TITLE, MIN_TITLE, WRITES, Written
from forum.models import CaseStudy, Complication
from forum.models.case_words import Attribution, Factor, PhysicalHarm, PsychologicalHarm
from forum.models.cases import EventKind
from forum.models.moments import MAX_WHAT, Moment, Unit
from forum.naming import NOT_SHOWN, SHOWN, Naming
from forum.reflecting import SLOTS, asked_by, kept_beside
from forum.telling import FACTORS, Part

MAX_FIELD = 6_000
BLANK_ROWS = 1
HARMED = ("low", "moderate", "severe", "fatal")
CASE_ORDER = tuple(name for part in telling.PARTS for name in part.names if name not in FACTORS)
REQUIRED = ("attribution", "harm_physical", "harm_psychological")  # beside what the database requires
RADIOS = {
    "event_kind": EventKind, "attribution": Attribution, "harm_physical": PhysicalHarm,
    "harm_psychological": PsychologicalHarm,
}  # fmt: skip
HARM_HELP = _("Levels after the Learn from Patient Safety Events service (NHS England).")


class CaseForm(Written, forms.ModelForm):
    """Everything a case study tells. `symptomatic` is its declaration; the date answers the other question."""

    title = forms.CharField(
        min_length=MIN_TITLE, max_length=MAX_TITLE, label=_("Title"),
        help_text=_("Five to twelve words, nothing that identifies a patient."),
    )  # fmt: skip
    naming = forms.ChoiceField(
        label=_("Your name"), choices=Naming, widget=forms.RadioSelect, required=False, initial=SHOWN,
        help_text=_(
            "Without it, members and moderators read “Author of this case study” here and in your replies, and your "
            "profession if ten or more verified colleagues share it. That does not hide how you write, where you work, "
            "or what colleagues know already. Two moderators together can ask for your name, with a reason that is "
            "recorded, and so can a court. Where a patient may be in danger now, whoever is on call sees it. You can "
            "show your name at any time."
        ),
    )  # fmt: skip
    symptomatic = forms.ChoiceField(
        label=_("Is the patient still symptomatic?"), choices=Symptomatic, widget=forms.RadioSelect,
        error_messages={"required": _("Please say whether it is over.")},
    )  # fmt: skip
    accepts = forms.BooleanField(
        label=_("I have read this, and write the learning and not the identities"),
        error_messages={"required": _("Please read the notice and tick it.")},
    )

    class Meta:
        model = CaseStudy
        fields = tuple(name for name in CASE_ORDER if name not in ("title", "naming", "symptomatic"))
        widgets = {
            "happened_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "happened_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            **dict.fromkeys(RADIOS, forms.RadioSelect),
        }
        help_texts = {
            "happened_on": _("Never shown: readers see how long ago it was."),
            "happened_at": _("Only if it was yesterday or the day before. Never shown."),
            "permission_from": _(
                "Only if a colleague treated. Write their name as it stands on their page here: we ask them, and they "
                "read it before anybody else. Whoever has no account is asked by a moderator. Members never see it."
            ),
            "complication": _("The closest name; your own words say the rest."),
            "product_name": _("Brand and product. Please say it for a toxin or a filler."),
            "lot": _("Kept for a Yellow Card or a recall, and never shown to members."),
            "dose": _("For example: 0.4 ml, 20 units."),
            "recognised_after": _(
                "Counted from the event, if you know it: 90 is an hour and a half. Drawn in the timeline."
            ),
            "signs": _("What was seen and felt, in the order it showed."),
            "managed": _("The timeline holds the steps; say here what you thought and decided."),
            "support": _("Whom you called, or why you did not."),
            "take_home": _("One point a line."),
            "interests": _("Any product or company interest, or “none”."),
            "background": _("Setting and patient in general terms. No names, places, dates."),
            "harm_physical": HARM_HELP,
            "harm_psychological": _("Graded apart from what the body suffered."),
            "factors_text": _("What is not in the list, or needs a sentence."),
            "reflective_model": _("Nothing you wrote is lost when you change it."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.told = self.told_so_far()
        for factor in Factor:
            self.fields[f"factor_{factor.value}"] = forms.BooleanField(label=factor.label, required=False)
        for name in REQUIRED:
            self.fields[name].required = True
        for name, words in RADIOS.items():
            self.fields[name].choices = words.choices  # radios need no empty choice
        offered = Q(is_offered=True) | Q(pk=self.instance.complication_id)
        self.fields["complication"].queryset = Complication.objects.filter(offered)
        self.fields["complication"].empty_label = gettext("None, or not in the list")
        for name in CALLED.keys() & self.fields.keys():
            self.fields[name].label = heading(name)
        self.say_what_nothing_is()
        self.say_what_is_missing()
        self.ask_by_model()
        self.add_rows()
        self.order_fields(CASE_ORDER)

    def told_so_far(self) -> dict[str, str]:
        """What stands in the form, sent or opened, by the names of its fields."""
        if self.is_bound:
            return self.data.dict() if hasattr(self.data, "dict") else dict(self.data)
        return {name: as_typed(value) for name, value in self.initial.items()}

    def say_what_nothing_is(self) -> None:
        for field in self.fields.values():
            if type(field) is forms.TypedChoiceField and field.choices[:1] == BLANK_CHOICE_DASH:
                field.choices = [
                    ("", gettext("Choose one") if field.required else gettext("Not said")),
                    *field.choices[1:],
                ]

    def say_what_is_missing(self) -> None:
        sentence, djangos = gettext("Please fill in “%(field)s”."), forms.Field.default_error_messages["required"]
        for name, field in self.fields.items():
            label = str(field.label or "")
            if label and field.error_messages["required"] is djangos:
                field.error_messages["required"] = sentence % {"field": label[:1].upper() + label[1:]}
            if name in CaseStudy.TOLD:
                field.max_length = MAX_FIELD
                field.validators.append(forms.CharField(max_length=MAX_FIELD).validators[0])
                field.widget = forms.Textarea(attrs={"rows": 5, "maxlength": MAX_FIELD, WRITES: ""})

    def ask_by_model(self) -> None:
        """The questions of the chosen model, in its words; a column that it does not ask for keeps its name."""
        for slot in SLOTS:
            self.fields[slot].label = heading(slot)
        for question in asked_by(str(self.told.get("reflective_model") or "")):
            field = self.fields[question.slot]
            field.label, field.help_text = question.label, question.help
            if field.required:
                field.error_messages["required"] = gettext("Please answer “%(label)s”.") % {"label": question.label}

    def add_rows(self) -> None:
        """One set of fields for each row of the timeline, and an empty one."""
        self.rows = telling.rows_in(self.told)
        if self.is_bound:
            self.data = self.data.copy()
            for name in [name for name in self.data if telling.ROW.match(name)]:
                del self.data[name]
            self.data.update(telling.as_rows(self.rows))
        self.initial.update(telling.as_rows(self.rows))
        for nth in range(len(self.rows) + BLANK_ROWS):
            self.fields[f"timeline-{nth}-after"] = forms.CharField(
                label=gettext("Time"), required=False, max_length=4,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            )  # fmt: skip
            self.fields[f"timeline-{nth}-unit"] = forms.ChoiceField(
                label=gettext("Counted in"), required=False, choices=Unit, initial=Unit.MINUTES
            )
            self.fields[f"timeline-{nth}-what"] = forms.CharField(
                label=gettext("What happened"), required=False, max_length=MAX_WHAT,
                widget=forms.Textarea(attrs={"rows": 2, "maxlength": MAX_WHAT}),
            )  # fmt: skip

    @property
    def timeline_rows(self) -> list[dict[str, Any]]:
        """For the page: the fields of each row, and where it can go."""
        last = len(self.rows) - 1
        return [
            {name: self[f"timeline-{nth}-{name}"] for name in ("after", "unit", "what")}
            | {"nth": nth, "number": nth + 1, "is_told": nth <= last, "is_first": nth == 0, "is_last": nth >= last}
            for nth in range(len(self.rows) + BLANK_ROWS)
        ]

    @property
    def reflection(self) -> list[forms.BoundField]:
        """What the chosen model asks, in its order."""
        return [self[question.slot] for question in asked_by(str(self.told.get("reflective_model") or ""))]

    @property
    def kept_reflection(self) -> list[forms.BoundField]:
        """What was written under another model."""
        return [self[slot] for slot in kept_beside(str(self.told.get("reflective_model") or ""), self.told)]

    @property
    def factor_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in FACTORS]

    def _post_clean(self) -> None:
        """The action writes, not the form: the instance stays as the database has it until the gate has spoken."""

    def clean_happened_on(self) -> Any:
        happened_on = self.cleaned_data["happened_on"]
        if happened_on > timezone.localdate():
            raise forms.ValidationError(gettext("That day is still to come. When did it happen?"))
        return happened_on

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.check_time(data)
        self.check_permission(data)
        self.check_factors(data)
        self.check_timeline(data)
        return data

    def check_time(self, data: dict[str, Any]) -> None:
        """The time of day is asked for where it decides whether a day has passed."""
        day = data.get("happened_on")
        if data.get("symptomatic", Symptomatic.NO) != Symptomatic.NO:
            return
        if not day or data.get("happened_at") or "happened_at" in self.errors or day >= timezone.localdate():
            return
        if happened_too_recently(day):
            self.add_error(
                "happened_at", gettext("About what time was it? A day must have passed before it is told here.")
            )

    def check_permission(self, data: dict[str, Any]) -> None:
        if data.get("attribution") == Attribution.PERMISSION and not data.get("permission_from"):
            self.add_error(
                "permission_from", gettext("Please say who treated the patient and agreed to your telling it.")
            )

    def check_factors(self, data: dict[str, Any]) -> None:
        harmed = {data.get("harm_physical"), data.get("harm_psychological")} & set(HARMED)
        if harmed and not any(data.get(name) for name in (*FACTORS, "factors_text")) and "factors_text" in self.fields:
            self.add_error(
                "factors_text", gettext("Somebody came to harm. Please tick what contributed, or say it here.")
            )

    def check_timeline(self, data: dict[str, Any]) -> None:
        for nth, found in enumerate(telling.moments_of(self.rows)):
            if not isinstance(found, Moment) and (name := f"timeline-{nth}-what") in self.fields:
                self.add_error(name, found)

    def columns(self) -> dict[str, Any]:
        """What the action stores, as far as it was told rightly."""
        data = self.cleaned_data
        told = {field.name: data[field.name] for field in CaseStudy._meta.fields if field.name in data}
        ticked = [name.removeprefix("factor_") for name in FACTORS if data.get(name)]
        told["factors"] = f"|{'|'.join(ticked)}|" if ticked else ""
        told["timeline"] = telling.timeline_of(self.told)
        return told

    def for_action(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "title": data["title"],
            "fields": self.columns(),
            "client_id": data["client_id"],
            "symptomatic": data["symptomatic"],
            "answer": data["answer"],
            "unnamed": data["naming"] == NOT_SHOWN,
        }


class PartForm(CaseForm):
    """One part of it: the same fields with the same rules, and nothing else."""

    def __init__(self, *args: Any, part: Part, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.part = part
        for name in [name for name in self.fields if not part.owns(name) and name not in ("client_id", "answer")]:
            del self.fields[name]


class CaseEditForm(CaseForm):
    """The same form for a case study that stands: its declaration was made when it was told."""

    reason = forms.CharField(
        max_length=200, required=False, label=_("Why the edit?"), help_text=_("Shown in the history.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("symptomatic", "client_id", "accepts", "naming"):  # said when it was told
            del self.fields[name]
        for name in REQUIRED:  # a case study of an earlier day may not have said it
            self.fields[name].required = bool(getattr(self.instance, name))

    def for_action(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"title": data["title"], "fields": self.columns(), "reason": data["reason"], "answer": data["answer"]}
