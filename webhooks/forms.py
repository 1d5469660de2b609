"""What administrators may say of a program that is told."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from notifications.signed import is_safe
from webhooks.models import Kind

LONGEST = 300
NOT_SAFE = _("Please give an address that begins with https:// and names a host.")


class EndpointForm(forms.Form):
    name = forms.CharField(
        max_length=60, label=_("Name"), help_text=_("What you call the program that is told."),
        error_messages={"required": _("Please give it a name.")},
    )  # fmt: skip
    url = forms.CharField(
        max_length=LONGEST, label=_("Address"), help_text=_("It begins with https://, and takes a POST."),
        widget=forms.URLInput(attrs={"autocomplete": "off"}), error_messages={"required": NOT_SAFE},
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        choices=Kind, label=_("What it is told"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one event.")},
    )  # fmt: skip

    def clean_url(self) -> str:
        """A password in an address would be read by whoever opens this page or a log on the other side."""
        url = self.cleaned_data["url"]
        if not is_safe(url):
            raise forms.ValidationError(NOT_SAFE)
        parts = urlsplit(url)
        if parts.username or parts.password:
            raise forms.ValidationError(gettext("Please leave out the name and the password: what is sent is signed."))
        if not settings.WEBHOOKS_INSIDE and is_inside(parts.hostname or ""):
            raise forms.ValidationError(gettext("This address is inside a network. Please give one that is public."))
        return url


def is_inside(host: str) -> bool:
    """What can be seen from the address alone; where a name leads is looked at each time something is sent."""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))
