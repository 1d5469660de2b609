"""The page of the programs that are told what happens here, for administrators."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from moderation.views.bench import administrators_only
from webhooks.actions import endpoints as actions
from webhooks.forms import EndpointForm
from webhooks.models import A_DAY, MOST, TEST, Delivery, Endpoint

PER_PAGE = 50


@require_GET
@administrators_only
@never_cache
def webhook_list(request: HttpRequest) -> HttpResponse:
    """At most twenty, so that one page holds them."""
    since = timezone.now() - A_DAY
    endpoints = Endpoint.objects.kept().annotate(
        failed=Count("deliveries", Q(deliveries__failed_at__gte=since) & ~Q(deliveries__event__kind=TEST)),
        waiting=Count("deliveries", Q(deliveries__due_at__isnull=False)),
    )
    return render(request, "webhooks/list.html", {"endpoints": list(endpoints), "most": MOST})


@require_http_methods(["GET", "POST"])
@administrators_only
@never_cache
def webhook_new(request: HttpRequest) -> HttpResponse:
    form = EndpointForm(request.POST or None)
    if not form.is_valid():
        return render(request, "webhooks/new.html", {"form": form}, status=422 if form.is_bound else 200)
    try:
        endpoint, secret = actions.register_endpoint(by=request.user, **form.cleaned_data)
    except actions.NotNow as sentence:
        form.add_error(None, str(sentence))
        return render(request, "webhooks/new.html", {"form": form}, status=422)
    return shown_once(request, endpoint, secret)


def shown_once(request: HttpRequest, endpoint: Endpoint, secret: str) -> HttpResponse:
    """It stands in this answer alone: neither a session nor a log keeps it."""
    return render(request, "webhooks/secret.html", {"endpoint": endpoint, "secret": secret})


@require_GET
@administrators_only
@never_cache
def webhook_show(request: HttpRequest, endpoint_id: int) -> HttpResponse:
    return page_of(request, get_object_or_404(Endpoint.objects.kept(), pk=endpoint_id))


def page_of(request: HttpRequest, endpoint: Endpoint, *, refused: str = "", status: int = 200) -> HttpResponse:
    rows = endpoint.deliveries.select_related("event")
    context = {
        "endpoint": endpoint,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "failed": endpoint.deliveries.failed_lately(timezone.now()).count(),
        "refused": refused,
    }
    return render(request, "webhooks/endpoint.html", context, status=status)


@require_POST
@administrators_only
@never_cache
def webhook_change(request: HttpRequest, endpoint_id: int, deed: str) -> HttpResponse:
    endpoint = get_object_or_404(Endpoint.objects.kept(), pk=endpoint_id)
    if deed == "secret":
        return shown_once(request, endpoint, actions.renew_secret(endpoint=endpoint, by=request.user))
    if deed == "test":
        say_how_it_went(request, actions.send_test(endpoint=endpoint, by=request.user))
        return redirect(endpoint)
    if deed not in DEEDS:
        raise Http404
    try:
        messages.success(request, DEEDS[deed](endpoint, request.user))
    except actions.NotNow as sentence:
        return page_of(request, endpoint, refused=str(sentence), status=409)
    return redirect("webhook-list" if deed == "remove" else endpoint)


def say_how_it_went(request: HttpRequest, test: Delivery) -> None:
    if test.taken_at:
        messages.success(request, _("It took the test, and answered %(code)d.") % {"code": test.code})
    elif test.code:
        messages.warning(request, _("The test arrived, but was answered %(code)d.") % {"code": test.code})
    else:
        messages.warning(request, _("The test was not taken: %(why)s.") % {"why": test.why})


def switched_off(endpoint: Endpoint, by: Any) -> str:
    actions.switch_off(endpoint=endpoint, by=by)
    return _("It is switched off. Nothing is noted for it until you switch it on again.")


def switched_on(endpoint: Endpoint, by: Any) -> str:
    actions.switch_on(endpoint=endpoint, by=by)
    return _("It is switched on, and told from now on.")


def removed(endpoint: Endpoint, by: Any) -> str:
    actions.remove_endpoint(endpoint=endpoint, by=by)
    return _("“%(name)s” is removed, and told no more.") % {"name": endpoint.name}


def all_again(endpoint: Endpoint, by: Any) -> str:
    number = actions.send_failed_again(endpoint=endpoint, by=by, now=timezone.now())
    told = ngettext("%(number)d event is sent again.", "%(number)d events are sent again.", number)
    return told % {"number": number}


DEEDS: dict[str, Callable[[Endpoint, Any], str]] = {
    "off": switched_off, "on": switched_on, "remove": removed, "again": all_again,
}  # fmt: skip


@require_POST
@administrators_only
def webhook_again(request: HttpRequest, delivery_id: int) -> HttpResponse:
    rows = Delivery.objects.filter(endpoint__removed_at=None).select_related("endpoint")
    delivery = get_object_or_404(rows, pk=delivery_id)
    try:
        could = actions.send_again(delivery=delivery, by=request.user, now=timezone.now())
    except actions.NotNow as sentence:
        return page_of(request, delivery.endpoint, refused=str(sentence), status=409)
    if could:
        messages.success(request, _("It is sent again, under the same id."))
    else:
        messages.warning(request, _("It is on its way already, or is public no more."))
    return redirect(delivery.endpoint)
