"""Before any page of somebody who is signed in: is the session covered, is a second factor missing, is the proof old?

What helps in an emergency, and the way out, stay open in each of these states.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import suspend_request
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRedirect

from members.access import give_words_back
from members.actions.sessions import cover, note_sign_of_life
from members.devices import keep_mark
from members.models import KeptSession
from members.pace import say_pace
from members.proof import proved_lately
from members.second_factor import has_second_factor, misses_second_factor

log = logging.getLogger(__name__)

ALWAYS = {
    "helpline", "patients", "offline", "service-worker", "healthz", "readyz", "metrics", "csp-report", "theme-choose",
    "account_logout", "page-show", "house-rules", "moderators-code",
}  # fmt: skip
PROVING = {"account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
SETTING_UP = PROVING | {
    "security-show", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_list_webauthn",
    "deflection-show", "deflection-called", "deflection-standing",
}  # fmt: skip
CHANGING = PROVING | {"account_change_password", "account_reset_password", "account_reset_password_done"}
# Pages ask these by themselves, whether or not somebody sits there.
ASKED_BY_PAGES = {
    "news-counts", "notification-count", "moderation-count", "topic-tail", "topic-news", "topic-mine", "alert-mine",
    "brake-show", "export-progress", "deflection-standing", "take-show",
}  # fmt: skip
STEP_UP = {
    "account_email", "credential-review", "credential-end", "claim-review", "key-propose", "key-settle",
    "reader-change", "reader-return", "session-end", "sessions-end", "token-make", "webhook-new", "webhook-change",
}  # fmt: skip
TOUCHED_EACH = timedelta(minutes=1)
REFUSED = (HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS)  # not theirs, or faster than people are
COVERED = _("This page was covered because nobody was here for a while. Nothing was stored; your words are below.")
FIRST = _("Your role asks for a second factor first. Nothing was stored; your words are below.")
SHORT = _("Please choose a longer password first. Nothing was stored; your words are below.")


class Guard:
    """Last of the middleware, so that it knows which page is asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        keep_mark(request, response)
        say_pace(request, response)
        if response.status_code in REFUSED:
            note_refusal(request)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        name = request.resolver_match.url_name or ""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or name in ALWAYS or not request.user.is_authenticated:
            return None
        row = request.session.row
        if row.is_covered:
            cover(row=row)
            return None if name in PROVING else led_to(request, "account_reauthenticate", COVERED, back=True)
        if name not in SETTING_UP and misses_second_factor(request.session, request.user):
            return led_to(request, "security-show", FIRST)
        if name not in CHANGING | SETTING_UP and request.user.short_password and not has_second_factor(request.user):
            return led_to(request, "account_change_password", SHORT)
        if asks_for_proof(request, name) and not proved_lately(request):
            return ask_again(request)
        touch(row, name)
        return None


def note_refusal(request: HttpRequest) -> None:
    """Who was refused what, by number and by the name of the address."""
    name = request.resolver_match.view_name if request.resolver_match else "?"
    log.info("%s %s was refused to member %s", request.method, name, request.user.pk)


def touch(row: KeptSession, name: str) -> None:
    if name not in ASKED_BY_PAGES and timezone.now() - row.seen_at > TOUCHED_EACH:
        note_sign_of_life(row=row)


def led_to(request: HttpRequest, name: str, message: str, *, back: bool = False) -> HttpResponse:
    """A form gives its words back; a part of a page leads the whole page."""
    if request.method == "POST":
        return give_words_back(request, str(message))
    path = reverse(name)
    if request.htmx:
        return HttpResponseClientRedirect(path)
    return redirect(f"{path}?{urlencode({'next': request.get_full_path()})}" if back else path)


def asks_for_proof(request: HttpRequest, name: str) -> bool:
    """Giving roles, deciding about credentials, turning keys, and changing helplines and readers."""
    return request.method == "POST" and (name in STEP_UP or "admin" in request.resolver_match.app_names)


def ask_again(request: HttpRequest) -> HttpResponse:
    """allauth keeps what was sent, and goes on with it once they have proved who they are."""
    return suspend_request(request, get_adapter(request).get_reauthentication_methods(request.user)[0]["url"])
