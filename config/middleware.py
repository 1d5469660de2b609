"""The one middleware of our own: a body that is not UTF-8 form data is answered with a sentence, not a stack trace."""

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils.decorators import sync_only_middleware

NUL = "\x00"


@sync_only_middleware
def readable_bodies_only(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse an unreadable form with 400 or 413."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and (refusal := refuse_unreadable(request)):
            return refusal
        return get_response(request)

    return middleware


def refuse_unreadable(request: HttpRequest) -> HttpResponse | None:
    try:
        values = [value for values in request.POST.lists() for value in values[1]]
    except RequestDataTooBig:
        return sentence(request, 413, "That is longer than a post can be. Please shorten it; nothing was stored.")
    except (TooManyFieldsSent, TooManyFilesSent, MultiPartParserError, UnicodeDecodeError):
        return unreadable(request)
    if any(NUL in value or "\ufffd" in value for value in values):
        return unreadable(request)
    return None


def unreadable(request: HttpRequest) -> HttpResponse:
    return sentence(
        request,
        400,
        "We could not read that as text (it must be UTF-8). Nothing was stored; please go back and try again.",
    )


def sentence(request: HttpRequest, status: int, message: str) -> HttpResponse:
    return render(request, "error.html", {"status": status, "message": message}, status=status)
