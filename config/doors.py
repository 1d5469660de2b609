"""Doors for machines: what comes there without TLS is refused, so that nobody's program goes on sending in clear."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import sync_only_middleware

DOORS = ("/api/v1/", "/csp/", "/healthz/", "/mail/bounces/", "/metrics", "/readyz/")
SENTENCE = "Only over HTTPS.\n"


@sync_only_middleware
def over_https_alone(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Before Django sends pages on to HTTPS: a program would follow, and never be mended."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.SECURE_SSL_REDIRECT and request.path.startswith(DOORS) and not request.is_secure():
            return HttpResponse(SENTENCE, status=403, content_type="text/plain; charset=utf-8")
        return get_response(request)

    return middleware
