"""Safety notices: the list with how many have read each, and writing one."""

from collections import defaultdict

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from members.access import all_moderators_only
from moderation.actions import NotNow
from moderation.actions.notices import publish_notice, withdraw_notice
from moderation.notice_forms import NoticeForm
from notices.models import Notice, Reading

PER_PAGE = 20


@require_GET
@all_moderators_only
@never_cache
def notice_room(request: HttpRequest) -> HttpResponse:
    rows = Notice.objects.select_related("written_by", "withdrawn_by")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    put_beside_who_read(page)
    return render(request, "moderation/notices.html", {"page": page})


def put_beside_who_read(page: Page) -> None:
    """How many pressed the button, by what they were when they did."""
    counted = Reading.objects.filter(notice__in=[notice.pk for notice in page]).values_list("notice_id", "as_role")
    read = defaultdict(list)
    for notice_id, role, number in counted.annotate(number=Count("pk")).order_by("as_role"):
        read[notice_id].append((role, number))
    for notice in page:
        notice.read_by = read[notice.pk]


@require_http_methods(["GET", "POST"])
@all_moderators_only
@never_cache
def notice_write(request: HttpRequest) -> HttpResponse:
    form = NoticeForm(request.POST or None)
    if request.method == "GET":
        return render(request, "moderation/notice.html", {"form": form})
    if not form.is_valid():
        return render(request, "moderation/notice.html", {"form": form}, status=422)
    if "preview" in request.POST:
        return render(request, "moderation/notice.html", {"form": form, "preview": form.cleaned_data})
    try:
        publish_notice(by=request.user, **form.for_action())
    except NotNow as error:
        form.add_error(None, str(error))
        return render(request, "moderation/notice.html", {"form": form}, status=503)
    messages.success(request, _("It stands on every page of those it is for, open ones included."))
    return redirect("notice-room")


@require_POST
@all_moderators_only
def notice_withdraw(request: HttpRequest, notice_id: int) -> HttpResponse:
    notice = get_object_or_404(Notice, pk=notice_id)
    if withdraw_notice(notice=notice, by=request.user):
        messages.success(request, _("Withdrawn: it has left every page."))
    else:
        messages.info(request, _("It was withdrawn already."))
    return redirect("notice-room")
