"""What a newcomer tells us beside e-mail and password."""

import logging
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.actions.welcome import accept_page
from members.models import Credential, Member, Profession
from members.models.people import NAME_SHAPE
from members.names import skeleton
from members.pages import at_sign_up
from screening import emergency

log = logging.getLogger(__name__)


def reads_as_emergency(name: str) -> bool:
    """A reader that is out of order costs a newcomer a minute, never a page of errors, and lets nothing through."""
    try:
        return emergency.assess("", name, "profile").band == "deflect"
    except Exception as error:  # whatever it was, the safe answer is the same
        log.critical("the emergency reader failed at sign-up: %s", type(error).__name__)
        raise forms.ValidationError(gettext("We cannot take new accounts just now. Please try again soon.")) from None


TAKEN = _("Another member goes by that name. Add a middle name or initial, so that nobody mistakes you.")
MISTAKEN = _(
    "That name reads like the name of a verified member. Add a middle name or initial, so that nobody mistakes you."
)


def own_name(name: str, *, of: Member | None = None) -> str:
    """A name that nobody else goes by, and that no reader takes for a verified member's (CR19)."""
    name = " ".join(name.split())
    if reads_as_emergency(name):
        raise forms.ValidationError(
            gettext("That is not a name. If something is happening now, ring the emergency number or your helpline.")
        )
    others = Member.objects.exclude(pk=of.pk if of else None)
    if others.filter(name__iexact=name).exists():
        raise forms.ValidationError(TAKEN)
    verified = others.filter(credentials__in=Credential.objects.current().tiered()).distinct()
    if skeleton(name) in {skeleton(other) for other in verified.values_list("name", flat=True)}:
        raise forms.ValidationError(MISTAKEN)
    return name


class SignUpDetails(forms.Form):
    """Extra fields of the sign-up page. The name is shown on every post, so it passes the reader too."""

    name = forms.CharField(
        max_length=60, validators=[NAME_SHAPE], label=_("Your name"),
        help_text=_("Shown to colleagues beside what you write."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    profession = forms.ChoiceField(
        label=_("Profession"),
        choices=Profession,
        help_text=_("As registered. A person checks this before it counts for anything."),
    )

    agreed = forms.BooleanField(
        label=_("I have read the house rules and the terms of use, and keep to them"),
        error_messages={
            "required": _("Please read the house rules and the terms of use, and say that you keep to them.")
        },
    )

    field_order = ("name", "profession", "email", "password1", "agreed")

    def clean_name(self) -> str:
        return own_name(self.cleaned_data["name"])

    def signup(self, request: HttpRequest, user: Any) -> None:
        """allauth's hook: the details are stored with the account, and which versions were accepted."""
        user.name = self.cleaned_data["name"]
        user.profession = self.cleaned_data["profession"]
        user.save()
        for page in at_sign_up():
            accept_page(member=user, page=page)
