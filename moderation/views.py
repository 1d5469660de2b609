"""The queue, its items, flags and the log."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from deflection.models import Deflection
from deflection.routes import words_for
from forum.models import Post, Status
from forum.views.posts import find_post
from members.access import members_only, moderators_only
from moderation import funnel, lane, queue, rules, trying
from moderation.actions import (
    AlreadyDecided,
    NotNow,
    decide_deflection,
    decide_post,
    deflection_appealed_in,
    flag_post,
)
from moderation.forms import CANNED, DecisionForm, FlagForm, TryForm
from moderation.models import Decision, Verdict

PER_PAGE = 50
UNCHANGED = 503


@require_GET
@moderators_only
@never_cache
def queue_list(request: HttpRequest) -> HttpResponse:
    everything = queue.waiting()
    kind = request.GET.get("kind", "")
    items = [item for item in everything if kind in ("", item.kind)]
    context = {
        "page": Paginator(items, PER_PAGE).get_page(request.GET.get("page")),
        "counts": queue.counts(everything),
        "slow_lane": lane.alarm_today(),
        "kinds": queue.KINDS,
        "kind": kind,
    }
    return render(request, "moderation/queue.html#queue" if request.htmx else "moderation/queue.html", context)


@require_GET
@moderators_only
@never_cache
def queue_count(request: HttpRequest) -> JsonResponse:
    items = queue.waiting()
    return JsonResponse({"waiting": len(items), "urgent": sum(item.severity == 0 for item in items)})


@require_http_methods(["GET", "POST"])
@moderators_only
@never_cache
def moderation_post(request: HttpRequest, post_id: int) -> HttpResponse:
    """One post with everything a moderator needs: what it says, what was said about it, what was decided before."""
    post = get_object_or_404(Post.objects.for_reading().select_related("topic__case"), pk=post_id)
    appealed = deflection_appealed_in(post)
    form = DecisionForm(request.POST or None, verdicts=verdicts_for(post), appealed=bool(appealed))
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


def verdicts_for(post: Post) -> list[Verdict]:
    if post.status == Status.PUBLISHED:
        return [Verdict.KEEP, Verdict.HIDE]
    if post.status == Status.HELD:
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


@require_http_methods(["GET", "POST"])
@members_only
def post_flag(request: HttpRequest, post_id: int) -> HttpResponse:
    post = find_post(request, post_id)
    if not rules.may_flag(request.user, post):
        raise PermissionDenied("You cannot report your own post, or one that is not public.")
    form = FlagForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            flag_post(post=post, member=request.user, **form.cleaned_data)
        except NotNow as error:
            form.add_error(None, str(error))
            return render(request, "moderation/flag.html", {"post": post, "form": form}, status=UNCHANGED)
        messages.success(request, "Thank you. The moderators have it, and you will be told what they decide.")
        return redirect(post.topic)
    return render(
        request, "moderation/flag.html", {"post": post, "form": form}, status=422 if request.method == "POST" else 200
    )


@require_GET
@moderators_only
def log_list(request: HttpRequest) -> HttpResponse:
    lines = Decision.objects.select_related("moderator", "post__topic", "deflection")
    return render(
        request, "moderation/log.html", {"page": Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))}
    )


@require_GET
@moderators_only
@never_cache
def funnel_show(request: HttpRequest) -> HttpResponse:
    days = request.GET.get("days", "")
    days = days if days in funnel.DAYS else ""
    week = request.GET.get("week", "0")
    week = week if week in dict(funnel.weeks()) else "0"
    reports = {"weeks": funnel.weeks(), "week": week, "reports": funnel.live_reports(week)}
    context = {"periods": funnel.DAYS, "days": days, "steps": funnel.steps(days), "events": funnel.by_event(days)}
    return render(request, "moderation/funnel.html", context | reports | {"found": funnel.found(days)})


@require_http_methods(["GET", "POST"])
@moderators_only
@never_cache
def reader_try(request: HttpRequest) -> HttpResponse:
    """What the reader makes of a text, and what would be done with it. Nothing is stored, and nobody is rung."""
    form = TryForm(request.POST or None, initial={"place": "questions"})
    context = {"form": form, "degraded": trying.degraded()}
    if request.method == "GET":
        return render(request, "moderation/try.html", context)
    if not form.is_valid():
        return render(request, "moderation/try.html", context, status=422)
    try:
        context["tried"] = trying.try_text(**form.cleaned_data)
    except trying.OutOfOrder as sentence:
        form.add_error(None, str(sentence))
        return render(request, "moderation/try.html", context, status=UNCHANGED)
    return render(request, "moderation/try.html", context)
