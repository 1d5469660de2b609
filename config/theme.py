"""Light, dark, or as the device: what a page wears, remembered on the device on which it was chosen."""

from typing import Literal, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

Theme = Literal["", "light", "dark"]
COOKIE = f"{settings.COOKIES_BEGIN_WITH}theme"
YEAR = 365 * 24 * 3600


def theme_of(request: HttpRequest) -> Theme:
    """Empty: as the device has it."""
    chosen = request.COOKIES.get(COOKIE)
    return cast("Theme", chosen) if chosen in ("light", "dark") else ""


@csrf_exempt
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Without a token: visitors' pages are laid out once for all, and another site could change colours, no more."""
    response = redirect(place_of(request))
    theme = request.POST.get("theme")
    if theme in ("light", "dark"):
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(COOKIE, theme, max_age=YEAR, secure=secure, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response


def place_of(request: HttpRequest) -> str:
    """The page on which it was chosen, never one of another site."""
    before = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    return before if is_ours else "home"
