"""What became of one's own marks and answers."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from forum.writings import own_answers, own_marks, readable
from members.access import members_only

PER_PAGE = 20


@require_GET
@members_only
@never_cache
def endorsement_list(request: HttpRequest) -> HttpResponse:
    """Each mark that one gave, and how it stands; one under a post that is closed now can still be taken back."""
    page = Paginator(own_marks(request.user), PER_PAGE).get_page(request.GET.get("page"))
    open_posts = readable([mark.post for mark in page], request.user)
    rows = [(mark, mark.post_id in open_posts) for mark in page]
    return render(request, "forum/own_marks.html", {"page": page, "rows": rows})


@require_GET
@members_only
@never_cache
def answer_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(own_answers(request.user), PER_PAGE).get_page(request.GET.get("page"))
    open_posts = readable(list(page), request.user)
    rows = [(answer, answer.pk in open_posts) for answer in page]
    return render(request, "forum/own_answers.html", {"page": page, "rows": rows})
