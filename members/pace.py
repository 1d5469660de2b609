"""How many posts and questions somebody may publish in a while: counted in the cache, which does without Redis too."""

from dataclasses import dataclass
from math import ceil
from time import time

from allauth.core import context
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

Limits = dict[str, dict[int, int]]  # by key in the cache: how many in so many seconds


@dataclass(frozen=True)
class Pace:
    """Of the limit that is nearest: how many, how many are left, and after how many seconds there is one more."""

    most: int
    left: int
    wait: int
    is_over: bool = False


def keep_pace(*whats: str, who: int) -> Pace | None:
    """Count one more of each, unless it is one too many of any: a refusal costs nothing. None: nothing is limited here.

    Two at the very same moment may count as one; each process counts by itself while Redis is away.
    """
    limits: Limits = {f"pace:{what}:{who}": rates for what in whats if (rates := settings.WRITE_LIMITS.get(what))}
    if not limits:
        return None
    now = time()
    times = {key: [at for at in cache.get(key, []) if at > now - max(rates)] for key, rates in limits.items()}
    pace = nearest(limits, times, now)
    if not pace.is_over:
        for key, rates in limits.items():
            times[key].append(now)
            cache.set(key, times[key], max(rates))
        pace = nearest(limits, times, now, after=True)
    if context.request is not None:
        context.request.pace = pace
    return pace


def nearest(limits: Limits, times: dict[str, list[float]], now: float, *, after: bool = False) -> Pace:
    """The one that is fullest counts, and of two full ones the longer."""
    each = []
    for key, rates in limits.items():
        for seconds, most in rates.items():
            within = [at for at in times[key] if at > now - seconds]
            wait = ceil(within[-most if len(within) >= most else 0] + seconds - now) if within else 0
            each.append(Pace(most, max(0, most - len(within)), max(1, wait), not after and len(within) >= most))
    return max(each, key=lambda pace: (pace.is_over, -pace.left, pace.wait))


def say_pace(request: HttpRequest, response: HttpResponse) -> None:
    """In the headers; a whole page that refuses says 429, a part of one keeps the status with which it is shown."""
    pace: Pace | None = getattr(request, "pace", None)
    if pace is None:
        return
    response["RateLimit-Limit"], response["RateLimit-Remaining"] = str(pace.most), str(pace.left)
    response["RateLimit-Reset"] = str(pace.wait)
    if pace.is_over and not request.htmx:
        response.status_code, response["Retry-After"] = 429, str(pace.wait)
