"""A member's own settings: one page that lists them, where they work, keys; and for moderators, a break."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from members.access import members_only, moderators_only
from members.actions.own import declare_workplaces, fold_severe, set_single_keys, take_break
from members.own_forms import BreakForm, FoldForm, KeysForm, WorkplacesForm, first_words
from members.restrictions import in_words

UNCHANGED = 422


@require_GET
@members_only
@never_cache
def settings_hub(request: HttpRequest) -> HttpResponse:
    return render(request, "members/hub.html")


@require_GET
def keys_show(request: HttpRequest) -> HttpResponse:
    """What single keys do: a page, which the question mark also shows in place."""
    return render(request, "members/keys.html")


@require_http_methods(["GET", "POST"])
@members_only
@never_cache
def keys_edit(request: HttpRequest) -> HttpResponse:
    """Light or dark on this device, and single keys on all of them."""
    form = KeysForm(request.POST or None, initial={"single_keys": request.user.single_keys})
    if request.method == "GET":
        return render(request, "members/appearance.html", {"form": form})
    set_single_keys(member=request.user, on="single_keys" in request.POST)
    messages.success(request, _("Single keys are on.") if request.user.single_keys else _("Single keys are off."))
    return redirect("keys-edit")


@require_http_methods(["GET", "POST"])
@members_only
@never_cache
def workplaces_edit(request: HttpRequest) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    form = WorkplacesForm(sent, initial=first_words(request.user.workplaces))
    if form.is_valid():
        declare_workplaces(member=request.user, names=form.cleaned_data["workplaces"], now=timezone.now())
        messages.success(request, _("Kept. Moderators see it, and nobody else."))
        return redirect("workplaces-edit")
    return render(
        request, "members/workplaces.html", {"form": form}, status=UNCHANGED if request.method == "POST" else 200
    )


@require_GET
@moderators_only
@never_cache
def break_show(request: HttpRequest) -> HttpResponse:
    return render(request, "members/break.html", forms_of(request))


def forms_of(request: HttpRequest) -> dict[str, object]:
    return {"rest": BreakForm(), "fold": FoldForm(initial={"folds_severe": request.user.folds_severe})}


@require_POST
@moderators_only
def break_take(request: HttpRequest) -> HttpResponse:
    form = BreakForm(request.POST)
    if not form.is_valid():
        return render(request, "members/break.html", forms_of(request) | {"rest": form, "form": form}, status=UNCHANGED)
    until = timezone.now() + timedelta(hours=int(form.cleaned_data["hours"]))
    take_break(member=request.user, until=until)
    messages.success(request, _("Rest well. Nobody calls you before %(time)s.") % {"time": in_words(until)})
    return redirect("break-show")


@require_POST
@moderators_only
def break_end(request: HttpRequest) -> HttpResponse:
    take_break(member=request.user, until=None)
    messages.success(request, _("Welcome back. You are called again when a shift of yours runs."))
    return redirect("break-show")


@require_POST
@moderators_only
def severe_fold(request: HttpRequest) -> HttpResponse:
    form = FoldForm(request.POST)
    form.is_valid()
    fold_severe(member=request.user, folds=form.cleaned_data["folds_severe"])
    messages.success(
        request,
        _("Grave texts are folded now.") if request.user.folds_severe else _("Grave texts are shown at once now."),
    )
    return redirect("break-show")
