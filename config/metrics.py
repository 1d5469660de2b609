"""What this process counts, for Prometheus: answers by name of their address, sockets, and what waits in the database.

No text, no path, no address and no member is ever a label. Each web server answers for itself.
"""

import time
from collections.abc import Callable, Iterable
from secrets import compare_digest

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.decorators import sync_only_middleware
from django.views.decorators.cache import never_cache
from huey.contrib.djhuey import HUEY
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector
from redis.exceptions import RedisError

from deflection.models import Alert, Deflection
from forum.models import Post, Status
from moderation import queue
from realtime import hub

REGISTRY = CollectorRegistry()
ANSWERS = Counter(
    "debrief_answers", "Answers by name of their address and class of status.", ["route", "status"], registry=REGISTRY
)
SECONDS = Histogram(
    "debrief_answer_seconds",
    "From the first of our rooms that a request comes into until its answer.",
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
    registry=REGISTRY,
)
READY = "ready"  # a visitor's page from the shelf, a file, or an address that does not exist


@sync_only_middleware
def counted(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        response = get_response(request)
        match = request.resolver_match
        ANSWERS.labels(match.view_name if match else READY, f"{response.status_code // 100}xx").inc()
        SECONDS.observe(time.perf_counter() - begun)
        return response

    return middleware


class Waiting(Collector):
    """Asked when somebody looks; a part that does not answer is left out, and said to be away."""

    def collect(self) -> Iterable[Metric]:
        for name, (words, ask) in GAUGES.items():
            try:
                number = ask()
            except (DatabaseError, RedisError, OSError):
                yield GaugeMetricFamily(f"debrief_{name}_away", f"Could not be asked: {words}", value=1)
            else:
                yield GaugeMetricFamily(f"debrief_{name}", words, value=number)

    def describe(self) -> Iterable[Metric]:
        return ()


def wait_of_the_first() -> float:
    """In seconds, of what is due first."""
    first = queue.waiting()[:1]
    return (timezone.now() - first[0].since).total_seconds() if first else 0.0


GAUGES: dict[str, tuple[str, Callable[[], float]]] = {
    "sockets": ("Open pages that listen at this process.", lambda: hub.listening().sockets),
    "streams": ("Streams that this process hears.", lambda: hub.listening().streams),
    "queue": ("Waiting for moderators.", lambda: sum(queue.how_many().by_kind.values())),
    "queue_late": ("Of these, later than promised.", lambda: queue.how_many().late),
    "queue_first_seconds": ("How long what is due first has waited.", wait_of_the_first),
    "deflections_waiting": (
        "Stopped texts that no moderator has acknowledged.",
        lambda: Deflection.objects.waiting().count(),
    ),
    "alerts_unanswered": ("Calls to those on duty that nobody has taken.", lambda: Alert.objects.unanswered().count()),
    "held_reader_failed": (
        "Texts held because a reader was out of order.",
        lambda: Post.objects.filter(status=Status.HELD, held_because="reader_failed").count(),
    ),
    "jobs_waiting": ("Handed to the worker, not begun.", HUEY.pending_count),
}
REGISTRY.register(Waiting())


@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """For whoever has METRICS_TOKEN; without one in the settings the address does not exist."""
    said = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not compare_digest(said.encode(), settings.METRICS_TOKEN.encode()):
        raise Http404
    return HttpResponse(generate_latest(REGISTRY), content_type=CONTENT_TYPE_LATEST)
