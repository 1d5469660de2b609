"""One thing that waits, with everything a moderator needs to decide about it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from deflection.models import Deflection
from deflection.routes import words_for
from forum.actions.live import LIVE
from forum.models import Post, Status
from members.access import moderators_only
from moderation import queue
from moderation.actions import (
    AlreadyDecided,
    NotNow,
    decide_deflection,
    decide_post,
    deflection_appealed_in,
)
from moderation.forms import CANNED, DecisionForm
from moderation.models import LiveReport, Verdict

PER_PAGE = 50
UNCHANGED = 503


@require_http_methods(["GET", "POST"])
@moderators_only
@never_cache
def moderation_post(request: HttpRequest, post_id: int) -> HttpResponse:
    """One post with everything a moderator needs: what it says, what was said about it, what was decided before."""
    post = get_object_or_404(Post.objects.for_reading().select_related("topic__case"), pk=post_id)
    appealed = deflection_appealed_in(post)
    asks_whether_live = bool(appealed) or is_reported_live(post)
    form = DecisionForm(request.POST or None, verdicts=verdicts_for(post), appealed=asks_whether_live)
    context = {
        "post": post,
        "form": form,
        "appealed": appealed,
        "canned": CANNED,
        "flags": post.flags.select_related("member")[:PER_PAGE],
        "history": post.decisions.select_related("moderator")[:PER_PAGE],
        "revisions": post.revisions.select_related("editor")[:PER_PAGE],
        "held_because": queue.HELD_BECAUSE.get(post.held_because, ""),
    }
    if request.method == "POST" and form.is_valid():
        return decided(request, context, lambda: decide_post(post=post, moderator=request.user, **form.cleaned_data))
    return render(request, "moderation/item.html", context, status=422 if request.method == "POST" else 200)


def is_reported_live(post: Post) -> bool:
    """Somebody says that it is happening now, and nobody has judged that yet."""
    return LiveReport.objects.waiting().filter(flag__post=post).exists()


def verdicts_for(post: Post) -> list[Verdict]:
    if post.status == Status.PUBLISHED:
        return [Verdict.KEEP, Verdict.HIDE]
    if post.status == Status.HELD or post.held_because == LIVE:
        return [Verdict.PUBLISH, Verdict.HIDE]
    return [Verdict.PUBLISH, Verdict.KEEP] if post.status == Status.HIDDEN else [Verdict.KEEP]


@require_http_methods(["GET", "POST"])
@moderators_only
@never_cache
def moderation_deflection(request: HttpRequest, deflection_id: int) -> HttpResponse:
    """What is known of a deflection: who, where, when and which kind of event; the words are the author's alone."""
    deflection = get_object_or_404(Deflection.objects.select_related("author"), pk=deflection_id)
    form = DecisionForm(request.POST or None, verdicts=[Verdict.CONTACTED], initial={"verdict": Verdict.CONTACTED})
    context = {
        "deflection": deflection,
        "words": words_for(deflection.event),
        "form": form,
        "canned": (),
        "history": deflection.decisions.select_related("moderator")[:PER_PAGE],
    }
    if request.method == "POST" and form.is_valid():
        return decided(
            request, context,
            lambda: decide_deflection(
                deflection=deflection, moderator=request.user, reason=form.cleaned_data["reason"]
            ),
        )  # fmt: skip
    return render(request, "moderation/item.html", context, status=422 if request.method == "POST" else 200)


def decided(request: HttpRequest, context: dict[str, Any], decide: Any) -> HttpResponse:
    """Carry a decision out; of two moderators at once the second is told who was first, and keeps their words."""
    try:
        decision = decide()
    except AlreadyDecided as first:
        return render(request, "moderation/item.html", context | {"conflict": str(first)}, status=409)
    except NotNow as error:
        context["form"].add_error(None, str(error))
        return render(request, "moderation/item.html", context, status=UNCHANGED)
    messages.success(request, f"Decided: {decision.get_verdict_display().lower()}. Author and reporters are told.")
    return redirect("moderation-queue")
