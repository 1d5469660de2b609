"""Reading: sections, topics, posts, case studies, marks and search."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Query

from api import seen, shapes, showing
from api.cursors import LONGEST, further, page_of, place
from api.problems import Refused
from api.router import READ, READING, router
from forum.models import Kind
from forum.models.posts import Post
from forum.search.finding import NEWEST, Asked
from forum.search.forms import SearchForm
from forum.search.results import newest_page
from forum.search.signpost import signpost_for
from forum.search.views import is_too_often
from forum.search.words import MAX_QUERY, parse
from forum.slices import newest_first

Number = Path(..., ge=1, le=2**63 - 1)
Cursor = Query("", max_length=LONGEST, description="Taken from “next”; left out, the list begins.")


def answers(shape: Any, *more: int) -> dict[int, Any]:
    """What such a call may answer with: each may find its token wanting, and each may come too often."""
    return {200: shape} | dict.fromkeys((401, 403, *more, 422, 429), shapes.Problem)


@router.get(
    "sections", auth=READ, tags=READING, response=answers(shapes.Sections), url_name="api-sections", summary="Sections"
)
def sections(request: HttpRequest) -> dict[str, Any]:
    """Each holds topics of one kind."""
    return {"items": [showing.section(row) for row in seen.sections(request)]}


@router.get(
    "sections/{slug:slug}/topics",
    auth=READ,
    tags=READING,
    response=answers(shapes.Topics, 404),
    url_name="api-topics",
    summary="Topics",
)
def topics(request: HttpRequest, slug: str, cursor: str = Cursor) -> dict[str, Any]:
    """Of one section, those with the newest post first."""
    section = seen.one(seen.sections(request), slug=slug)
    place(cursor)
    page = newest_first(section.topics.visible_to(request.user).for_listing(), cursor)
    return {"items": [showing.topic(row, slug) for row in page.topics], "next": further(request, page.older)}


@router.get(
    "topics/{int:topic_id}",
    auth=READ,
    tags=READING,
    response=answers(shapes.TopicWhole, 404),
    url_name="api-topic",
    summary="One topic",
)
def topic(request: HttpRequest, topic_id: int = Number) -> dict[str, Any]:
    """Without its posts."""
    rows = seen.topics(request).select_related("section", "brake", "author")
    return showing.topic_whole(seen.one(rows, pk=topic_id), request)


@router.get(
    "topics/{int:topic_id}/posts",
    auth=READ,
    tags=READING,
    response=answers(shapes.Posts, 404),
    url_name="api-posts",
    summary="Posts of a topic",
)
def posts(request: HttpRequest, topic_id: int = Number, cursor: str = Cursor) -> dict[str, Any]:
    """The opening and all replies, in the order of time."""
    topic = seen.one(seen.topics(request), pk=topic_id)
    rows = seen.posts(request).filter(topic=topic).for_reading()
    return page_of(request, rows, cursor, by="created_at", newest=False, show=lambda row: showing.post(row, request))


@router.get(
    "posts/{int:post_id}",
    auth=READ,
    tags=READING,
    response=answers(shapes.Post, 404),
    url_name="api-post",
    summary="One post",
)
def post(request: HttpRequest, post_id: int = Number) -> dict[str, Any]:
    """Held or hidden ones are there for their author and the moderators alone, as on the pages."""
    return showing.post(seen.one(seen.posts(request).for_reading(), pk=post_id), request)


@router.get(
    "posts/{int:post_id}/endorsements", auth=READ, tags=READING, response=answers(shapes.Marks, 404),
    url_name="api-marks", summary="Endorsements of an answer",
)  # fmt: skip
def endorsements(request: HttpRequest, post_id: int = Number) -> dict[str, Any]:
    """And objections to it: each with its reason, under a credential as it was that day."""
    row: Post = seen.one(seen.posts(request).for_reading(), pk=post_id)
    if not row.is_answer:
        return {"items": [], "in_words": ""}
    return {"items": [showing.mark(mark) for mark in row.marks], "in_words": row.composition if row.endorsed_by else ""}


@router.get(
    "cases", auth=READ, tags=READING, response=answers(shapes.Cases), url_name="api-cases", summary="Case studies"
)
def cases(request: HttpRequest, cursor: str = Cursor) -> dict[str, Any]:
    """Those with the newest post first."""
    place(cursor)
    section = seen.sections(request).filter(kind=Kind.CASES).first()
    if section is None:
        return {"items": [], "next": None}
    page = newest_first(section.topics.visible_to(request.user).for_case_listing(), cursor)
    rows = [showing.case_row(row, section.slug) for row in page.topics]
    return {"items": rows, "next": further(request, page.older)}


@router.get(
    "cases/{int:topic_id}",
    auth=READ,
    tags=READING,
    response=answers(shapes.Case, 404),
    url_name="api-case",
    summary="One case study",
)
def case(request: HttpRequest, topic_id: int = Number) -> dict[str, Any]:
    """As it is laid out for reading. What came after it, and comments, are the posts of its topic."""
    rows = seen.posts(request).filter(is_opening=True, topic__kind=Kind.CASES)
    rows = rows.select_related("author", "topic__section", "topic__author", "topic__case__complication")
    return showing.case_whole(seen.one(rows, topic=topic_id))


@router.get("search", auth=READ, tags=READING, response=answers(shapes.Hits), url_name="api-search", summary="Search")
def search(
    request: HttpRequest,
    q: str = Query("", max_length=MAX_QUERY, description='As on the page: words, "phrases", -without, author:name.'),
    before: int = Query(NEWEST, ge=1, le=NEWEST, description="Taken from “next”."),
) -> dict[str, Any]:
    """The newest first. Words that may tell of something happening now bring the line to ring."""
    form = SearchForm({"q": q})
    if not form.is_valid():
        raise Refused("not-valid", errors=[{"field": "q", "detail": said} for said in form.errors["q"]])
    if is_too_often(request):
        raise Refused("too-often", _("Sixty searches in a minute are the most. Please wait a little."))
    ring = signpost_for(q, request.user)
    asked = Asked(request.user, parse(q), {"section": request.auth.section} if request.auth.section else {})
    found = {"items": [], "count": 0, "is_more": False, "next": None}
    if (asked.words.groups or asked.words.authors) and not asked.words.only_without:
        page = newest_page(asked, before)
        found = {
            "items": [showing.hit(row) for row in page.results], "count": page.count, "is_more": page.is_more,
            "next": on_from(request, page.older),
        }  # fmt: skip
    return found | {"ring_first": showing.line(ring) if ring else None}


def on_from(request: HttpRequest, older: dict[str, int] | None) -> str | None:
    if older is None:
        return None
    asked = request.GET.copy()
    asked["before"] = str(older["before"])
    return f"{request.path}?{asked.urlencode()}"
