"""What a member fills in to claim, to nominate a colleague, or to go by another name."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.actions.claims import Details
from members.areas import Area
from members.evidence import MAX_BYTES, MAX_FILES, File, type_of
from members.forms import own_name, reads_as_emergency
from members.metadata import Broken, without_metadata
from members.models import Claim, Credential, Member, Profession
from members.models.people import NAME_SHAPE
from members.registers import check, registers

HAPPENING = _("This reads as something happening now. Please ring the emergency number or your helpline instead.")
SHORTEST_REASON = 20
NOT_WHOLE = _("A file is not a whole PDF, JPEG or PNG. Please save it again and choose it.")
OFF = {"autocomplete": "off"}


def plain_words(text: str) -> str:
    """Words for reviewers and colleagues: the reader of emergencies looks at them first."""
    text = text.strip()
    if text and reads_as_emergency(text):
        raise forms.ValidationError(HAPPENING)
    return text


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class EvidenceField(forms.FileField):
    """Up to three files, each known by its content."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[File]:
        uploads = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if len(uploads) > MAX_FILES:
            raise forms.ValidationError(
                gettext("Please choose %(max_files)s files at most.") % {"max_files": MAX_FILES}
            )
        return [self.read(upload) for upload in uploads]

    def read(self, upload: UploadedFile) -> File:
        if upload.size > MAX_BYTES:
            raise forms.ValidationError(gettext("A file is larger than 5 MB. Please send a smaller picture or scan."))
        data = upload.read()
        content_type = type_of(data)
        if content_type is None:
            raise forms.ValidationError(NOT_WHOLE)
        try:
            return File(content_type, without_metadata(data, content_type))
        except Broken as error:
            raise forms.ValidationError(NOT_WHOLE) from error


class ClaimForm(forms.Form):
    """What the member says; a person checks every word of it."""

    register_slug = forms.ChoiceField(label=_("Register"))
    number = forms.CharField(
        max_length=40, label=_("Registration number"), widget=forms.TextInput(attrs=OFF),
        help_text=_("As your register gives it. It is sealed; colleagues never see more than the last two "
              "characters."),
    )  # fmt: skip
    name_on_register = forms.CharField(
        max_length=100, label=_("Your name on the register"), widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    profession = forms.ChoiceField(choices=Profession, label=_("Profession, as registered"))
    wanted_tier = forms.TypedChoiceField(
        choices=Credential.Tier, coerce=int, label=_("What you claim"), widget=forms.RadioSelect,
        initial=Credential.Tier.REGISTERED,
    )  # fmt: skip
    areas = forms.MultipleChoiceField(
        choices=Area, required=False, label=_("Areas, if you claim to be an expert"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each area asks for two nominations by its experts and a second reviewer."),
    )  # fmt: skip
    evidence = EvidenceField(
        required=False, label=_("Evidence"), widget=ManyFiles(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        help_text=_("Up to three files (PDF, JPEG or PNG), 5 MB each: a statement of entry, a training certificate, a "
        "certificate of insurance. Reviewers alone see them; they are deleted 30 days after the decision. What a "
        "camera noted beside a picture (where, when) is taken off; a PDF stays as your program made it, its "
        "author and dates too."),
    )  # fmt: skip
    note = forms.CharField(
        max_length=300, required=False, label=_("A word to the reviewer"),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 300}),
    )  # fmt: skip

    def __init__(self, *args: Any, member: Member, answering: Claim | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member, self.answering, self.warning = member, answering, ""
        self.fields["register_slug"].choices = [
            (row.slug, f"{row.full_name} ({row.name})" if row.slug != "other" else row.name)
            for row in registers().values() if row.is_registration
        ]  # fmt: skip

    def clean_name_on_register(self) -> str:
        return plain_words(self.cleaned_data["name_on_register"])

    def clean_note(self) -> str:
        return plain_words(self.cleaned_data["note"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("register_slug") and data.get("number"):
            shape = check(registers()[data["register_slug"]], data["number"])
            self.warning = shape.warning
            if shape.refusal:
                self.add_error("number", shape.refusal)
        self.check_grounds(data, data.get("wanted_tier", Credential.Tier.REGISTERED))
        return data

    def check_grounds(self, data: dict[str, Any], tier: int) -> None:
        sent_before = self.answering is not None and self.answering.evidence.exclude(sealed=None).exists()
        if tier > Credential.Tier.REGISTERED and not data.get("evidence") and not sent_before and "evidence" in data:
            self.add_error(
                "evidence", gettext("Please add a file for this: your training certificate, or what shows it.")
            )
        if tier == Credential.Tier.EXPERT:
            if not data.get("areas"):
                self.add_error("areas", gettext("Please choose the areas that you know best."))
            if not self.member.is_verified:
                self.add_error("wanted_tier", gettext("Please claim your registration first; an expert builds on it."))

    def details(self) -> Details:
        data = self.cleaned_data
        areas = data["areas"] if data["wanted_tier"] == Credential.Tier.EXPERT else []
        return Details(
            register_slug=data["register_slug"], number=data["number"], name_on_register=data["name_on_register"],
            profession=data["profession"], wanted_tier=data["wanted_tier"], areas=areas, note=data["note"],
        )  # fmt: skip


class NominateForm(forms.Form):
    """One area out of those of the expert who nominates, and why."""

    area = forms.ChoiceField(label=_("Area"))
    reason = forms.CharField(
        min_length=SHORTEST_REASON, max_length=500, label=_("Why"),
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 500}),
        help_text=_("What you have seen of their work, in 20 characters or more. Reviewers read it; nobody "
              "else does."),
    )  # fmt: skip

    def __init__(self, *args: Any, areas: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [(area, Area(area).label) for area in areas]

    def clean_reason(self) -> str:
        return plain_words(self.cleaned_data["reason"])


class NameForm(forms.Form):
    """Another name. A verified one is locked until its owner agrees to be looked up again."""

    name = forms.CharField(
        max_length=60,
        validators=[NAME_SHAPE],
        label=_("Your name"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    agreed = forms.BooleanField(
        required=False, label=_("What was checked rests until a reviewer has looked me up under the new name.")
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        if not member.is_verified:
            del self.fields["agreed"]

    def clean_name(self) -> str:
        return own_name(self.cleaned_data["name"], of=self.member)

    def clean_agreed(self) -> bool:
        if not self.cleaned_data["agreed"]:
            raise forms.ValidationError(
                gettext("Your name was checked, so it is locked. Please tick this to change it.")
            )
        return True
