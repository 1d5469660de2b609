"""Who may enter a page, and what happens to words that arrive after the session has ended."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.signing_in import suspended_member

View = Callable[..., HttpResponse]
NOT_WORDS = ("csrfmiddlewaretoken", "client_id", "answer", "remark-seen", "password", "password1", "password2")
SIGNED_OUT = _(
    "You are signed out, so nothing was published. Your words are below: sign in again and send them once more."
)
SUSPENDED = _("Your account is suspended for now, so nothing was published. Your words are below, ready to copy.")


def is_words(name: str) -> bool:
    """What somebody wrote; how they answered to what was found in it goes with the form and means nothing alone."""
    return name not in NOT_WORDS and not name.startswith("find-")


def members_only(view: View) -> View:
    """Ask visitors to sign in. A form that arrives after the session ended is shown back, never swallowed."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        is_suspended = suspended_member(request) is not None
        if request.method == "POST":
            return give_words_back(request, SUSPENDED if is_suspended else SIGNED_OUT)
        if is_suspended:
            return redirect("suspended")
        return redirect_to_login(request.get_full_path())

    return wrapped


def known_only(view: View) -> View:
    """Members, and whoever is suspended and has proved who they are: the view is handed the Member."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        member = request.user if request.user.is_authenticated else suspended_member(request)
        if member is None:
            return members_only(view)(request, *args, **kwargs)
        return view(request, member, *args, **kwargs)

    return wrapped


def moderators_only(view: View) -> View:
    @wraps(view)
    @members_only
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.moderates:
            raise PermissionDenied(gettext("This page is for moderators."))
        return view(request, *args, **kwargs)

    return wrapped


def all_moderators_only(view: View) -> View:
    """Accounts, credentials and the log are for moderators who answer for the whole forum (MO16)."""

    @wraps(view)
    @moderators_only
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.moderates_all:
            raise PermissionDenied(gettext("This page is for moderators who answer for the whole forum."))
        return view(request, *args, **kwargs)

    return wrapped


def give_words_back(request: HttpRequest, message: str, status: int = 403) -> HttpResponse:
    """A refusal that loses nothing: every text that was sent is on the page, ready to copy."""
    typed = [(name.replace("_", " "), value) for name, value in request.POST.items() if value and is_words(name)]
    return render(
        request,
        "stale_form.html",
        {"message": message, "typed": typed, "back": request.META.get("HTTP_REFERER", "")},
        status=status,
    )
