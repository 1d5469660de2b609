"""The page of the reader's versions, for administrators."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from deflection import actions
from deflection.models import ReaderVersion
from deflection.versions import NotYet, may_choose
from members.access import View, members_only
from moderation import bench
from moderation.forms import ReasonForm


def administrators_only(view: View) -> View:
    @wraps(view)
    @members_only
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_choose(request.user):
            raise PermissionDenied(gettext("This page is for administrators."))
        return view(request, *args, **kwargs)

    return wrapped


@require_GET
@administrators_only
@never_cache
def reader_list(request: HttpRequest) -> HttpResponse:
    chosen = (request.GET.get("old", "")[:30], request.GET.get("new", "")[:30])
    return render(request, "moderation/reader.html", bench.page_for(request.user, *chosen))


DEEDS: dict[str, tuple[Callable[..., Any], str]] = {
    "beside": (actions.run_beside, _("It reads beside the active one from the next text on. Only counts are kept.")),
    "alone": (actions.stop_beside, _("It no longer reads beside the active one.")),
    "propose": (actions.propose_version, _("Proposed. A second administrator confirms it on this page.")),
    "confirm": (actions.confirm_version, _("It reads from the next text on.")),
}


@require_POST
@administrators_only
def reader_change(request: HttpRequest, name: str, deed: str) -> HttpResponse:
    """One deed on one version; what cannot be done is said on the same page, with the reason that was typed."""
    version = get_object_or_404(ReaderVersion, name=name)
    form = ReasonForm(request.POST)
    if deed not in DEEDS or not form.is_valid():
        return answer(request, name, gettext("That cannot be done. A reason has at most 300 characters."), form.data)
    act, done = DEEDS[deed]
    reason = {"reason": form.cleaned_data["reason"]} if deed == "propose" else {}
    return carried_out(request, name, done, form.data, lambda: act(version=version, by=request.user, **reason))


@require_POST
@administrators_only
def reader_return(request: HttpRequest) -> HttpResponse:
    done = gettext("The version before reads again, from the next text on.")
    return carried_out(request, "", done, {}, lambda: actions.return_to_previous(by=request.user))


def carried_out(request: HttpRequest, name: str, done: str, typed: Any, act: Callable[[], Any]) -> HttpResponse:
    try:
        act()
    except NotYet as sentence:
        return answer(request, name, str(sentence), typed)
    messages.success(request, done)
    return redirect("reader-list")


def answer(request: HttpRequest, name: str, sentence: str, typed: Any) -> HttpResponse:
    context = bench.page_for(request.user)
    context |= {"refused": sentence, "refused_for": name, "typed": typed.get("reason", "")[:300]}
    return render(request, "moderation/reader.html", context, status=422)
