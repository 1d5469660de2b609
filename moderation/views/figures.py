"""The log of decisions, what became of stopped texts, and trying the reader."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from members.access import moderators_only
from moderation import funnel, trying
from moderation.forms import TryForm
from moderation.models import Decision
from moderation.rooms import in_rooms_of

PER_PAGE = 50
UNCHANGED = 503


@require_GET
@moderators_only
def log_list(request: HttpRequest) -> HttpResponse:
    """Of what was decided in the sections that its reader answers for."""
    here = in_rooms_of(request.user, "post__topic__section__slug", "deflection__section")
    lines = Decision.objects.filter(here).select_related("moderator", "post__topic", "deflection", "before")
    return render(
        request, "moderation/log.html", {"page": Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))}
    )


@require_GET
@moderators_only
@never_cache
def funnel_show(request: HttpRequest) -> HttpResponse:
    days = request.GET.get("days", "")
    days = days if days in funnel.DAYS else ""
    week = request.GET.get("week", "0")
    week = week if week in dict(funnel.weeks()) else "0"
    reports = {"weeks": funnel.weeks(), "week": week, "reports": funnel.live_reports(week)}
    context = {"periods": funnel.DAYS, "days": days, "steps": funnel.steps(days), "events": funnel.by_event(days)}
    context["answered"] = funnel.answered(days)
    return render(request, "moderation/funnel.html", context | reports | {"found": funnel.found(days)})


@require_http_methods(["GET", "POST"])
@moderators_only
@never_cache
def reader_try(request: HttpRequest) -> HttpResponse:
    """What the reader makes of a text, and what would be done with it. Nothing is stored, and nobody is rung."""
    form = TryForm(request.POST or None, initial={"place": "questions"})
    context = {"form": form, "degraded": trying.degraded()}
    if request.method == "GET":
        return render(request, "moderation/try.html", context)
    if not form.is_valid():
        return render(request, "moderation/try.html", context, status=422)
    try:
        context["tried"] = trying.try_text(**form.cleaned_data)
    except trying.OutOfOrder as sentence:
        form.add_error(None, str(sentence))
        return render(request, "moderation/try.html", context, status=UNCHANGED)
    return render(request, "moderation/try.html", context)
