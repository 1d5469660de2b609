"""The bell, and how members want to be told."""

from datetime import date
from itertools import groupby

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from members.access import members_only
from notifications.actions import choose_preferences, mark_all_read, mark_read
from notifications.forms import NarrowForm, PreferenceForm, as_fields
from notifications.models import Notification, Preference
from notifications.quiet import is_quiet
from notifications.reasons import why

PER_PAGE = 30


@require_GET
@login_required
@never_cache
def notification_list(request: HttpRequest) -> HttpResponse:
    """What is unread first, then what was read, day by day."""
    narrow = NarrowForm(request.GET)
    lines = request.user.notifications.unread_first().filter(**narrow.as_lookups())
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    for line in page:
        line.why = why(line)
    groups = [(heading(*key), list(same)) for key, same in groupby(page, key=lambda line: (line.is_new, line.day))]
    has_new = any(line.is_new for line in page)
    context = {"page": page, "groups": groups, "narrow": narrow, "query": narrow.as_query, "has_new": has_new}
    return render(request, "notifications/list.html", context)


def heading(is_new: bool, day: date) -> str:
    """New, today; read, on a day."""
    ago = (timezone.localdate() - day).days
    words = {0: _("today"), 1: _("yesterday")}.get(ago, date_format(day, "j F Y"))
    return _("New, %(day)s") % {"day": words} if is_new else _("Read, %(day)s") % {"day": words}


@require_POST
@login_required
def notification_read(request: HttpRequest) -> HttpResponse:
    mark_all_read(member=request.user)
    return redirect("notification-list")


@require_POST
@login_required
def line_read(request: HttpRequest, notification_id: int) -> HttpResponse:
    """One line: by its button, or by the script when its link is followed."""
    mark_read(member=request.user, notification_id=notification_id)
    return redirect("notification-list") if "button" in request.POST else HttpResponse(status=204)


@require_GET
@never_cache
def notification_count(request: HttpRequest) -> JsonResponse:
    """The number on the bell, asked again whenever it rings; in quiet hours it is counted and not said aloud."""
    if not request.user.is_authenticated:
        return JsonResponse({"unread": 0}, status=403)
    unread = Notification.objects.unread().filter(member=request.user).count()
    return JsonResponse({"unread": unread, "quiet": is_quiet(request.user, timezone.now())})


@require_http_methods(["GET", "POST"])
@members_only
@never_cache
def preferences_edit(request: HttpRequest) -> HttpResponse:
    is_sent = request.method == "POST"
    form = PreferenceForm(request.POST if is_sent else None, initial=as_fields(Preference.of(request.user)))
    if form.is_valid():
        choose_preferences(member=request.user, chosen=form.chosen())
        messages.success(request, _("Saved. It holds from now on."))
        return redirect("preferences-edit")
    return render(request, "notifications/settings.html", {"form": form}, status=422 if is_sent else 200)
