"""One thing that waits, with everything a moderator needs to decide about it."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from deflection.models import Alert, Deflection
from deflection.routes import words_for
from forum.fields import askable
from forum.models import Post
from members.access import moderators_only
from members.wording import in_a_sentence
from moderation import item, undoing
from moderation.actions import NotNow, decide_deflection, decide_post
from moderation.actions.live import POST_KINDS
from moderation.actions.replies import count_use
from moderation.conflicts import Conflict
from moderation.forms import DecisionForm
from moderation.models import Verdict
from moderation.replies import Ready
from moderation.takes import page_context
from moderation.versions import read, version_of
from moderation.views.people import what_happened

PER_PAGE = 50
UNCHANGED = 503


@require_http_methods(["GET", "POST"])
@moderators_only
@never_cache
def moderation_post(request: HttpRequest, post_id: int) -> HttpResponse:
    """One post with everything a moderator needs: what it says, what was said about it, what was decided before."""
    post = get_object_or_404(
        Post.objects.moderated_by(request.user).for_reading().select_related("topic__case"), pk=post_id
    )
    asks = {"verdicts": item.verdicts_for(post), "appealed": item.asks_whether_live(post), "fields": askable(post)}
    context = item.page_for(post, request.user) | {
        "alert": Alert.objects.about(POST_KINDS, post.pk),
        "decided_last": undoing.last_of(post.pk, request.user),
        **page_context(kind="post", subject_id=post.pk, viewer=request.user, seen=version_of(post)),
        **what_happened(request, post, "post"),
        "revisions": post.revisions.select_related("editor")[:PER_PAGE],
    }
    if "use" in request.POST:
        started = started_from(request.POST, context["replies"])
        return render(request, "moderation/item.html", context | {"form": DecisionForm(initial=started, **asks)})
    form = context["form"] = DecisionForm(request.POST or None, **asks)
    if request.method == "POST" and form.is_valid():
        return decided(
            request,
            context,
            lambda: decide_post(
                post=post, moderator=request.user, seen=read(request.POST.get("seen", "")), **form.for_action()
            ),
        )
    return render(request, "moderation/item.html", context, status=422 if request.method == "POST" else 200)


def started_from(sent: QueryDict, replies: list[Ready]) -> dict[str, str]:
    """What was typed so far, with the chosen reply behind the reason. Nothing is decided by choosing one."""
    typed = sent.dict()
    chosen = next((reply.words for reply in replies if str(reply.pk) == typed.get("reply")), "")
    return typed | {"reason": " ".join(filter(None, [typed.get("reason", "").strip(), chosen]))[:500]}


@require_http_methods(["GET", "POST"])
@moderators_only
@never_cache
def moderation_deflection(request: HttpRequest, deflection_id: int) -> HttpResponse:
    """What is known of a deflection: who, where, when and which kind of event; the words are the author's alone."""
    theirs = Q(section__in=request.user.answers_for) if request.user.answers_for else Q()
    deflection = get_object_or_404(Deflection.objects.filter(theirs).select_related("author"), pk=deflection_id)
    form = DecisionForm(request.POST or None, verdicts=[Verdict.CONTACTED], initial={"verdict": Verdict.CONTACTED})
    context = {
        "deflection": deflection,
        "words": words_for(deflection.event),
        "form": form,
        "alert": Alert.objects.about(["deflection"], deflection.pk),
        **page_context(kind="deflection", subject_id=deflection.pk, viewer=request.user),
        "history": deflection.decisions.select_related("moderator")[:PER_PAGE],
    }
    if request.method == "POST" and form.is_valid():
        return decided(
            request, context,
            lambda: decide_deflection(
                deflection=deflection, moderator=request.user, reason=form.cleaned_data["reason"]
            ),
        )  # fmt: skip
    return render(request, "moderation/stopped.html", context, status=422 if request.method == "POST" else 200)


def decided(request: HttpRequest, context: dict[str, Any], decide: Any) -> HttpResponse:
    """Carry a decision out; of two moderators at once the second is told who was first, and keeps their words."""
    template = "moderation/item.html" if "post" in context else "moderation/stopped.html"
    try:
        decision = decide()
    except Conflict as first:
        return render(request, template, context | {"conflict": str(first)}, status=409)
    except NotNow as error:
        context["form"].add_error(None, str(error))
        return render(request, template, context, status=UNCHANGED)
    if reply := context["form"].cleaned_data.get("reply"):
        count_use(reply=reply)
    messages.success(
        request,
        _("Decided: %(what)s. Author and reporters are told.")
        % {"what": in_a_sentence(decision.get_verdict_display())},
    )
    return redirect(reverse("moderation-queue") + (f"?decided={decision.pk}" if decision.post_id else ""))
