"""Choosing what to hear of."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.models import Kind, Level, Section
from members.areas import Area

EVERY_REPLY = _("Watch: every reply")
EVERY_TOPIC = _("Watch: every new topic, and every reply in them")
OTHERS = [
    (Level.TAKE_PART.value, _("Take part: replies where you wrote yourself")),
    (Level.MUTE.value, _("Mute: nothing, except what is decided about your own posts")),
]


class LevelForm(forms.Form):
    """One of three levels, for a topic."""

    level = forms.ChoiceField(
        choices=[(Level.WATCH.value, EVERY_REPLY), *OTHERS], widget=forms.RadioSelect, label=_("What you hear"),
        error_messages={"required": _("Please choose one."), "invalid_choice": _("Please choose one of the three.")},
    )  # fmt: skip

    def level_chosen(self) -> Level:
        return Level(self.cleaned_data["level"])


class SectionLevelForm(LevelForm):
    """The same for a section; of questions, for all of it or for one area."""

    area = forms.ChoiceField(
        choices=[("", _("The whole section")), *Area.choices], required=False, label=_("Of what"),
        error_messages={"invalid_choice": _("Please choose an area out of the list.")},
    )  # fmt: skip
    field_order = ("area", "level")

    def __init__(self, *args: Any, section: Section, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["level"].choices = [(Level.WATCH.value, EVERY_TOPIC), *OTHERS]
        if section.kind != Kind.QUESTIONS:
            del self.fields["area"]

    def area_chosen(self) -> Area | None:
        area = self.cleaned_data.get("area")
        return Area(area) if area else None
