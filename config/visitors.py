"""Pages for visitors, ready to hand out: as they were laid out for the last one, while the database says the same.

Each process keeps its own; what holds is asked of the database every time, so that a hidden post is gone at once from
all of them, whatever happened to a message in between. Nothing of anybody who is signed in comes here.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.decorators import sync_only_middleware

from config.theme import COOKIE, theme_of
from forum.pages import KEPT_FOR
from forum.public import facts_of
from members.devices import COOKIE as DEVICE
from notices import standing

MOST = 16_000_000  # bytes
Answer = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True)
class Page:
    """`holds` is what it was laid out from."""

    holds: Hashable
    until: float
    content: bytes
    headers: dict[str, str]

    def response(self, request: HttpRequest) -> HttpResponse:
        """Whole, or 304 for a browser that has it."""
        response = HttpResponse(self.content, headers=self.headers)
        return get_conditional_response(request, etag=self.headers["ETag"], response=response)


class Shelf:
    """The pages of one process, the least asked for first."""

    def __init__(self) -> None:
        self.pages: OrderedDict[Hashable, Page] = OrderedDict()
        self.size = 0

    def find(self, key: Hashable, holds: Hashable) -> Page | None:
        page = self.pages.get(key)
        if page is None or page.holds != holds or page.until < time.monotonic():
            return None
        self.pages.move_to_end(key)
        return page

    def keep(self, key: Hashable, page: Page) -> None:
        if former := self.pages.pop(key, None):
            self.size -= len(former.content)
        self.pages[key] = page
        self.size += len(page.content)
        while self.size > MOST:
            self.size -= len(self.pages.popitem(last=False)[1].content)


@sync_only_middleware
def ready_pages(get_response: Answer) -> Answer:
    """First after what sends visitors to https: a page from the shelf needs nothing of what comes below."""
    shelf = Shelf()

    def middleware(request: HttpRequest) -> HttpResponse:
        if not is_of_a_visitor(request) or (facts := facts_of(request.path, settings.TOPICS_PER_PAGE)) is None:
            return get_response(request)
        key, holds = (request.get_host(), request.scheme, request.path, theme_of(request)), (facts, standing.version())
        if page := shelf.find(key, holds):
            return page.response(request)
        response = get_response(request)
        if response.status_code != 200 or response.streaming or response.cookies:
            return response
        page = laid_out(response, holds)
        shelf.keep(key, page)
        return page.response(request)

    return middleware


def is_of_a_visitor(request: HttpRequest) -> bool:
    """Asks for a whole page, and brings nothing by which one is known to a page: a form's token, colours, and the mark
    of a browser, which is read at the door alone.
    """
    meta = request.META
    if request.method != "GET" or meta.get("QUERY_STRING") or "HTTP_HX_REQUEST" in meta:
        return False
    return "HTTP_COOKIE" not in meta or request.COOKIES.keys() <= {settings.CSRF_COOKIE_NAME, COOKIE, DEVICE}


def laid_out(response: HttpResponse, holds: Hashable) -> Page:
    """Browsers may keep it, and ask each time whether it still holds."""
    response["Cache-Control"] = "no-cache"
    response["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
    del response["Expires"]
    patch_vary_headers(response, ("Cookie", "HX-Request"))
    return Page(holds, time.monotonic() + KEPT_FOR, response.content, dict(response.items()))
