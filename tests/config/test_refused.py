"""What browsers refused is counted and never kept; pages say what may run on them, and that nobody else shows them."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache

from config import refused

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
WORDS = "https://elsewhere.example/secret.js"


def send(client, rule: str, **more: str) -> int:
    report = {"csp-report": {"effective-directive": rule, "blocked-uri": WORDS, "document-uri": WORDS, **more}}
    return client.post("/csp/", json.dumps(report), content_type="application/csp-report").status_code


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    yield
    cache.clear()


def test_it_is_counted_by_rule_for_a_week(client, caplog):
    with time_machine.travel(NOON, tick=False):
        assert [send(client, rule) for rule in ("script-src-elem", "script-src-elem", "img-src")] == [204] * 3
    with time_machine.travel(NOON + timedelta(days=6), tick=False):
        assert refused.lately() == {"script-src-elem": 2, "img-src": 1}
    with time_machine.travel(NOON + timedelta(days=7), tick=False):
        assert refused.lately() == {}
    assert "elsewhere" not in caplog.text


def test_only_our_rules_count_and_one_address_counts_twenty_in_a_minute(client):
    with time_machine.travel(NOON, tick=False):
        assert [send(client, rule) for rule in ("x" * 400, "style-src", "")] == [204] * 3
        for body in (b"", b"[]", b"null", b'{"csp-report": 7}', b"\xff", b"[" * 8_000):
            assert client.post("/csp/", body, content_type="application/csp-report").status_code == 204
        assert client.post("/csp/", b"x" * 9_000, content_type="application/csp-report").status_code == 413
        for _ in range(30):
            send(client, "script-src")
        assert refused.lately() == {"style-src": 1, "script-src": 19}
    assert client.get("/csp/").status_code == 405


@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/nothing/", "/offline/"])
def test_each_page_says_what_may_run_on_it(client, path):
    page = client.get(path)
    policy = dict(part.strip().split(" ", 1) for part in page["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self' data:",
        "font-src": "'self'", "connect-src": "'self'", "manifest-src": "'self'", "worker-src": "'self'",
        "form-action": "'self'", "base-uri": "'none'", "frame-ancestors": "'none'", "report-uri": "/csp/",
    }  # fmt: skip
    said = ("Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "X-Frame-Options", "Referrer-Policy")
    assert [page[name] for name in said] == ["same-origin", "same-origin", "DENY", "same-origin"]
    assert "camera=(), " in page["Permissions-Policy"]
    assert client.get(path)["Permissions-Policy"] == page["Permissions-Policy"]  # from the shelf as well
