"""What is new since one was here, and how far one has read."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from forum.actions.reading import mark_all_read, mark_read
from forum.models import ReadMark
from forum.reading_forms import ListedForm, SeenForm
from forum.unread import counts_in, new_in, topics_with_news
from forum.views.topics import find_topic
from members.access import members_only


@require_GET
@members_only
@never_cache
def topic_mine(request: HttpRequest, topic_id: int) -> JsonResponse:
    """Which posts of an open page are new to this member; `seen` is null where they were never there before."""
    topic = find_topic(request, topic_id)
    mark = ReadMark.objects.filter(topic=topic, member=request.user).first()
    news = [post.element for post in new_in(topic, request.user)] if mark else []
    return JsonResponse({"seen": mark.version if mark else None, "news": news})


@require_GET
@members_only
@never_cache
def topic_news(request: HttpRequest, topic_id: int) -> HttpResponse:
    """The way to the first post that is new, with or without a script."""
    topic = find_topic(request, topic_id)
    first = next(iter(new_in(topic, request.user)), None)
    return redirect(f"{topic.get_absolute_url()}#{first.element}" if first else topic)


@require_POST
@members_only
def topic_seen(request: HttpRequest, topic_id: int) -> HttpResponse:
    """The page has been looked at: sent by its script, or by the button where there is none."""
    topic = find_topic(request, topic_id)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"error": _("Say which version was seen, as a whole number.")}, status=400)
    mark_read(topic=topic, member=request.user, version=form.cleaned_data["version"])
    return redirect("news-list") if "button" in request.POST else HttpResponse(status=204)


@require_GET
@members_only
@never_cache
def news_list(request: HttpRequest) -> HttpResponse:
    """Every topic with something new since one was there."""
    topics = topics_with_news(request.user)
    page = Paginator(topics, settings.TOPICS_PER_PAGE).get_page(request.GET.get("page"))
    counts = counts_in([topic.pk for topic in page], request.user)
    rows = [(topic, counts.get(topic.pk, 0)) for topic in page]
    return render(request, "forum/news.html", {"page": page, "rows": rows})


@require_GET
@members_only
@never_cache
def news_counts(request: HttpRequest) -> JsonResponse:
    """How many posts are new in the topics of an open list."""
    form = ListedForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"error": _("Say which topics, as numbers with commas between them.")}, status=400)
    return JsonResponse(counts_in(form.cleaned_data["of"], request.user))


@require_POST
@members_only
def news_read(request: HttpRequest) -> HttpResponse:
    """Nothing is new any more."""
    mark_all_read(member=request.user)
    return redirect("news-list")
