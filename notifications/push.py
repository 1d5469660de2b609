"""Ringing a browser through its maker's push service: signed, empty, and only to services that the settings name."""

import socket
import ssl
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from py_vapid import Vapid02, VapidException
from py_vapid.utils import b64urlencode

PATIENCE = 5  # seconds
KEPT_FOR = 24 * 3600  # how long the service waits for a browser that is off


class NotRung(Exception):
    """The service did not take it; another try may help. Says why without repeating the address."""


class NotPublic(OSError):
    """The name leads to an address inside a network."""


class Gone(Exception):
    """The browser gave its subscription up: nobody can be rung there any more."""


def is_set_up() -> bool:
    return bool(settings.VAPID_PRIVATE_KEY and settings.VAPID_SUBJECT)


def fits() -> bool:
    """Whether a push could be signed; both empty is fine, and means no push."""
    if not settings.VAPID_PRIVATE_KEY and not settings.VAPID_SUBJECT:
        return True
    try:
        key(settings.VAPID_PRIVATE_KEY).sign({"sub": settings.VAPID_SUBJECT, "aud": "https://push.example"})
    except (ValueError, VapidException):
        return False
    return True


@cache
def key(private: str) -> Vapid02:
    return Vapid02.from_string(private)


def public_key() -> str:
    """What a browser asks for, so that only this site may ring it."""
    point = key(settings.VAPID_PRIVATE_KEY).public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return b64urlencode(point)


def may_ring(endpoint: str) -> bool:
    """The browser gives the address, so its holder could give any: HTTPS at a known service, on its usual port."""
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        return False
    if is_stand_in(parts):
        return True
    host = parts.hostname or ""
    known = any(host == name or (name[0] == "." and host.endswith(name)) for name in settings.PUSH_HOSTS)
    return known and parts.scheme == "https" and port in (None, 443) and parts.username is None


def is_stand_in(parts: SplitResult) -> bool:
    """A push service of the tests, on this machine."""
    return settings.PUSH_TO_THIS_MACHINE and (parts.scheme, parts.hostname) == ("http", "127.0.0.1")


def ring(endpoint: str, *, urgent: bool = False) -> None:
    """Raise Gone or NotRung unless the service takes it."""
    if not is_set_up() or not may_ring(endpoint):
        raise NotRung("the address is not one of a known push service")
    parts = urlsplit(endpoint)
    signed = key(settings.VAPID_PRIVATE_KEY).sign(
        {"sub": settings.VAPID_SUBJECT, "aud": f"{parts.scheme}://{parts.netloc}"}
    )
    headers = {"TTL": str(KEPT_FOR), "Urgency": "high" if urgent else "normal", "Content-Length": "0", **signed}
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    status = post(parts, path, headers)
    if status in (404, 410):
        raise Gone
    if not 200 <= status < 300:  # a redirect is not followed: what is signed is for this service
        raise NotRung(f"the service said {status}")


def post(parts: SplitResult, path: str, headers: dict[str, str]) -> int:
    connection = connection_to(parts)
    try:
        connection.request("POST", path, headers=headers)
        return connection.getresponse().status
    except (OSError, HTTPException) as error:
        raise NotRung(type(error).__name__) from error
    finally:
        connection.close()


def connection_to(parts: SplitResult) -> HTTPConnection:
    if is_stand_in(parts):
        return HTTPConnection("127.0.0.1", parts.port, timeout=PATIENCE)
    return PublicConnection(str(parts.hostname), timeout=PATIENCE, context=ssl.create_default_context())


class PublicConnection(HTTPSConnection):
    """Connects to the very address that was looked at, so that a name cannot point elsewhere in between."""

    def connect(self) -> None:
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        if not all(ip_address(at[0]).is_global for *_, at in found):
            raise NotPublic
        plain = socket.create_connection(found[0][4][:2], self.timeout)
        self.sock = self._context.wrap_socket(plain, server_hostname=self.host)
