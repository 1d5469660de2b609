"""Signing in, and being signed out elsewhere."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from members.access import members_only
from members.actions.accounts import end_other_sessions
from members.own_forms import PasswordForm


@require_http_methods(["GET", "POST"])
@members_only
@never_cache
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """Everywhere but here. It asks for the password, so that whoever finds an open page cannot do it."""
    form = PasswordForm(request.POST or None, member=request.user)
    if form.is_bound and not ratelimit.consume(request, action="reauthenticate", user=request.user):
        form.add_error("password", "Too many tries. Please wait a minute.")
    if not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "members/elsewhere.html", {"form": form}, status=status)
    end_other_sessions(member=request.user, password=form.cleaned_data["password"])
    update_session_auth_hash(request, request.user)
    messages.success(request, "Done. You are signed in here, and nowhere else.")
    return redirect("settings")
