"""The audit chain for moderators: read, filtered, copied."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from members.access import all_moderators_only
from moderation import chain
from moderation.actions.recording import record_copy
from moderation.audit_forms import AuditForm


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
    record_copy(request.user, form.cleaned_data["deed"], form.cleaned_data["day"])
    answer = StreamingHttpResponse(chain.as_csv(form.asked()), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="audit-{timezone.localdate()}.csv"'
    answer["Cache-Control"] = "no-store, private"
    return answer
