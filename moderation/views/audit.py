"""The audit chain for moderators: read, filtered, copied."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from members.access import all_moderators_only
from moderation import chain
from moderation.actions.recording import ask_for_copy
from moderation.audit_forms import AuditForm
from reports.actions.exports import TooMany
from reports.errands import make_later


@require_GET
@all_moderators_only
@never_cache
def audit_list(request: HttpRequest) -> HttpResponse:
    form = AuditForm(request.GET)
    if not form.is_valid():
        return render(request, "moderation/audit.html", {"form": form, "lines": []}, status=422)
    lines, older = chain.newest(form.asked(), form.cleaned_data["before"])
    kept = {name: request.GET[name] for name in ("deed", "person", "day") if request.GET.get(name)}
    context = {"form": form, "lines": lines, "older": older, "kept": kept, "query": urlencode(kept)}
    return render(request, "moderation/audit.html", context)


@require_POST
@all_moderators_only
def audit_copy(request: HttpRequest) -> HttpResponse:
    """Everything that was asked for, as a file for a spreadsheet; that it was taken is recorded too."""
    form = AuditForm(request.POST)
    if not form.is_valid():
        return render(request, "moderation/audit.html", {"form": form, "lines": []}, status=422)
    try:
        export = ask_for_copy(moderator=request.user, asked=form.asked())
    except TooMany as full:
        form.add_error(None, str(full))
        return render(request, "moderation/audit.html", {"form": form, "lines": []}, status=422)
    make_later(export)
    return redirect(export)
