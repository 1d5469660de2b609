"""Middleware of our own: what a page may load, and a sentence instead of a stack trace for an unreadable body."""

from collections.abc import Callable

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils.decorators import sync_only_middleware
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

NUL = "\x00"


class Policy(CSPMiddleware):
    """The policy is the same for every page, so it is put into words once."""

    @cached_property
    def words(self) -> str:
        return build_policy()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if settings.DEBUG:
            return super().process_response(request, response)  # which leaves the pages that explain mistakes alone
        response.headers.setdefault(HEADER, self.words)
        return response


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
        return sentence(request, 413, _("That is longer than a post can be. Please shorten it; nothing was stored."))
    except (TooManyFieldsSent, TooManyFilesSent, MultiPartParserError, UnicodeDecodeError):
        return unreadable(request)
    if any(NUL in value or "\ufffd" in value for value in values):
        return unreadable(request)
    return None


def unreadable(request: HttpRequest) -> HttpResponse:
    return sentence(
        request,
        400,
        _("We could not read that as text (it must be UTF-8). Nothing was stored; please go back and try again."),
    )


def sentence(request: HttpRequest, status: int, message: str) -> HttpResponse:
    return render(request, "error.html", {"status": status, "message": message}, status=status)
