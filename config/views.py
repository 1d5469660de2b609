"""Pages that belong to no package: health, the keeper of the helpline page, refusals."""

import sys
from datetime import timedelta

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_GET
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from config import away
from config.theme import theme_of
from deflection.helplines import country_of, emergency_line
from members.access import NOT_WORDS, give_words_back
from screening import emergency

MINUTE = timedelta(minutes=1)
TIMEOUTS = {"socket_timeout": 1, "socket_connect_timeout": 1}


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 while the forum works (`degraded`: a part is away that it can do without); 503 without a database.

    A database that is older than the code is as good as none."""
    parts = {"database": database_answers(), "redis": redis_answers(), "reader": emergency.degraded() is None}
    parts["migrations"] = parts["database"] and not away.migrations_wait()
    status = "down" if not (parts["database"] and parts["migrations"]) else "ok" if all(parts.values()) else "degraded"
    return JsonResponse({"status": status, "parts": parts}, status=503 if status == "down" else 200)


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """200 once this server may be sent visitors: database and reader are there, and the tables are as the code is."""
    parts = {"database": database_answers(), "reader": emergency.degraded() is None}
    parts["migrations"] = parts["database"] and not away.migrations_wait()
    ready = parts["database"] and parts["migrations"]
    return JsonResponse({"ready": ready, "parts": parts}, status=200 if ready else 503)


@require_GET
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """At the root, because a worker keeps pages of its own folder only; rendered, because the names of files change."""
    return render(None, "parts/sw.js", content_type="text/javascript; charset=utf-8")


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except DatabaseError:
        return False


def redis_answers() -> bool:
    """Each of them. True also where the site runs without Redis by choice."""
    return all(answers(url) for url in {settings.REDIS_URL, *settings.CHANNEL_REDIS_URLS} if url)


def answers(url: str) -> bool:
    try:
        with redis.from_url(url, retry=Retry(NoBackoff(), 0), **TIMEOUTS) as server:
            return bool(server.ping())
    except (RedisError, OSError):
        return False


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF refusal, without losing a word."""
    return give_words_back(
        request,
        _("This form was open for too long or came from another site, so nothing was stored. Your words are below."),
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(
        request,
        "error.html",
        {"status": 400, "message": _("We could not read that request. Nothing was stored.")},
        status=400,
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    message = str(exception) or _("You may not do that.")
    if request.method == "POST":
        return give_words_back(request, message)
    return render(request, "error.html", {"status": 403, "message": message}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was hidden or withdrawn while somebody wrote to it takes no words, and gives back those that came."""
    if any(value for name, value in request.POST.items() if name not in NOT_WORDS):
        message = _("This is not open to you any more, so nothing was stored. Your words are below.")
        return give_words_back(request, message, status=404)
    return render(
        request,
        "error.html",
        {"status": 404, "message": _("There is no such page, or it is not open to you.")},
        status=404,
    )


def too_often(request: HttpRequest) -> HttpResponse:
    """Whoever signs in, joins or asks for a code too often in a minute. The time named is never too early."""
    at = date_format(timezone.localtime() + 2 * MINUTE, "H:i")
    message = _("That was tried too often in a short while, so nothing was done. You can try again from %(at)s on.") % {
        "at": at
    }
    answer = render(request, "error.html", {"status": 429, "message": message, "again": request.path}, status=429)
    answer["Retry-After"] = str(2 * MINUTE.seconds)
    return answer


@require_GET
@cache_control(no_cache=True)
def offline(request: HttpRequest) -> HttpResponse:
    """What a device shows in place of a page that it cannot fetch: kept by /sw.js, which asks as a visitor."""
    country = country_of(request.GET.get("country"))
    return render(request, "offline.html", {"emergency": emergency_line(country)})


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without a context: it must work when everything else does not."""
    if away.is_why(sys.exc_info()[1]):
        return away.page(request)
    return render(None, "500.html", {"theme": theme_of(request)}, status=500)
