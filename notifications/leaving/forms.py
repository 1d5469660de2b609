"""A device as its browser names it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from notifications import push

BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrom": "Chrome", "Safari": "Safari"}
SYSTEMS = {
    "iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "Macintosh": "Mac",
    "Linux": "Linux",
}  # fmt: skip
UNKNOWN = _("This device gave no address at a push service that this site knows. Nothing was stored.")


def label_of(agent: str) -> str:
    """Enough to tell one's own devices apart: Firefox on Windows."""
    browser = next((name for mark, name in BROWSERS.items() if mark in agent), "A browser")
    system = next((name for mark, name in SYSTEMS.items() if mark in agent), "")
    return f"{browser} on {system}" if system else browser


class DeviceForm(forms.Form):
    endpoint = forms.CharField(max_length=500, error_messages={"required": UNKNOWN, "max_length": UNKNOWN})

    def __init__(self, *args: Any, agent: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.agent = agent

    def clean_endpoint(self) -> str:
        if not push.may_ring(endpoint := self.cleaned_data["endpoint"]):
            raise forms.ValidationError(UNKNOWN)
        return endpoint

    def clean(self) -> dict[str, Any]:
        return {**(super().clean() or self.cleaned_data), "label": label_of(self.agent)}
