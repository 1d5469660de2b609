"""What a reviewer writes down about a claim, or about a look into a register."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.areas import Area
from members.claim_forms import plain_words
from members.findings import Found
from members.models import Claim
from members.names import look_alike
from members.registers import registers
from members.standing import RIGHTS, Status, Weight, needs_reason

GRANT, REFUSE, ASK = "grant", "refuse", "ask"
VERDICTS = {GRANT: _("Grant it"), REFUSE: _("Refuse it, and say why"), ASK: _("Ask the member for something")}
STATUSES = [("", _("Choose what it says")), *Status.choices]
LONGEST_AHEAD = timedelta(days=366)
OFF = {"autocomplete": "off"}


def day(label: str, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        required=False,
        label=label,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class ReviewForm(forms.Form):
    """One look: what the register says, what the evidence shows, and what follows."""

    name = forms.CharField(
        max_length=100, required=False, label=_("Name, as the register has it"), widget=forms.TextInput(attrs=OFF)
    )
    status = forms.ChoiceField(choices=STATUSES, required=False, label=_("Status, as the register has it"))
    qualification = forms.CharField(
        max_length=120, required=False, label=_("Qualifications, as the badge will show them"),
        widget=forms.TextInput(attrs=OFF), help_text=_("Such as: Nurse independent prescriber (RN1, V300)."),
    )  # fmt: skip
    conditions = forms.CharField(
        max_length=500, required=False, label=_("Conditions, as the register words them"),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
    )  # fmt: skip
    prescriber = forms.BooleanField(required=False, label=_("The register shows that they may prescribe"))
    trained_on = day(_("Emergency training on"), _("The date on the certificate. It counts for a year."))
    insured_until = day(_("Insurance seen, until"), _("Leave empty if you saw none."))
    accredited_by = forms.ChoiceField(required=False, label=_("Accredited register, if you looked one up"))
    accredited_until = day(_("Accredited until"))
    areas = forms.MultipleChoiceField(
        choices=Area, required=False, label=_("Accepted areas"), widget=forms.CheckboxSelectMultiple
    )
    verdict = forms.ChoiceField(choices=VERDICTS.items(), widget=forms.RadioSelect, label=_("Decision"))
    reason = forms.CharField(
        max_length=500, required=False, label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
        help_text=_("The member reads it. Needed for a refusal, a question, a restriction, or a different name."),
    )  # fmt: skip

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.claim = claim
        accredited = [row.name for row in registers().values() if not row.is_registration]
        self.fields["accredited_by"].choices = [("", gettext("None")), *((name, name) for name in accredited)]
        self.fields["areas"].choices = [(area, Area(area).label) for area in claim.areas if area in Area.values]
        if not claim.for_expert:
            del self.fields["areas"]

    def clean_reason(self) -> str:
        return plain_words(self.cleaned_data["reason"])

    def clean_qualification(self) -> str:
        return plain_words(self.cleaned_data["qualification"])

    def clean_conditions(self) -> str:
        return plain_words(self.cleaned_data["conditions"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("verdict") in (REFUSE, ASK) and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", gettext("Please say why, so that the member knows what to do next."))
        if data.get("verdict") == GRANT:
            self.check_look(data)
        return data

    def check_look(self, data: dict[str, Any]) -> None:
        for field in ("name", "status", "qualification"):
            if not data.get(field) and field not in self.errors:
                self.add_error(field, gettext("Please write what the register says."))
        status = data.get("status") or Status.REGISTERED
        decides = RIGHTS[Status(status)].weight == Weight.REVIEWER_DECIDES
        if decides and not data.get("conditions"):
            self.add_error("conditions", gettext("Please copy what the register says about this."))
        another_name = bool(data.get("name")) and not look_alike(data["name"], self.claim.member.name)
        if (decides or another_name) and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", gettext("Please say why it is granted although the name or the status differs."))
        self.check_days(data)

    def check_days(self, data: dict[str, Any]) -> None:
        today = timezone.localdate()
        if data.get("trained_on") and data["trained_on"] > today:
            self.add_error("trained_on", gettext("This day has not come yet."))
        for field in ("insured_until", "accredited_until"):
            if data.get(field) and not today < data[field] <= today + LONGEST_AHEAD:
                self.add_error(field, gettext("Please give a day within the next year."))
        if (
            bool(data.get("accredited_by")) != bool(data.get("accredited_until"))
            and "accredited_until" not in self.errors
        ):
            self.add_error("accredited_until", gettext("Please give both, the register and its date, or neither."))

    def found(self) -> Found:
        data = self.cleaned_data
        days: dict[str, date | None] = {
            name: data[name] for name in ("trained_on", "insured_until", "accredited_until")
        }
        return Found(
            name=data["name"], status=Status(data["status"]), qualification=data["qualification"],
            conditions=data["conditions"], prescriber=data["prescriber"], accredited_by=data["accredited_by"], **days,
        )  # fmt: skip


class StatusForm(forms.Form):
    """What the register says today of a credential that was granted before."""

    status = forms.ChoiceField(choices=STATUSES, label=_("Status, as the register has it today"))
    keeps = forms.BooleanField(
        required=False, label=_("They keep their weight"),
        help_text=_("Counts only where the table below leaves it to the reviewer."),
    )  # fmt: skip
    reason = forms.CharField(
        max_length=500, required=False, label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
        help_text=_("The member reads it. Needed for everything but “Registered”."),
    )  # fmt: skip

    def clean_reason(self) -> str:
        return plain_words(self.cleaned_data["reason"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if (
            needs_reason(data.get("status", Status.REGISTERED))
            and not data.get("reason")
            and "reason" not in self.errors
        ):
            self.add_error("reason", gettext("Please say what the register says and since when."))
        return data
