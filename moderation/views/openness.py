"""The figures of a month: all for moderators; for members those that point at nobody, with the open log."""

import re
from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from members.access import all_moderators_only, members_only
from moderation import again, open_log
from moderation.transparency import Figures, Month, figures, first_month

PER_PAGE = 50
MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)


@require_GET
@all_moderators_only
@never_cache
def transparency_show(request: HttpRequest, month: str = "") -> HttpResponse:
    context = around(asked(month))
    chosen = context["month"]
    return render(
        request, "moderation/transparency.html", context | {"agreement": again.agreement(chosen.start, chosen.end)}
    )


@require_GET
@members_only
@never_cache
def open_log_show(request: HttpRequest, month: str = "") -> HttpResponse:
    context = around(asked(month))
    found = context["figures"]
    lines = open_log.lines_of(found.month)
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = open_log.entries(page.object_list, lines)
    context |= {
        "rows": open_log.for_members(found),
        "others": open_log.in_short(found),
        "page": page,
    }
    return render(request, "moderation/open_log.html", context)


def asked(month: str) -> Month:
    """This month, unless another was asked for that we have something to say about."""
    today = Month.of(timezone.localdate())
    if not month:
        return today
    match = MONTH.fullmatch(month)
    chosen = Month(date(int(match[1]), int(match[2]), 1)) if match else None
    if chosen is None or not first_month().first <= chosen.first <= today.first:
        raise Http404
    return chosen


def around(month: Month) -> dict[str, Month | Figures | None]:
    """The month with its figures, and its neighbours where there are any."""
    today = Month.of(timezone.localdate())
    return {
        "month": month,
        "figures": figures(month),
        "earlier": month.previous if first_month().first < month.first else None,
        "later": month.next if month.first < today.first else None,
    }
