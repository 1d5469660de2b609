"""The door of the interface: no cookie comes in, JSON alone, and whatever goes out is JSON with a mark."""

from collections.abc import Callable
from hashlib import sha256

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.decorators import sync_only_middleware

from api.problems import MEDIA_TYPE, for_status, problem

INSIDE = "/api/v1/"
KEEP = ("Allow", "Retry-After", "WWW-Authenticate", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")
WRITES = ("POST", "PUT", "PATCH", "DELETE")


@sync_only_middleware
def api_door(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Before sessions are looked at: what a browser carries by itself must open nothing here."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(INSIDE):
            return get_response(request)
        request.COOKIES = {}
        return finished(request, refusal(request) or get_response(request))

    return middleware


def refusal(request: HttpRequest) -> HttpResponse | None:
    try:
        has_body = request.method in WRITES and bool(request.body)
    except RequestDataTooBig:
        return problem("too-large")
    return problem("not-json") if has_body and request.content_type != "application/json" else None


def finished(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code >= 400 and response.headers.get("Content-Type") != MEDIA_TYPE:
        plain, response = response, for_status(request, response.status_code)
        for name in KEEP:
            if name in plain:
                response[name] = plain[name]
    patch_vary_headers(response, ("Authorization",))
    if request.method != "GET" or response.status_code != 200:
        response.setdefault("Cache-Control", "no-store")
        return response
    response.setdefault("Cache-Control", "private, no-cache")
    response["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
    return get_conditional_response(request, etag=response["ETag"], response=response)
