"""What every page says to the browser besides its policy of contents: whose it is, and what it never asks for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.decorators import sync_only_middleware

NEVER_ASKED = (
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid", "magnetometer", "microphone",
    "midi", "payment", "serial", "usb",
)  # fmt: skip
SAID = {
    "Permissions-Policy": ", ".join(f"{what}=()" for what in NEVER_ASKED),
    "Cross-Origin-Resource-Policy": "same-origin",
}


@sync_only_middleware
def guarded(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Below the shelf of visitors' pages, so that these keep it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in SAID.items():
            response.setdefault(name, value)
        return response

    return middleware
