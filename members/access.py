"""Who may enter a page, and what happens to words that arrive after the session has ended."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

View = Callable[..., HttpResponse]
NOT_WORDS = ("csrfmiddlewaretoken", "client_id", "answer", "password", "password1", "password2")
SIGNED_OUT = (
    "You are signed out, so nothing was published. Your words are below: sign in again and send them once more."
)


def members_only(view: View) -> View:
    """Ask visitors to sign in. A form that arrives after the session ended is shown back, never swallowed."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            return give_words_back(request, SIGNED_OUT)
        return redirect_to_login(request.get_full_path())

    return wrapped


def moderators_only(view: View) -> View:
    @wraps(view)
    @members_only
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.moderates:
            raise PermissionDenied("This page is for moderators.")
        return view(request, *args, **kwargs)

    return wrapped


def give_words_back(request: HttpRequest, message: str, status: int = 403) -> HttpResponse:
    """A refusal that loses nothing: every text that was sent is on the page, ready to copy."""
    typed = [(name.replace("_", " "), value) for name, value in request.POST.items() if value and name not in NOT_WORDS]
    return render(
        request,
        "stale_form.html",
        {"message": message, "typed": typed, "back": request.META.get("HTTP_REFERER", "")},
        status=status,
    )
