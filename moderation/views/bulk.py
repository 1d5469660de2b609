"""Many posts at once: what would happen to each, then one reason, then what did."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from members.access import moderators_only
from moderation.actions import NotNow
from moderation.bulk import Chosen, chosen_in, decide_each, plan
from moderation.forms import BulkForm
from moderation.models import Verdict

UNCHANGED = 503


@require_http_methods(["GET", "POST"])
@moderators_only
@never_cache
def bulk_decide(request: HttpRequest) -> HttpResponse:
    """GET shows the plan and changes nothing. POST carries it out, post by post."""
    sent = request.POST if request.method == "POST" else request.GET
    chosen, verdict = chosen_in(sent.getlist("item")), sent.get("verdict", "")
    if not chosen or verdict not in dict(BulkForm.base_fields["verdict"].choices):
        return render(request, "moderation/bulk_nothing.html", status=422)
    form = BulkForm(request.POST or None, initial={"verdict": verdict})
    context = {"form": form, "verdict": Verdict(verdict)}
    if request.method == "POST" and form.is_valid():
        try:
            done = decide_each(chosen, Verdict(verdict), form.cleaned_data["reason"], request.user)
        except NotNow as error:
            form.add_error(None, str(error))
            return render(
                request, "moderation/bulk.html", context | planned(request, chosen, verdict), status=UNCHANGED
            )
        return render(request, "moderation/bulk_done.html", context | {"done": done})
    status = 422 if request.method == "POST" else 200
    return render(request, "moderation/bulk.html", context | planned(request, chosen, verdict), status=status)


def planned(request: HttpRequest, chosen: list[Chosen], verdict: str) -> dict[str, Any]:
    found = plan(chosen, Verdict(verdict), request.user)
    return {"planned": found, "happens": sum(one.happens for one in found)}
