"""The bell."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from notifications.actions import mark_all_read

PER_PAGE = 30


@require_GET
@login_required
def notification_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(request.user.notifications.all(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "notifications/list.html", {"page": page})


@require_POST
@login_required
def notification_read(request: HttpRequest) -> HttpResponse:
    mark_all_read(member=request.user)
    return redirect("notification-list")


@require_GET
@never_cache
def notification_count(request: HttpRequest) -> JsonResponse:
    """The number on the bell; asked again whenever the bell rings."""
    if not request.user.is_authenticated:
        return JsonResponse({"unread": 0}, status=403)
    return JsonResponse({"unread": request.user.notifications.unread().count()})
