"""What a member watches: chosen on a topic or a section, and all of it on one page."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.actions.watching import choose_level, drop_watch
from forum.hearing import level_in
from forum.models import Level, Section, Watch
from forum.views.topics import find_topic
from forum.watch_forms import LevelForm, SectionLevelForm
from members.access import members_only

PER_PAGE = 30
SAID = {
    Level.WATCH: _("You hear of every reply there from now on."),
    Level.TAKE_PART: _("You hear of replies where you wrote yourself."),
    Level.MUTE: _("You hear of nothing there, except what is decided about your own posts."),
}


@require_http_methods(["GET", "POST"])
@members_only
@never_cache
def topic_watch(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Asked for when its reader wants it, so that the topic's page need not know."""
    topic = find_topic(request, topic_id)
    is_sent = request.method == "POST"
    form = LevelForm(request.POST if is_sent else None, initial={"level": level_in(topic, request.user)})
    if form.is_valid():
        level = form.level_chosen()
        choose_level(member=request.user, of=topic, level=level)
        messages.success(request, SAID[level])
        return redirect(topic)
    template = "forum/watch_topic.html#form" if request.htmx else "forum/watch_topic.html"
    return render(request, template, {"topic": topic, "form": form}, status=422 if is_sent else 200)


@require_http_methods(["GET", "POST"])
@members_only
@never_cache
def section_watch(request: HttpRequest, slug: str) -> HttpResponse:
    section = get_object_or_404(Section.objects.visible_to(request.user), slug=slug)
    is_sent = request.method == "POST"
    chosen = request.user.watches.filter(section=section).values_list("level", flat=True).first()
    initial = {"area": request.GET.get("area", ""), "level": chosen or Level.TAKE_PART}
    form = SectionLevelForm(request.POST if is_sent else None, section=section, initial=initial)
    if form.is_valid():
        level = form.level_chosen()
        choose_level(member=request.user, of=form.area_chosen() or section, level=level)
        messages.success(request, SAID[level])
        return redirect("watch-list")
    return render(
        request, "forum/watch_section.html", {"section": section, "form": form}, status=422 if is_sent else 200
    )


@require_GET
@members_only
@never_cache
def watch_list(request: HttpRequest) -> HttpResponse:
    watches = request.user.watches.seen_by(request.user).select_related("topic", "section", "topic__section")
    page = Paginator(watches, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "forum/watches.html", {"page": page, "levels": Level.choices, "sections": Section.objects.all()}
    )


@require_POST
@members_only
def watch_change(request: HttpRequest, watch_id: int) -> HttpResponse:
    watch = get_object_or_404(Watch.objects.select_related("topic", "section"), pk=watch_id, member=request.user)
    form = LevelForm(request.POST)
    if form.is_valid():
        choose_level(member=request.user, of=watch.place, level=form.level_chosen())
        messages.success(request, SAID[form.level_chosen()])
    else:
        messages.error(request, gettext("Nothing was changed: please choose one of the three."))
    return redirect("watch-list")


@require_POST
@members_only
def watch_drop(request: HttpRequest, watch_id: int) -> HttpResponse:
    drop_watch(member=request.user, watch_id=watch_id)
    messages.success(request, gettext("Removed. You hear of it as if you had chosen nothing."))
    return redirect("watch-list")
