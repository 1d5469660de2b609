"""What a moderator fills in to lay a measure or to lift one, and what a member writes to appeal."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from deflection.outcomes import Answer
from forum.models import Section
from members.areas import Area
from moderation.ladder import HOURS, Step, in_words
from moderation.models import Reason, Rung
from moderation.models.appeals import LONGEST, LONGEST_REPLY, Outcome
from moderation.models.measures import HOLDS_BACK

MIN_REASON = 20
TOO_SHORT = format_lazy(_("At least {number} characters, please, so that it can be understood."), number=MIN_REASON)
FOREVER = "open"


def words(label: str, longest: int, rows: int = 5, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        min_length=MIN_REASON, max_length=longest, label=label, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows, "maxlength": longest}),
        error_messages={"required": _("Please write a sentence or two."), "min_length": TOO_SHORT},
    )  # fmt: skip


class MeasureForm(forms.Form):
    rung = forms.ChoiceField(
        choices=Rung, widget=forms.RadioSelect, label=gettext_lazy("What"),
        error_messages={"required": gettext_lazy("Please choose what to do.")},
    )  # fmt: skip
    hours = forms.ChoiceField(
        required=False,
        label=gettext_lazy("For how long"),
        help_text=gettext_lazy(
            "Where it keeps them from something. A suspension without an end needs a second person."
        ),
    )
    place = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Where"),
        help_text=gettext_lazy("Where it keeps them from writing in one section or about one area."),
    )
    rule = forms.ChoiceField(
        choices=[("", gettext_lazy("Choose a rule")), *Reason.choices], label=gettext_lazy("Which rule"),
        error_messages={"required": gettext_lazy("Please say which rule this is about.")},
    )  # fmt: skip
    text = words(
        gettext_lazy("What they read"),
        1000,
        help_text=gettext_lazy("What happened, and what you ask of them. Kindly, and in full."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hours"].choices = [
            ("", gettext("Choose a time")),
            *((str(hours), in_words(hours)) for hours in HOURS),
            (FOREVER, gettext("Without an end")),
        ]
        self.fields["place"].choices = [
            ("", gettext("Choose a place")),
            (
                gettext("Sections"),
                [(f"section:{slug}", name) for slug, name in Section.objects.values_list("slug", "name")],
            ),
            (gettext("Areas"), [(f"area:{area.value}", area.label) for area in Area]),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        rung, hours = data.get("rung", ""), data.get("hours", "")
        kind, _, place = data.get("place", "").partition(":")
        if rung in HOLDS_BACK and not hours:
            self.add_error("hours", gettext("Please say for how long."))
        if hours == FOREVER and rung in HOLDS_BACK and rung != Rung.SUSPENDED:
            self.add_error("hours", gettext("Only a suspension may be without an end."))
        if rung in (Rung.SECTION, Rung.AREA) and kind != rung:
            in_section = rung == Rung.SECTION
            self.add_error(
                "place", gettext("Please choose a section.") if in_section else gettext("Please choose an area.")
            )
        return data | {"place": place, "hours": int(hours) if hours.isdigit() else None}


def suggested(step: Step) -> dict[str, str]:
    """The form as the ladder suggests it; the moderator changes what they like."""
    return {"rung": step.rung, "hours": str(step.hours or "")}


class LiftForm(forms.Form):
    reason = words(gettext_lazy("Why it ends early, as they read it"), 500, rows=3)


class AppealForm(forms.Form):
    text = words(
        gettext_lazy("Your appeal"), LONGEST, rows=8,
        help_text=gettext_lazy("What was overlooked, or what you see differently. Please name no patient."),
    )  # fmt: skip
    answer = forms.ChoiceField(choices=Answer.choices, required=False)


class JudgementForm(forms.Form):
    outcome = forms.ChoiceField(
        choices=[(Outcome.OVERTURNED, gettext_lazy("Take it back")), (Outcome.UPHELD, gettext_lazy("It stands"))],
        widget=forms.RadioSelect,
        label=gettext_lazy("Your decision"),
        error_messages={"required": gettext_lazy("Please decide.")},
    )
    reply = words(gettext_lazy("Your answer, as they read it"), LONGEST_REPLY)
