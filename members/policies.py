"""A new version of what members accept stands in the way once, until it is accepted; help and the way out stay open."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRedirect

from members.access import give_words_back
from members.guard import ALWAYS, ASKED_BY_PAGES, CHANGING, SETTING_UP
from members.models import Acceptance, Member
from members.pages import Page, pages

SEEN = "accepted_versions"
LET_THROUGH = ALWAYS | ASKED_BY_PAGES | CHANGING | SETTING_UP | {"page-accept", "page-version", "page-list"}
CHANGED = _(
    "What members agree to has changed. Nothing was stored; your words are below. Please read what is new first."
)


class NewVersions:
    """After the guard, so that whoever is covered proves first who they are."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        changed = changed_pages()
        name = request.resolver_match.url_name or ""
        if not changed or name in LET_THROUGH or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        if not request.user.is_authenticated or (page := first_to_accept(request, changed)) is None:
            return None
        if request.method == "POST":
            return give_words_back(request, str(CHANGED))
        path = page.get_absolute_url()
        return HttpResponseClientRedirect(path) if request.htmx else redirect(path)


def first_to_accept(request: HttpRequest, changed: list[Page]) -> Page | None:
    """Looked up until all are accepted, then kept in the session. Whoever never accepted one has it in their list."""
    changed = [page for page in changed if page.is_accepted_by(request.user)]
    marks = [f"{page.slug} {page.current.number}" for page in changed]
    if request.session.get(SEEN) == marks:
        return None
    if page := waiting_for(request.user, changed):
        return page
    request.session[SEEN] = marks
    return None


def changed_pages() -> list[Page]:
    """Those that members accept, and that have a newer version than the first."""
    return [page for page in pages().values() if page.is_accepted and page.current.number > 1]


def waiting_for(member: Member, changed: list[Page]) -> Page | None:
    """The first of them that this member accepted in an older version."""
    accepted = accepted_by(member) if changed else {}
    return next((page for page in changed if 0 < accepted.get(page.slug, 0) < page.current.number), None)


def accepted_by(member: Member) -> dict[str, int]:
    """The newest version of each page."""
    rows = Acceptance.objects.filter(member=member).order_by().values_list("page").annotate(newest=Max("version"))
    return dict(rows)
