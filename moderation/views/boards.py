"""How moderation is doing, as drawings with their tables, and each of them as a file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from members.access import moderators_only
from moderation.boards import catalogue, periods


@require_GET
@moderators_only
@never_cache
def board_list(request: HttpRequest) -> HttpResponse:
    period = periods.asked(request.GET.get("period", ""))
    groups = {
        name: [board.plot(period, request.user) for board in boards]
        for name, boards in catalogue.boards_for(request.user).items()
    }
    context = {"periods": periods.PERIODS, "period": period, "groups": groups, "now": timezone.now()}
    return render(request, "moderation/boards/list.html", context)


@require_GET
@moderators_only
@never_cache
def board_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The numbers of one plot for a spreadsheet."""
    board = catalogue.board_named(slug, request.user)
    if board is None:
        raise Http404
    period = periods.asked(request.GET.get("period", ""))
    answer = HttpResponse(
        board.plot(period, request.user, leaves=True).as_csv(), content_type="text/csv; charset=utf-8"
    )
    name = (
        f"{slug}-{period.slug}-{timezone.localdate()}.csv" if board.has_period else f"{slug}-{timezone.localdate()}.csv"
    )
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
