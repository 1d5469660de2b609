"""A signed call to an address that the site or an administrator chose: no detours, no long wait, and no text in it."""

import hashlib
import hmac
import ssl
import time
from collections.abc import Callable
from http.client import HTTPMessage
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import BaseHandler, HTTPRedirectHandler, HTTPSHandler, ProxyHandler, Request, build_opener

from django.conf import settings

from notifications.push import PublicConnection

PATIENCE = 5  # seconds
SIGNATURE = "Debrief-Signature"
SENT_AT = "Debrief-Timestamp"


class Undelivered(Exception):
    """Nobody took it: refused, silent, or no safe address. Says why without repeating the address."""

    def __init__(self, why: str, code: int | None = None) -> None:
        super().__init__(why)
        self.code = code


class NoDetours(HTTPRedirectHandler):
    """An address that sends us elsewhere is not followed: what is signed is for the one that was set."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


class Outside(HTTPSHandler):
    """Reaches public addresses alone, and the very one that was looked at."""

    def https_open(self, req: Request) -> Any:
        make: Callable[..., Any] = PublicConnection
        return self.do_open(make, req, context=ssl.create_default_context())


OUTSIDE: tuple[type[BaseHandler] | BaseHandler, ...] = (Outside, ProxyHandler({}))


def is_safe(url: str) -> bool:
    """HTTPS, or anything with a host on a developer's machine; never what is no address at all."""
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:  # a bracket left open, or a port that is none
        return False
    return named and (parts.scheme == "https" or (settings.DEBUG and parts.scheme == "http"))


def signature(stamp: str, body: bytes, secret: str) -> str:
    """Over the time and the body, so that an old call cannot be sent again as a new one."""
    signed = hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256)
    return f"sha256={signed.hexdigest()}"


def call(url: str, body: bytes, secret: str, *, only_outside: bool = False) -> int:
    """The code of the answer, 2xx; raises Undelivered otherwise, within ten seconds whatever the other side does."""
    if not is_safe(url):
        raise Undelivered("the address is not https")
    found: SimpleQueue[int | Undelivered] = SimpleQueue()
    Thread(target=lambda: found.put(answer_of(url, body, secret, only_outside)), daemon=True).start()
    try:
        answer = found.get(timeout=2 * PATIENCE)
    except Empty:  # a name that nobody looks up, or an answer that comes a byte at a time
        raise Undelivered("TimeoutError") from None
    if isinstance(answer, Undelivered):
        raise answer
    return answer


def answer_of(url: str, body: bytes, secret: str, only_outside: bool) -> int | Undelivered:
    stamp = str(int(time.time()))
    headers = {"Content-Type": "application/json", SENT_AT: stamp, SIGNATURE: signature(stamp, body, secret)}
    request = Request(url, data=body, headers=headers, method="POST")
    opener = build_opener(NoDetours, *(OUTSIDE if only_outside else ()))
    try:
        with opener.open(request, timeout=PATIENCE) as answer:
            return answer.status
    except HTTPError as error:  # an answer of 300 and more
        with error:
            return Undelivered(type(error).__name__, error.code)
    except Exception as error:  # whatever it was, it arrives where it is counted
        cause = getattr(error, "reason", None)
        return Undelivered(type(cause if isinstance(cause, Exception) else error).__name__)
