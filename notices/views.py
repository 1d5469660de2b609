"""Reading notices: on every page, and all of them on one."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from members.access import members_only
from notices import standing
from notices.actions import acknowledge
from notices.models import Notice, Reading

PER_PAGE = 20


@require_GET
@members_only
@never_cache
def notice_list(request: HttpRequest) -> HttpResponse:
    """Those for this member, newest first, with those that ended or were withdrawn."""
    rows = Notice.objects.for_reader(request.user).select_related("written_by")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    read = dict(Reading.objects.of(request.user, page).values_list("notice_id", "at"))
    for notice in page:
        notice.read_at = read.get(notice.pk)
    return render(request, "notices/list.html", {"page": page})


@require_GET
@never_cache
def notice_open(request: HttpRequest) -> HttpResponse:
    """What stands for this reader now: an open page asks when it hears of a change."""
    return render(request, "notices/shown.html", {"notices": standing.shown_to(request.user)})


@require_GET
@never_cache
def notice_version(request: HttpRequest) -> JsonResponse:
    """Whether something changed: asked by pages that may have missed it."""
    return JsonResponse({"version": standing.version()})


@require_POST
@members_only
def notice_read(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Back to where they read it; htmx takes it off the page by itself."""
    notice = get_object_or_404(Notice.objects.for_reader(request.user), pk=notice_id)
    acknowledge(notice=notice, member=request.user)
    if request.htmx:
        return HttpResponse()
    back = request.META.get("HTTP_REFERER", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if safe else "notice-list")
