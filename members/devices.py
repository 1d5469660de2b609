"""Devices in words, places without the last part of an address, and the mark by which a browser is known again."""

import re
import secrets
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from members.sealing import marks_of

COOKIE = f"{settings.COOKIES_BEGIN_WITH}device"
KEPT_FOR = 365 * 24 * 3600
MARK = re.compile(r"[A-Za-z0-9_-]{22}")
# The first that fits: makers of browsers name each other in what they send.
BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrom", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"), ("Linux", "Linux"),
)  # fmt: skip


def in_words(user_agent: str) -> str:
    """Firefox on Windows."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), _("A browser"))
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return _("%(browser)s on %(system)s") % {"browser": browser, "system": system} if system else browser


def place_of(address: str) -> str:
    """The network, not the machine: enough to tell the clinic from home."""
    try:
        known = ip_address(address)
    except ValueError:
        return ""
    if known.version == 4:
        return ".".join([*str(known).split(".")[:2], "x.x"])
    return ":".join([*known.exploded.split(":")[:2], "x"])


def mark_in(request: HttpRequest) -> str:
    """What the cookie says, or a new mark that the answer will carry."""
    said = request.COOKIES.get(COOKIE, "")
    if MARK.fullmatch(said):
        return said
    if not hasattr(request, "new_device_mark"):
        request.new_device_mark = secrets.token_urlsafe(16)
    return request.new_device_mark


def hashed(mark: str) -> str:
    return hashes(mark)[0]


def hashes(mark: str) -> list[str]:
    """As it is kept today, and as it was under keys that VAULT_KEY still holds."""
    return marks_of(mark, label="known-device")


def keep_mark(request: HttpRequest, response: HttpResponse) -> None:
    if mark := getattr(request, "new_device_mark", ""):
        response.set_cookie(
            COOKIE, mark, max_age=KEPT_FOR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
        )
