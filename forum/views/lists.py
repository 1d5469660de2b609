"""Lists across a section: what still needs an expert."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from forum.filters import AreaFilter
from forum.models.topics import TopicQuerySet
from forum.needs import needing_an_expert, unanswered
from members.access import members_only

WORDS = {
    "expert": {
        "head": _("Questions that need an expert"),
        "says": _("No expert has answered or endorsed an answer yet. The longest wait comes first."),
        "none": _("Every question here has heard from an expert."),
    },
    "anybody": {
        "head": _("Questions without an answer"),
        "says": _("Nobody has answered yet. The longest wait comes first."),
        "none": _("Every question here has an answer."),
    },
}


@require_GET
@members_only
def needs_an_expert(request: HttpRequest) -> HttpResponse:
    """By area, the longest wait first."""
    return show_waiting(request, needing_an_expert(request.user), "expert")


@require_GET
@members_only
def without_answer(request: HttpRequest) -> HttpResponse:
    """The same, of those that nobody has answered."""
    return show_waiting(request, unanswered(request.user), "anybody")


def show_waiting(request: HttpRequest, topics: TopicQuerySet, for_whom: str) -> HttpResponse:
    filters = AreaFilter(request.GET)
    page = Paginator(topics.filter(**filters.as_lookups()), settings.TOPICS_PER_PAGE)
    context = {"page": page.get_page(request.GET.get("page")), "filters": filters, "words": WORDS[for_whom]}
    return render(request, "forum/waiting.html", context)
