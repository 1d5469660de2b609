"""The SMS hook against a real server: signed, without a text, three tries, and never to anywhere else."""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import perf_counter

import pytest
from django.core.checks import run_checks
from django.utils import timezone

from deflection.actions.pages import raise_alert, send_waiting
from deflection.models import Alert, Page, Shift
from notifications import signed

pytestmark = pytest.mark.django_db

NOW = timezone.now().replace(microsecond=0)
SECRET = "a-key-that-the-service-knows-as-well-0123456789"


class Hook(ThreadingHTTPServer):
    """Takes calls; `answers` are its next status codes, 200 when they run out; `silent_for` is how long it thinks."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Taker)
        self.calls: list[tuple[str, dict[str, str], bytes]] = []
        self.answers: list[int] = []
        self.silent_for = 0.0
        self.mumbles = False  # whether it answers with what is no HTTP
        self.drips = False  # whether its answer comes a byte at a time
        self.ends = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/sms"


class Taker(BaseHTTPRequestHandler):
    server: Hook

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.calls.append((self.path, dict(self.headers), body))
        self.server.ends.wait(self.server.silent_for)
        if self.server.mumbles:
            self.wfile.write(b"What?\r\n\r\n")
            return
        while self.server.drips and not self.server.ends.wait(0.05):
            self.wfile.write(b"H")
        self.send_response(self.server.answers.pop(0) if self.server.answers else 200)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *words: object) -> None:
        """Says nothing."""


@pytest.fixture
def hook(settings) -> Iterator[Hook]:
    server = Hook()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.DEBUG, settings.DUTY_WEBHOOK_URL, settings.DUTY_WEBHOOK_SECRET = True, server.url, SECRET
    yield server
    server.ends.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def alert(moderator, settings) -> Alert:
    Shift.objects.create(member=moderator, starts_at=NOW, ends_at=NOW + timedelta(hours=8))
    settings.DUTY_WEBHOOK_URL = settings.DUTY_WEBHOOK_URL or "https://sms.example.org/debrief"
    return raise_alert(kind="deflection", subject_id=7, url="/moderation/deflections/7/", now=NOW)


def page() -> Page:
    return Page.objects.get(channel="webhook")


def test_it_carries_ids_times_and_a_link_and_is_signed(hook, alert, moderator):
    send_waiting(now=NOW)
    ((path, headers, body),) = hook.calls
    assert (path, json.loads(body)) == (
        "/sms",
        {
            "alert": alert.pk, "severity": 0, "step": 0, "member": moderator.pk, "raised_at": NOW.isoformat(),
            "url": f"http://testserver/moderation/alerts/{alert.pk}/",
        },
    )  # fmt: skip
    signed = headers["Debrief-Timestamp"].encode() + b"." + body
    assert headers["Debrief-Signature"] == "sha256=" + hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    assert (page().tries, page().sent_at is None) == (1, False)


def test_it_is_tried_three_times_each_later_than_the_one_before(hook, alert):
    hook.answers = [500, 302, 404]
    reached = []
    for second in (0, 14, 15, 74, 75, 600):
        send_waiting(now=NOW + timedelta(seconds=second))
        reached.append(len(hook.calls))
    assert reached == [1, 1, 2, 2, 3, 3]
    assert [path for path, _, _ in hook.calls] == ["/sms"] * 3
    assert (page().tries, page().sent_at, page().failed_at) == (3, None, NOW + timedelta(seconds=75))


def test_a_second_try_that_succeeds_is_the_last(hook, alert):
    hook.answers = [503]
    for second in (0, 15, 75, 600):
        send_waiting(now=NOW + timedelta(seconds=second))
    assert (len(hook.calls), page().failed_at, page().sent_at is None) == (2, None, False)


def test_a_hook_that_does_not_answer_costs_no_more_than_its_patience(hook, alert, monkeypatch):
    monkeypatch.setattr(signed, "PATIENCE", 0.2)
    hook.silent_for = 60
    started = perf_counter()
    send_waiting(now=NOW)
    assert perf_counter() - started < 30
    assert (page().tries, page().sent_at) == (1, None)


def test_an_answer_that_comes_a_byte_at_a_time_is_not_waited_for(hook, monkeypatch):
    monkeypatch.setattr(signed, "PATIENCE", 0.2)
    hook.drips = True
    with pytest.raises(signed.Undelivered, match="TimeoutError"):
        signed.call(hook.url, b"{}", SECRET)


def test_an_answer_that_is_no_http_is_a_failed_try_like_any_other(hook, alert):
    hook.mumbles = True
    send_waiting(now=NOW)
    with pytest.raises(signed.Undelivered, match="BadStatusLine"):
        signed.call(hook.url, b"{}", SECRET)
    assert (len(hook.calls), page().tries, page().sent_at) == (2, 1, None)


def test_outside_a_developers_machine_only_https_is_called(hook, alert, settings):
    settings.DEBUG = False
    send_waiting(now=NOW)
    assert (hook.calls, page().sent_at) == ([], None)


@pytest.mark.parametrize(
    ("url", "secret", "found"),
    [
        ("", "", []), ("https://sms.example.org/", SECRET, []), ("http://sms.example.org/", SECRET, ["debrief.E006"]),
        ("https:///nowhere", SECRET, ["debrief.E006"]), ("https://[x", SECRET, ["debrief.E006"]),
        ("https://sms.example.org:1o/", SECRET, ["debrief.E006"]),
        ("https://sms.example.org/", "short", ["debrief.E007"]),
    ],
)  # fmt: skip
def test_an_unsafe_hook_keeps_the_site_from_starting(settings, url, secret, found):
    settings.DUTY_WEBHOOK_URL, settings.DUTY_WEBHOOK_SECRET = url, secret
    assert [check.id for check in run_checks() if check.id in ("debrief.E006", "debrief.E007")] == found
