"""What a member chooses about being told, and what they narrow their list to."""

from datetime import timedelta
from itertools import groupby
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from notifications.models import GROUP_OF, Group, Mail, Often, Preference
from notifications.models.preferences import DAYS

REGIONS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
LONGEST_AWAY = timedelta(days=366)
CHOSEN = [group for group in Group if group != Group.DUTY]


def zones() -> list[tuple[str, Any]]:
    """Every place with a time of its own, by part of the world."""
    places = sorted(name for name in available_timezones() if name.split("/")[0] in REGIONS and "/" in name)
    grouped = groupby(places, key=lambda name: name.split("/")[0])
    return [(region, [(name, name.split("/", 1)[1].replace("_", " ")) for name in names]) for region, names in grouped]


class PreferenceForm(forms.Form):
    """Where each kind goes, the quiet hours of each weekday, and until when they are away."""

    digest_comes = forms.ChoiceField(choices=Often, label=_("The digest"))
    time_zone = forms.ChoiceField(required=False, label=_("Your time zone"))
    away_until = forms.DateField(
        required=False, label=_("Away until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The first day on which you want to be told again. Until then nothing is sent to you."),
        error_messages={"invalid": _("Please give a day, such as 2026-08-31.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["time_zone"].choices = [("", gettext("That of my country")), *zones()]
        for group in CHOSEN:
            self.fields[f"mail_{group}"] = forms.ChoiceField(
                choices=Mail, label=gettext("%(group)s: mail") % {"group": group.label}
            )
            self.fields[f"push_{group}"] = forms.BooleanField(
                required=False, label=gettext("%(group)s: push") % {"group": group.label}
            )
        for number, day in enumerate(DAYS):
            self.fields[f"from_{number}"] = hour_field(gettext("%(day)s, from") % {"day": day})
            self.fields[f"to_{number}"] = hour_field(gettext("%(day)s, until") % {"day": day})

    @property
    def ways(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        return [(group.label, self[f"mail_{group}"], self[f"push_{group}"]) for group in CHOSEN]

    @property
    def hours(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        return [(day, self[f"from_{number}"], self[f"to_{number}"]) for number, day in enumerate(DAYS)]

    def clean_away_until(self) -> Any:
        until, today = self.cleaned_data["away_until"], timezone.localdate()
        if until and until > today + LONGEST_AWAY:
            raise forms.ValidationError(gettext("Please choose a day within a year."))
        return until if until and until > today else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for number in range(len(DAYS)):
            start, end = data.get(f"from_{number}"), data.get(f"to_{number}")
            if bool(start) != bool(end) and not {f"from_{number}", f"to_{number}"} & self.errors.keys():
                self.add_error(
                    f"to_{number}" if start else f"from_{number}", gettext("Please give both hours, or neither.")
                )
        return data

    def chosen(self) -> dict[str, Any]:
        """As the row keeps it."""
        data = self.cleaned_data
        hours = [(data[f"from_{number}"], data[f"to_{number}"]) for number in range(len(DAYS))]
        kept = {name: value for name, value in data.items() if name.startswith(("mail_", "push_"))}
        quiet = [[f"{start:%H:%M}", f"{end:%H:%M}"] if start else None for start, end in hours]
        kept |= {name: data[name] for name in ("digest_comes", "time_zone", "away_until")}
        return {"quiet": quiet, **kept}


def hour_field(label: str) -> forms.TimeField:
    return forms.TimeField(
        required=False, label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": gettext("Please give an hour, such as 20:00.")},
    )  # fmt: skip


def as_fields(chosen: Preference) -> dict[str, Any]:
    """The row, as the form shows it."""
    names = [f"{way}_{group}" for way in ("mail", "push") for group in CHOSEN]
    hours = {}
    for number, span in enumerate(chosen.quiet):
        hours |= {f"from_{number}": span[0], f"to_{number}": span[1]} if span else {}
    away = chosen.away_until if chosen.away_until and chosen.away_until > timezone.localdate() else None
    return {
        "digest_comes": chosen.digest_comes,
        "time_zone": chosen.time_zone,
        "away_until": away,
        **hours,
        **{name: getattr(chosen, name) for name in names},
    }


class NarrowForm(forms.Form):
    """Narrows the list; a value that does not exist narrows nothing."""

    show = forms.ChoiceField(choices=[("", _("All")), ("new", _("Unread"))], required=False, label=_("Show"))
    kind = forms.ChoiceField(choices=[("", _("Everything")), *Group.choices], required=False, label=_("About"))

    def as_lookups(self) -> dict[str, Any]:
        self.is_valid()
        lookups: dict[str, Any] = {"read_at": None} if self.cleaned_data.get("show") else {}
        if kind := self.cleaned_data.get("kind"):
            lookups["about__in"] = [about for about, group in GROUP_OF.items() if group == kind]
        return lookups

    @property
    def as_query(self) -> str:
        """What the links to other pages carry on."""
        return "&".join(f"{name}={value}" for name, value in self.cleaned_data.items() if value)
