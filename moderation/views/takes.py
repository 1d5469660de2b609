"""Taking an item in hand and letting it go, from its page or from the list."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from members.access import moderators_only
from moderation.actions.takes import let_item_go, take_item
from moderation.conflicts import InOtherHands
from moderation.rooms import is_theirs
from moderation.takes import PAGES, page_context


@require_GET
@moderators_only
@never_cache
def take_show(request: HttpRequest, kind: str, subject_id: int) -> HttpResponse:
    theirs_or_404(request, kind, subject_id)
    return shown(request, kind, subject_id)


@require_POST
@moderators_only
def item_take(request: HttpRequest, kind: str, subject_id: int) -> HttpResponse:
    """Ten minutes, or ten more."""
    theirs_or_404(request, kind, subject_id)
    try:
        take_item(kind=kind, subject_id=subject_id, moderator=request.user)
    except InOtherHands as held:
        return shown(request, kind, subject_id, str(held), 409)
    return shown(request, kind, subject_id) if request.htmx else back(request)


@require_POST
@moderators_only
def item_let_go(request: HttpRequest, kind: str, subject_id: int) -> HttpResponse:
    theirs_or_404(request, kind, subject_id)
    let_item_go(kind=kind, subject_id=subject_id, moderator=request.user)
    return shown(request, kind, subject_id) if request.htmx else back(request)


def theirs_or_404(request: HttpRequest, kind: str, subject_id: int) -> None:
    """A kind of page that there is, about something that this moderator answers for."""
    if kind not in PAGES or not is_theirs(request.user, kind, subject_id):
        raise Http404


def shown(request: HttpRequest, kind: str, subject_id: int, conflict: str = "", status: int = 200) -> HttpResponse:
    """The line of the item's page; a whole page where the browser asked for one."""
    context = page_context(kind=kind, subject_id=subject_id, viewer=request.user) | {"conflict": conflict}
    return render(request, "moderation/take.html" if request.htmx else "moderation/held.html", context, status=status)


def back(request: HttpRequest) -> HttpResponse:
    """To where it was clicked, on this site alone."""
    where = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(where, {request.get_host()}, require_https=request.is_secure())
    return redirect(where if is_ours else "moderation-queue")
