"""A whole topic, for moderators: slow it down, close it, let it go."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from forum.models import Topic
from members.access import moderators_only
from moderation.actions import NotNow
from moderation.actions.brakes import put_brake, release_brake
from moderation.topic_forms import BrakeForm
from moderation.views.items import UNCHANGED


def topic_of(topic_id: int) -> Topic:
    return get_object_or_404(Topic.objects.select_related("section", "author", "brake__set_by"), pk=topic_id)


@require_http_methods(["GET", "POST"])
@moderators_only
@never_cache
def moderation_topic(request: HttpRequest, topic_id: int) -> HttpResponse:
    topic = topic_of(topic_id)
    form = BrakeForm(request.POST or None, initial=as_it_is(topic))
    context: dict[str, Any] = {"topic": topic, "form": form, "brake": topic.current_brake}
    if request.method == "GET":
        return render(request, "moderation/topic.html", context)
    if not form.is_valid():
        return render(request, "moderation/topic.html", context, status=422)
    try:
        put_brake(topic=topic, moderator=request.user, **form.for_action())
    except NotNow as error:
        form.add_error(None, str(error))
        return render(request, "moderation/topic.html", context, status=UNCHANGED)
    messages.success(request, "Done. Every open page of the topic says so.")
    return redirect(topic)


@require_POST
@moderators_only
def topic_release(request: HttpRequest, topic_id: int) -> HttpResponse:
    topic = topic_of(topic_id)
    if release_brake(topic=topic, moderator=request.user):
        messages.success(request, "Everybody may write here again.")
    return redirect(topic)


def as_it_is(topic: Topic) -> dict[str, Any]:
    brake = topic.current_brake
    if brake is None:
        return {"slow_minutes": 0, "closed": "now"}
    closed = "later" if brake.is_closed or brake.closes_later else "no"
    return {
        "slow_minutes": brake.slow_minutes, "closed": closed, "closed_from": brake.closed_from,
        "closed_until": brake.closed_until, "reason": brake.reason,
    }  # fmt: skip
