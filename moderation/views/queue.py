"""The queue, and how many wait in it."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from members.access import moderators_only
from moderation import lane, queue, undoing
from moderation.not_for import not_for
from moderation.queue_forms import AskedForm
from moderation.strain import wears_out


@require_GET
@moderators_only
@never_cache
def queue_list(request: HttpRequest) -> HttpResponse:
    form = AskedForm(request.GET)
    listing = queue.listed(form.asked(request.user), request.GET.get("page"))
    context = {
        "page": listing.page,
        "counts": listing.counts,
        "tabs": form.tabs(listing.counts),
        "slow_lane": lane.alarm_today(),
        "form": form,
        "decided_last": undoing.just_decided(request.GET.get("decided", ""), request.user),
        "wears_out": not request.htmx and wears_out(request.user, timezone.now()),
        "not_for": not_for(request.user, listing.page.object_list),
    }
    return render(request, "moderation/queue.html#queue" if request.htmx else "moderation/queue.html", context)


@require_GET
@moderators_only
@never_cache
def queue_count(request: HttpRequest) -> JsonResponse:
    counts = queue.how_many(queue.Asked(sections=tuple(request.user.answers_for)))
    return JsonResponse({"waiting": counts.all, "urgent": counts.by_severity[0]})
