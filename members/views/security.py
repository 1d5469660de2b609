"""Signing in and security: second factors, where somebody is signed in, and being signed out elsewhere."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from members.access import all_moderators_only, members_only
from members.actions.accounts import end_other_sessions
from members.actions.lockout import open_sign_in
from members.actions.recovery import keep_hashes_of
from members.actions.sessions import choose_own_device, cover, end_every_session, end_session, end_sessions_but
from members.devices import hashed, mark_in
from members.models import KeptSession, Member
from members.own_forms import PasswordForm
from members.proof import count_try
from members.second_factor import codes_left, has_second_factor, needs_second_factor, why_it_stays

PER_PAGE = 20
KINDS = Authenticator.Type


@require_GET
@members_only
@never_cache
def security_show(request: HttpRequest) -> HttpResponse:
    factors = list(Authenticator.objects.filter(user=request.user).order_by("created_at"))
    codes = next((factor for factor in factors if factor.type == KINDS.RECOVERY_CODES), None)
    open_now = request.user.sessions.filter(expire_date__gt=timezone.now())
    context = {
        "app": next((factor for factor in factors if factor.type == KINDS.TOTP), None),
        "passkeys": [factor for factor in factors if factor.type == KINDS.WEBAUTHN],
        "codes_left": codes_left(codes) if codes else None,
        "page": Paginator(open_now, PER_PAGE).get_page(request.GET.get("page")),
        "here": request.session.session_key,
        "idle_minutes": settings.IDLE_LOCK_MINUTES,
        "is_own_device": request.session.row.is_own_device,
        "must_set_up": needs_second_factor(request.user) and not has_second_factor(request.user),
    }
    return render(request, "members/security.html", context)


def to_security(request: HttpRequest) -> HttpResponse:
    return redirect("security-show")


class ShowRecoveryCodes(ViewRecoveryCodesView):
    """Once: what is kept afterwards are hashes."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        row = Authenticator.objects.get(user=self.request.user, type=KINDS.RECOVERY_CODES)
        if codes := context["unused_codes"]:
            keep_hashes_of(row=row, codes=codes)
        return context | {"codes_left": codes_left(row), "can_download_codes": False}


@members_only
def no_file_of_codes(request: HttpRequest) -> HttpResponse:
    """allauth's would show them again."""
    raise Http404


show_recovery_codes = never_cache(members_only(ShowRecoveryCodes.as_view()))


class RemovePasskey(RemoveWebAuthnView):
    """allauth's, which does not ask whether it is the last one of somebody who needs one."""

    def form_valid(self, form: Any) -> HttpResponse:
        if why := why_it_stays(self.get_object(), self.request.user):
            messages.warning(self.request, why)
            return redirect("security-show")
        return super().form_valid(form)


@require_POST
@members_only
def session_end(request: HttpRequest, mark: str) -> HttpResponse:
    """One other browser. Its key is never on a page: a mark of it is."""
    rows = request.user.sessions.exclude(pk=request.session.session_key)
    row = next((row for row in rows if row.mark == mark), None)
    if row is not None:
        end_session(member=request.user, row=row)
    messages.success(request, _("Done. That browser is signed out."))
    return redirect("security-show")


@require_POST
@members_only
def still_here(request: HttpRequest) -> HttpResponse:
    """Somebody reads on without asking for anything; the guard has noted it."""
    return HttpResponse(status=204)


@require_POST
@members_only
def page_cover(request: HttpRequest) -> HttpResponse:
    """Before walking away from a shared computer."""
    cover(row=request.session.row)
    return redirect("settings")


@require_POST
@all_moderators_only
def sign_in_open(request: HttpRequest, member_id: int) -> HttpResponse:
    """For a member who was shut out after too many wrong passwords."""
    member = get_object_or_404(Member, pk=member_id)
    open_sign_in(member=member, by=request.user)
    messages.success(request, _("Done. They can sign in again."))
    return redirect("moderation-member", member.pk)


@require_POST
@all_moderators_only
def sessions_end(request: HttpRequest, member_id: int) -> HttpResponse:
    """For an administrator who fears that somebody else uses an account."""
    member = get_object_or_404(Member, pk=member_id)
    end_every_session(member=member, by=request.user)
    messages.success(request, _("Done. They are signed out everywhere, and were told."))
    return redirect("moderation-member", member.pk)


@require_POST
@members_only
def own_device(request: HttpRequest) -> HttpResponse:
    is_own = "own" in request.POST
    row = get_object_or_404(KeptSession, pk=request.session.session_key)
    choose_own_device(member=request.user, row=row, mark=hashed(mark_in(request)), is_own=is_own)
    messages.success(
        request, _("This counts as your own device now.") if is_own else _("This counts as a shared device now.")
    )
    return redirect("security-show")


@require_http_methods(["GET", "POST"])
@members_only
@never_cache
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """Everywhere but here. It asks for the password, so that whoever finds an open page cannot do it."""
    form = PasswordForm(request.POST or None, member=request.user)
    count_try(request, form)
    if not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "members/elsewhere.html", {"form": form}, status=status)
    end_other_sessions(member=request.user, password=form.cleaned_data["password"])
    update_session_auth_hash(request, request.user)
    end_sessions_but(member=request.user, key=request.session.session_key)
    messages.success(request, _("Done. You are signed in here, and nowhere else."))
    return redirect("settings")
