"""The page of a file that somebody asked for: how far it is, the file, and letting it go."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from members.access import members_only
from members.guard import ask_again
from members.proof import proved_lately
from members.sealing import Unreadable
from reports.actions.exports import drop_export
from reports.kinds import KINDS
from reports.models import Export

PER_PAGE = 20
GONE = _("This file is not here. Files are kept for seven days and only for whoever asked for them; ask for it again.")
KEY_CHANGED = _(
    "This file cannot be opened any more, because the key of the site was changed. Please ask for it again."
)


def mine(request: HttpRequest, export_id: int) -> Export | None:
    found = Export.objects.standing().defer("sealed").filter(pk=export_id, asked_by=request.user)
    return found.select_related("asked_by").first()


def not_here(request: HttpRequest, message: str = GONE, status: int = 404) -> HttpResponse:
    return render(request, "reports/gone.html", {"message": message}, status=status)


@require_GET
@members_only
@never_cache
def export_list(request: HttpRequest) -> HttpResponse:
    """One's own, the newest first."""
    files = Export.objects.standing().filter(asked_by=request.user).for_listing()
    page = Paginator(files, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "reports/exports.html", {"page": page})


@require_GET
@members_only
@never_cache
def export_show(request: HttpRequest, export_id: int) -> HttpResponse:
    if not (export := mine(request, export_id)):
        return not_here(request)
    return render(request, "reports/export.html", {"export": export})


@require_GET
@members_only
@never_cache
def export_progress(request: HttpRequest, export_id: int) -> HttpResponse:
    """What an open page asks every two seconds; without a script, the way back to the page."""
    if not (export := mine(request, export_id)):
        return not_here(request)
    if not request.htmx:
        return redirect(export)
    return render(request, "reports/export.html#progress", {"export": export})


@require_GET
@members_only
@never_cache
def export_get(request: HttpRequest, export_id: int) -> HttpResponse:
    export = Export.objects.standing().filter(pk=export_id, asked_by=request.user).first()
    if export is None:
        return not_here(request)
    if not export.is_ready:
        return redirect(export)
    if KINDS[export.kind].asks_who and not proved_lately(request):
        return ask_again(request)
    try:
        response = HttpResponse(export.data, content_type=export.content_type)
    except Unreadable:
        return not_here(request, KEY_CHANGED, status=410)
    response["Content-Disposition"] = f'attachment; filename="{export.file_name}"'
    return response


@require_POST
@members_only
def export_drop(request: HttpRequest, export_id: int) -> HttpResponse:
    if not (export := mine(request, export_id)):
        return not_here(request)
    drop_export(export=export, member=request.user)
    messages.success(request, gettext("The file is gone."))
    return redirect("export-list")
