"""What every page says besides its policy of contents: whose it is, what it never asks for, who may keep it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import sync_only_middleware

LEAVING = "/accounts/logout/"
NEVER_ASKED = (
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid", "magnetometer", "microphone",
    "midi", "payment", "serial", "usb",
)  # fmt: skip
SAID = {
    "Permissions-Policy": ", ".join(f"{what}=()" for what in NEVER_ASKED),
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Nobody else's, and not to be found on a clinic's computer afterwards. Other pages of members may be kept by their own
# browser, which asks each time whether they still hold: going back to a form that was refused loses no word.
NEVER_KEPT = tuple(
    f"/{part}/"
    for part in (
        "accounts", "admin", "appeals", "credentials", "deflections", "drafts", "files", "measures", "moderation",
        "notifications", "reports", "settings", "site-health", "suspended", "vault", "workplaces",
    )
)  # fmt: skip


def kept_by(path: str) -> str:
    """For whoever brings a session."""
    return "private, no-store" if path.startswith(NEVER_KEPT) else "private, no-cache"


@sync_only_middleware
def guarded(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Below the shelf of visitors' pages, so that these keep it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in SAID.items():
            response.setdefault(name, value)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies:
            response.setdefault("Cache-Control", kept_by(request.path))
        if request.method == "POST" and request.path == LEAVING:
            response["Clear-Site-Data"] = '"cache"'
        return response

    return middleware
