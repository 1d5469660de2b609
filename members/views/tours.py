"""The first-run tours: one page a step, with nothing laid over anything."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from members.access import members_only
from members.actions.welcome import keep_place
from members.models import FirstSteps
from members.tours import OVER, Progress, Tour, tours


def find_tour(request: HttpRequest, slug: str) -> Tour:
    """A tour for another role is as good as none."""
    tour = tours().get(slug)
    if tour is None or not tour.is_for(request.user):
        raise Http404
    return tour


@require_GET
@members_only
@never_cache
def tour_open(request: HttpRequest, slug: str) -> HttpResponse:
    """Where this member left it."""
    tour = find_tour(request, slug)
    first = FirstSteps.objects.filter(member=request.user).first()
    return redirect("tour-show", slug, Progress(tour, first.tours.get(slug) if first else None).step)


@require_GET
@members_only
@never_cache
def tour_show(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    tour = find_tour(request, slug)
    if not 1 <= number <= len(tour.steps):
        raise Http404
    context = {"tour": tour, "step": tour.steps[number - 1], "number": number, "is_last": number == len(tour.steps)}
    return render(request, "welcome/tour.html", context)


@require_POST
@members_only
def tour_go(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """To that page, which is where it will be taken up again; 0 ends it."""
    tour = find_tour(request, slug)
    keep_place(member=request.user, tour=tour, step=number)
    if number != OVER:
        return redirect("tour-show", slug, number)
    messages.success(
        request,
        _("“%(title)s” is done. You find it again under First steps, in your settings.") % {"title": tour.title},
    )
    return redirect("welcome")
