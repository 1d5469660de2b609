"""The SMS hook: a signed call to an address of the site's choosing. It carries ids, times and a link, and no text."""

import hashlib
import hmac
import json
import time
from http.client import HTTPMessage
from typing import IO, Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from deflection.models import Page
from notifications.mail import address

PATIENCE = 5  # seconds
SIGNATURE = "Debrief-Signature"
SENT_AT = "Debrief-Timestamp"


class Undelivered(Exception):
    """Nobody took it: refused, silent, or no safe address. Says why without repeating the address."""


class NoDetours(HTTPRedirectHandler):
    """A hook that sends us elsewhere is not followed: what is signed is for the address that was set."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


def is_safe(url: str) -> bool:
    """HTTPS, or anything with a host on a developer's machine; never what is no address at all."""
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:  # a bracket left open, or a port that is none
        return False
    return named and (parts.scheme == "https" or (settings.DEBUG and parts.scheme == "http"))


def told_of(page: Page) -> dict[str, Any]:
    """All that leaves the site: who is called and where to look."""
    return {
        "alert": page.alert_id,
        "severity": page.alert.severity,
        "step": page.step,
        "member": page.member_id,
        "raised_at": page.alert.raised_at.isoformat(),
        "url": address(page.alert.get_absolute_url()),
    }


def signature(stamp: str, body: bytes) -> str:
    """Over the time and the body, so that an old call cannot be sent again as a new one."""
    signed = hmac.new(settings.DUTY_WEBHOOK_SECRET.encode(), stamp.encode() + b"." + body, hashlib.sha256)
    return f"sha256={signed.hexdigest()}"


def call(page: Page) -> None:
    """Raise Undelivered unless the hook answers with 2xx within five seconds."""
    if not is_safe(settings.DUTY_WEBHOOK_URL):
        raise Undelivered("the address is not https")
    body, stamp = json.dumps(told_of(page)).encode(), str(int(time.time()))
    headers = {"Content-Type": "application/json", SENT_AT: stamp, SIGNATURE: signature(stamp, body)}
    request = Request(settings.DUTY_WEBHOOK_URL, data=body, headers=headers, method="POST")
    try:
        with build_opener(NoDetours).open(request, timeout=PATIENCE):
            return
    except (URLError, OSError, ValueError) as error:  # an HTTP answer of 300 and more is a URLError as well
        raise Undelivered(type(error).__name__) from error
