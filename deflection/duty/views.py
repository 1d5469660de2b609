"""The rota, and the calls to those on duty."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deflection.actions.pages import acknowledge
from deflection.actions.rota import Taken, add_shifts, offer_shift, remove_shift, take_shift
from deflection.duty import rota, steps
from deflection.duty.forms import ShiftForm
from deflection.models import Alert, Page, Shift
from members.access import moderators_only

PER_PAGE = 30
FURTHEST = timedelta(weeks=104)


@require_http_methods(["GET", "POST"])
@moderators_only
@never_cache
def rota_show(request: HttpRequest) -> HttpResponse:
    """A week of the rota, who is on call now, and a form for a shift of one's own."""
    form = ShiftForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        return added(request, form)
    return rota_page(request, form, status=422 if request.method == "POST" else 200)


def added(request: HttpRequest, form: ShiftForm) -> HttpResponse:
    data = {"member": request.user, **form.cleaned_data}
    try:
        shifts = add_shifts(by=request.user, **data)
    except Taken as sentence:
        form.add_error(None, str(sentence))
        return rota_page(request, form, status=409)
    messages.success(
        request,
        gettext("In the rota.")
        if len(shifts) == 1
        else gettext("In the rota, for %(number)s weeks.") % {"number": len(shifts)},
    )
    return redirect(week_url(timezone.localtime(shifts[0].starts_at).date()))


def rota_page(request: HttpRequest, form: ShiftForm, status: int = 200) -> HttpResponse:
    now, monday = timezone.now(), wanted_week(request)
    days = rota.week(monday)
    context = {
        "form": form,
        "past": [day for day in days if day.end <= now and days[-1].end > now],
        "days": [day for day in days if day.end > now] or days,
        "on_call": rota.on_call(now),
        "now": now,
        "has_gaps": any(day.gaps for day in days),
        "week": {"from": monday, "until": monday + timedelta(days=6)},
        "earlier": week_url(monday - timedelta(days=7)),
        "later": week_url(monday + timedelta(days=7)),
        "this_week": reverse("rota-show") if monday != rota.monday_of(timezone.localdate()) else "",
        "alerts": Alert.objects.select_related("acknowledged_by")[:5],
    }
    return render(request, "deflection/rota.html", context, status=status)


def wanted_week(request: HttpRequest) -> date:
    """The Monday of the week that was asked for; of this week where nobody could read it."""
    today = timezone.localdate()
    try:
        day = date.fromisoformat(request.GET.get("week", "")[:10])
    except ValueError:
        day = today
    return rota.monday_of(day if abs(day - today) < FURTHEST else today)


def week_url(day: date) -> str:
    return f"{reverse('rota-show')}?week={rota.monday_of(day).isoformat()}"


DEEDS: dict[str, tuple[Callable[..., Any], dict[str, Any], str]] = {
    "remove": (remove_shift, {}, _("Taken out of the rota.")),
    "offer": (offer_shift, {"offered": True}, _("Offered. It stays yours until a colleague takes it.")),
    "keep": (offer_shift, {"offered": False}, _("It is not offered any more.")),
    "take": (take_shift, {}, _("The shift is yours now. Thank you.")),
}


@require_POST
@moderators_only
def shift_change(request: HttpRequest, shift_id: int, deed: str) -> HttpResponse:
    shift = get_object_or_404(Shift, pk=shift_id)
    act, how, done = DEEDS[deed]
    try:
        act(shift=shift, by=request.user, now=timezone.now(), **how)
    except Taken as sentence:
        messages.warning(request, str(sentence))
    else:
        messages.success(request, done)
    return redirect(week_url(timezone.localtime(shift.starts_at).date()))


@require_GET
@moderators_only
@never_cache
def alert_list(request: HttpRequest) -> HttpResponse:
    """Every call, the newest first: when, about what, who had it and after how long."""
    alerts = Alert.objects.select_related("acknowledged_by")
    page = Paginator(alerts, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "deflection/alerts.html", {"page": page})


@require_GET
@moderators_only
@never_cache
def alert_mine(request: HttpRequest) -> JsonResponse:
    """The newest call to this moderator that nobody has answered: asked by every open page, in case it did not ring."""
    mine = Alert.objects.unanswered().filter(pages__member=request.user).distinct().first()
    return JsonResponse({"call": mine.told_to(request.user) if mine else None})


@require_GET
@moderators_only
@never_cache
def alert_show(request: HttpRequest, alert_id: int) -> HttpResponse:
    """One call: what the link in a mail leads to. Every step with its time, and one button."""
    alert = get_object_or_404(Alert.objects.select_related("acknowledged_by"), pk=alert_id)
    template = "deflection/alert.html#call" if request.htmx else "deflection/alert.html"
    if request.GET.get("as") == "line":
        template = "deflection/has_it.html"
    context = {
        "alert": alert, "steps": steps_of(alert), "may_take": alert.is_for(request.user),
        "is_own": alert.concerns_id == request.user.pk,
    }  # fmt: skip
    return render(request, template, context)


def steps_of(alert: Alert) -> list[tuple[str, list[Page]]]:
    """Who was called at each step that was reached, in one query."""
    pages = list(alert.pages.select_related("member"))
    found = [(words, [page for page in pages if page.step == step]) for step, words in enumerate(steps.IN_WORDS)]
    return [(words, called) for words, called in found if called]


@require_POST
@moderators_only
def alert_acknowledge(request: HttpRequest, alert_id: int) -> HttpResponse:
    """One click from the bell, a mail or the item; whoever was second is told who was first."""
    alert = get_object_or_404(Alert, pk=alert_id)
    if acknowledge(alert=alert, member=request.user, now=timezone.now()):
        messages.success(request, gettext("You have it. Nobody else is called."))
        return redirect(alert.url)
    alert.refresh_from_db()
    has_it = alert.acknowledged_by.name if alert.acknowledged_by else ""
    sentence = (
        gettext("%(has_it)s has it already.") % {"has_it": has_it} if has_it else gettext("It was dealt with already.")
    )
    messages.info(request, gettext("You have it already.") if alert.acknowledged_by == request.user else sentence)
    return redirect(alert)
