"""Plain pages: house rules, privacy, accessibility, about moderation; for everybody, signed in or not."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from members.access import members_only
from members.actions.welcome import accept_page
from members.models import Acceptance
from members.pages import Page, pages


@require_GET
def page_list(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/list.html", {"plain_pages": pages().values()})


@require_GET
def page_show(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """As it stands, or as an earlier version said it."""
    page = find_page(slug)
    version = page.current if number is None else page.numbered(number)
    if version is None:
        raise Http404
    accepted = acceptance(request, page) if page.is_accepted and request.user.is_authenticated else None
    may_accept = version == page.current and request.user.is_authenticated and page.is_accepted_by(request.user)
    shown = {"plain": page, "version": version, "accepted": accepted, "may_accept": may_accept}
    return render(request, "pages/page.html", shown)


def find_page(slug: str) -> Page:
    if slug not in pages():
        raise Http404
    return pages()[slug]


def acceptance(request: HttpRequest, page: Page) -> Acceptance | None:
    """The newest of this member, of whichever version."""
    return Acceptance.objects.filter(member=request.user, page=page.slug).order_by("-version").first()


@require_POST
@members_only
def page_accept(request: HttpRequest, slug: str) -> HttpResponse:
    page = find_page(slug)
    accept_page(member=request.user, page=page)
    thanks = _("Thank you. You accepted version %(number)s: %(title)s.")
    messages.success(request, thanks % {"number": page.current.number, "title": page.title})
    return redirect("welcome")
