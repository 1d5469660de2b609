"""What browsers refuse to load or run on our pages by Content-Security-Policy: counted by day and rule, no more.

A report holds addresses and bits of code. None of that is kept: that a rule was broken at all is what to look into.
"""

import json
from datetime import date, timedelta
from time import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, RawPostDataException
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

SCRIPTS = ("script-src", "script-src-elem", "script-src-attr", "style-src", "style-src-elem", "style-src-attr")
LOADED = ("default-src", "img-src", "font-src", "connect-src", "manifest-src", "worker-src", "frame-src", "media-src")
RULES = (*SCRIPTS, *LOADED, "object-src", "form-action", "base-uri", "frame-ancestors")
MOST_BYTES, MOST_IN_A_MINUTE = 8_192, 20
DAYS = 7


@csrf_exempt
@require_POST
def take_report(request: HttpRequest) -> HttpResponse:
    """Sent by the browser itself, without a token. From one address only so many in a minute count."""
    try:
        body = request.body
    except RawPostDataException:  # sent as a form, which no browser does
        return HttpResponse(status=400)
    if len(body) > MOST_BYTES:
        return HttpResponse(status=413)
    if rule := rule_in(body):
        count(rule, request)
    return HttpResponse(status=204)


def rule_in(body: bytes) -> str | None:
    """The rule that was broken, if it is one of ours."""
    try:
        report = json.loads(body)["csp-report"]
        rule = str(report.get("effective-directive") or report["violated-directive"]).partition(" ")[0]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return rule if rule in RULES else None


def count(rule: str, request: HttpRequest) -> None:
    sender = f"csp-from:{int(time() // 60)}:{get_adapter().get_client_ip(request)}"
    if one_more(sender, 120) <= MOST_IN_A_MINUTE:
        one_more(key(timezone.localdate(), rule), (DAYS + 1) * 24 * 3600)


def one_more(name: str, seconds: int) -> int:
    """A cache that is away counts none."""
    cache.add(name, 0, seconds)
    try:
        return cache.incr(name) or 0
    except ValueError:
        return 0


def lately() -> dict[str, int]:
    """How often each rule was broken in the last week."""
    days = [timezone.localdate() - timedelta(days=ago) for ago in range(DAYS)]
    known = cache.get_many([key(day, rule) for day in days for rule in RULES])
    sums = {rule: sum(known.get(key(day, rule), 0) for day in days) for rule in RULES}
    return {rule: number for rule, number in sums.items() if number}


def key(day: date, rule: str) -> str:
    return f"csp:{day}:{rule}"
