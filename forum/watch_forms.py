"""Choosing what to hear of."""

from typing import Any

from django import forms

from forum.models import Kind, Level, Section
from members.areas import Area


class LevelForm(forms.Form):
    """One of three levels; of a section of questions, for all of it or for one area."""

    level = forms.ChoiceField(
        choices=Level, widget=forms.RadioSelect, label="What you hear",
        error_messages={"required": "Please choose one.", "invalid_choice": "Please choose one of the three."},
    )  # fmt: skip

    def level_chosen(self) -> Level:
        return Level(self.cleaned_data["level"])


class SectionLevelForm(LevelForm):
    area = forms.ChoiceField(
        choices=[("", "The whole section"), *Area.choices], required=False, label="Of what",
        error_messages={"invalid_choice": "Please choose an area out of the list."},
    )  # fmt: skip
    field_order = ("area", "level")

    def __init__(self, *args: Any, section: Section, **options: Any) -> None:
        super().__init__(*args, **options)
        if section.kind != Kind.QUESTIONS:
            del self.fields["area"]

    def area_chosen(self) -> Area | None:
        area = self.cleaned_data.get("area")
        return Area(area) if area else None
