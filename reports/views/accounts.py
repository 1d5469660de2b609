"""Asking for one's own case study as a reflective account."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from members.access import members_only
from reports.actions.exports import TooMany, ask_for_export
from reports.errands import make_later
from reports.exports import REFLECTION, case_of
from reports.forms import AccountForm


@require_http_methods(["GET", "POST"])
@members_only
@never_cache
def account_ask(request: HttpRequest, topic_id: int) -> HttpResponse:
    """For its author alone; to everybody else there is no such page."""
    topic = case_of({"topic": topic_id}, request.user)
    if topic is None:
        raise Http404(_("There is no such page."))
    form = AccountForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            export = ask_for_export(
                kind=REFLECTION, asked_by=request.user, about={"topic": topic.pk} | form.cleaned_data
            )
        except TooMany as full:
            form.add_error(None, str(full))
        else:
            make_later(export)
            return redirect(export)
    status = 422 if form.is_bound else 200
    return render(request, "reports/account_ask.html", {"topic": topic, "form": form}, status=status)
