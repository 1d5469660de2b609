"""A program that is told, on this machine, and the clock of the worker."""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from members.models import Member
from webhooks import endpoints
from webhooks.actions.endpoints import register_endpoint
from webhooks.actions.sending import send_due
from webhooks.models import Endpoint, Kind


class Program(ThreadingHTTPServer):
    """Takes calls; `answers` are its next status codes, 200 when they run out, and `always` is said to all of them."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Taker)
        self.calls: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int] = []
        self.always = 200

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/told"

    @property
    def told(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body in self.calls]

    @property
    def kinds(self) -> list[str]:
        return [message["kind"] for message in self.told]


class Taker(BaseHTTPRequestHandler):
    server: Program

    def do_POST(self) -> None:
        self.server.calls.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.server.answers.pop(0) if self.server.answers else self.server.always)
        self.end_headers()

    def log_message(self, *words: object) -> None:
        """Says nothing."""


@pytest.fixture
def program(settings) -> Iterator[Program]:
    server = Program()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    settings.DEBUG = settings.WEBHOOKS_INSIDE = True
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def secret_of() -> dict[int, str]:
    return {}


@pytest.fixture
def endpoint(program, administrator: Member, secret_of: dict[int, str]) -> Endpoint:
    """Told of everything."""
    made, secret = register_endpoint(name="The clinic's list", url=program.url, kinds=Kind.values, by=administrator)
    secret_of[made.pk] = secret
    cache.delete(endpoints.KEY)
    return made


@pytest.fixture
def at() -> Callable[..., int]:
    """The worker's round, so long after its first one; says how many were taken."""
    begun: list[datetime] = []

    def sent(**later: float) -> int:
        begun.append(timezone.now())
        moment = begun[0] + timedelta(**later) if later else timezone.now()
        return send_due(clock=lambda: moment)

    return sent
