"""Leaving for good, and the way back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from members.access import members_only
from members.proof import count_try
from moderation.views.bench import administrators_only
from privacy import rules
from privacy.actions.closing import ask_to_close, keep_account
from privacy.exports import ACCEPTANCES, KEPT_FOR, OWN_DATA
from privacy.forms import ClosingForm
from privacy.models import COOLS_FOR, Words
from privacy.proofs import newest_proofs
from reports.actions.exports import TooMany, ask_for_export
from reports.errands import make_later


@require_http_methods(["GET", "POST"])
@members_only
@never_cache
def account_close(request: HttpRequest) -> HttpResponse:
    """It asks for the password, so that whoever finds an open page cannot do it."""
    form = ClosingForm(request.POST or None, member=request.user)
    count_try(request, form)
    if not form.is_valid():
        context = {
            "form": form, "closing": rules.open_closing(request.user), "may_close": rules.may_close(request.user),
            "waits": rules.must_wait(request.user), "days": COOLS_FOR.days,
        }  # fmt: skip
        return render(request, "privacy/close.html", context, status=422 if form.is_bound else 200)
    ask_to_close(member=request.user, words=Words(form.cleaned_data["words"]))
    messages.success(request, _("Noted. Until it is done you can come back here and keep your account."))
    return redirect("account-close")


@require_http_methods(["GET", "POST"])
@members_only
@never_cache
def own_data(request: HttpRequest) -> HttpResponse:
    """One button: everything that is kept of whoever asks."""
    if request.method == "GET":
        return render(request, "privacy/own_data.html", {"hours": int(KEPT_FOR.total_seconds()) // 3600})
    return asked_for(request, OWN_DATA)


def asked_for(request: HttpRequest, kind: str) -> HttpResponse:
    try:
        export = ask_for_export(kind=kind, asked_by=request.user, about={})
    except TooMany as why:
        messages.warning(request, str(why))
        return redirect("export-list")
    make_later(export)
    return redirect(export)


@require_POST
@members_only
def account_keep(request: HttpRequest) -> HttpResponse:
    if keep_account(member=request.user):
        messages.success(request, _("Good to have you. Your account stays as it is."))
    return redirect("account-close")


@require_GET
@administrators_only
@never_cache
def retention_show(request: HttpRequest) -> HttpResponse:
    """The newest proof of each class: what went, and what is late."""
    lines = list(newest_proofs())
    return render(
        request, "privacy/retention.html", {"lines": lines, "late": [one for one in lines if not one.is_well]}
    )


@require_POST
@administrators_only
def acceptances_ask(request: HttpRequest) -> HttpResponse:
    """A table of who accepted which version of what."""
    return asked_for(request, ACCEPTANCES)
