"""Lists across a section: what still needs an expert."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from forum.lanes import AreaFilter
from forum.needs import needing_an_expert
from members.access import members_only


@require_GET
@members_only
def needs_an_expert(request: HttpRequest) -> HttpResponse:
    """By area, the longest wait first."""
    filters = AreaFilter(request.GET)
    topics = needing_an_expert(request.user).filter(**filters.as_lookups())
    page = Paginator(topics, settings.TOPICS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "forum/needs_an_expert.html", {"page": page, "filters": filters})
