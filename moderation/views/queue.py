"""The queue, and how many wait in it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from members.access import moderators_only
from moderation import lane, queue

PER_PAGE = 50
UNCHANGED = 503


@require_GET
@moderators_only
@never_cache
def queue_list(request: HttpRequest) -> HttpResponse:
    everything = queue.waiting()
    kind = request.GET.get("kind", "")
    items = [item for item in everything if kind in ("", item.kind)]
    context = {
        "page": Paginator(items, PER_PAGE).get_page(request.GET.get("page")),
        "counts": queue.counts(everything),
        "slow_lane": lane.alarm_today(),
        "kinds": queue.KINDS,
        "kind": kind,
    }
    return render(request, "moderation/queue.html#queue" if request.htmx else "moderation/queue.html", context)


@require_GET
@moderators_only
@never_cache
def queue_count(request: HttpRequest) -> JsonResponse:
    items = queue.waiting()
    return JsonResponse({"waiting": len(items), "urgent": sum(item.severity == 0 for item in items)})
