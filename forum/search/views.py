"""The search page, and similar topics for somebody who is writing one."""

from time import time
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from forum.actions.similar import count_similar
from forum.search.finding import NEWEST, Asked
from forum.search.forms import BEST, SearchForm, TitleForm
from forum.search.results import best_page, chips, instead, link, narrowing, near, newest_page
from forum.search.signpost import signpost_for
from forum.search.similar import similar_to
from forum.search.words import parse
from members.access import members_only

MOST_PAGES = 25
MOST_IN_A_MINUTE = 60


@require_GET
@never_cache
def search(request: HttpRequest) -> HttpResponse:
    """Whatever was typed gets an answer; emergency words get the line to ring first, even when asked too often."""
    form = SearchForm(request.GET)
    asked = form.asked()
    context: dict[str, Any] = {"form": form, **asked, "signpost": signpost_for(asked["text"], request.user)}
    if is_too_often(request):
        return answer(request, context | {"is_often": True}, status=429)
    if form.errors:
        return answer(request, context, status=422)
    return answer(request, context | found(request, **asked))


def found(request: HttpRequest, *, text: str, order: str, chosen: dict[str, str]) -> dict[str, Any]:
    words = parse(text)
    asked = Asked(request.user, words, chosen)
    if words.only_without or asked.is_open:
        return {"only_without": words.only_without}
    number = number_in(request, "page", 1, MOST_PAGES)
    page = (
        best_page(asked, number) if order == BEST else newest_page(asked, number_in(request, "before", NEWEST, NEWEST))
    )
    return {
        "page": page,
        "words": words,
        "this": link(text, "", chosen),
        "narrowing": narrowing(text, order, chosen, page),
        "chips": chips(text, order, chosen),
        "older": link(text, order, chosen, **page.older) if page.older else "",
        "first": link(text, order, chosen) if {"page", "before"} & set(request.GET) else "",
        "instead": instead(words, text, order, chosen) if not page.count else {},
        "near": near(text, request.user) if not page.count and words.groups else [],
    }


def is_too_often(request: HttpRequest) -> bool:
    """Counted by the minute, for each member, and for visitors by address; a cache that is away counts none."""
    who = request.user.pk or get_adapter().get_client_ip(request)
    key = f"searches:{int(time() // 60)}:{who}"
    cache.add(key, 0, 120)
    try:
        return (cache.incr(key) or 0) > MOST_IN_A_MINUTE
    except ValueError:
        return False


def number_in(request: HttpRequest, name: str, otherwise: int, most: int) -> int:
    """A number of the address, or what stands for none."""
    given = request.GET.get(name, "")
    return min(int(given), most) if given.isascii() and given.isdigit() and len(given) < 20 else otherwise


def answer(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = render(request, "forum/search.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_POST
@members_only
@never_cache
def similar(request: HttpRequest) -> HttpResponse:
    """Topics like the title in the making, which is read and forgotten; the first that are shown for it are counted."""
    form = TitleForm(request.POST)
    form.is_valid()
    title, again = form.cleaned_data.get("title", ""), form.cleaned_data.get("again", False)
    posts = [] if is_too_often(request) else similar_to(title, request.user)
    if posts and not again:
        count_similar(shown=1)
    return render(request, "forum/similar.html", {"similar": posts, "again": again or bool(posts)})


@require_POST
@members_only
def similar_opened(request: HttpRequest) -> HttpResponse:
    count_similar(opened=1)
    return HttpResponse(status=204)
