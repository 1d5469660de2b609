"""Measures: a moderator lays or lifts one; its member reads what happened, until when, and what they can do."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from forum.models import Post
from members.access import all_moderators_only, known_only, members_only
from members.models import Member
from members.rules import NOT_FOR_YOU
from members.signing_in import suspended_member
from moderation import rules
from moderation.actions import NotNow
from moderation.actions.keys import propose
from moderation.actions.measures import lift_measure, take_measure
from moderation.ladder import COUNTS_FOR, Step, next_step
from moderation.measure_forms import LiftForm, MeasureForm, suggested
from moderation.models import Measure, Rung
from moderation.models.keys import Act
from moderation.views.items import PER_PAGE, UNCHANGED


@require_http_methods(["GET", "POST"])
@all_moderators_only
@never_cache
def member_measures(request: HttpRequest, member_id: int) -> HttpResponse:
    """What was laid on this member so far, what the ladder suggests next, and the form."""
    member = get_object_or_404(Member, pk=member_id)
    if not rules.may_measure(request.user, member):
        raise PermissionDenied(NOT_FOR_YOU)
    post = Post.objects.filter(pk=post_of(request), author=member).select_related("topic__section", "author").first()
    if post and not rules.knows_name(request.user, post, timezone.now()):
        post = None
    step = suggestion_for(member)
    form = MeasureForm(request.POST or None, initial=suggested(step))
    earlier = Measure.objects.filter(member=member).select_related("by", "appeal", "post__topic")
    context = {
        "about": member, "post": post, "step": step, "form": form, "holding": member.held_back,
        "page": Paginator(earlier, PER_PAGE).get_page(request.GET.get("page")),
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        return laid(request, context)
    return render(request, "moderation/measures.html", context, status=422 if request.method == "POST" else 200)


def post_of(request: HttpRequest) -> int | None:
    named = request.POST.get("post") or request.GET.get("post") or ""
    return int(named) if named.isdecimal() and len(named) < 19 else None


def laid(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    member, said = context["about"], context["form"].cleaned_data
    try:
        if said["rung"] == Rung.SUSPENDED and said["hours"] is None:
            proposal = propose(
                act=Act.SUSPEND,
                member=member,
                by=request.user,
                reason=said["text"],
                rule=said["rule"],
                post=context["post"],
            )
            messages.warning(request, _("Nothing has happened yet: a second person must confirm it within 72 hours."))
            return redirect(proposal)
        measure = take_measure(member=member, by=request.user, post=context["post"], **said)
    except NotNow as error:
        context["form"].add_error(None, str(error))
        return render(request, "moderation/measures.html", context, status=UNCHANGED)
    messages.success(
        request,
        _("%(in_words)s: done. %(name)s is told which rule, why, and how to appeal.")
        % {"in_words": measure.in_words, "name": member.name},
    )
    return redirect("member-measures", member.pk)


def suggestion_for(member: Member) -> Step:
    counting = Measure.objects.filter(member=member).counting(timezone.now() - COUNTS_FOR)
    return next_step([Step(measure.rung, hours_of(measure)) for measure in counting])


def hours_of(measure: Measure) -> int | None:
    return round((measure.expires_at - measure.created_at).total_seconds() / 3600) if measure.expires_at else None


@require_GET
@known_only
@never_cache
def measure_show(request: HttpRequest, member: Member, measure_id: int) -> HttpResponse:
    """For its member, and for moderators."""
    measures = Measure.objects.select_related("member", "by", "post__topic", "appeal")
    if not member.moderates_all:
        measures = measures.filter(member=member)
    measure = get_object_or_404(measures, pk=measure_id)
    context = {
        "measure": measure, "mine": measure.member_id == member.pk, "reader": member,
        "may_appeal": rules.may_appeal(member, measure), "lift": LiftForm(),
        "may_lift": measure.ended_at is None and measure.holds_back and rules.may_measure(member, measure.member),
    }  # fmt: skip
    return render(request, "moderation/measure.html", context)


@require_http_methods(["POST"])
@all_moderators_only
def measure_lift(request: HttpRequest, measure_id: int) -> HttpResponse:
    measure = get_object_or_404(Measure.objects.select_related("member", "by", "post__topic", "appeal"), pk=measure_id)
    form = LiftForm(request.POST)
    context = {"measure": measure, "lift": form, "form": form, "may_lift": True, "reader": request.user}
    if not form.is_valid():
        return render(request, "moderation/measure.html", context, status=422)
    try:
        lifted = lift_measure(measure=measure, moderator=request.user, reason=form.cleaned_data["reason"])
    except NotNow as error:
        form.add_error(None, str(error))
        return render(request, "moderation/measure.html", context, status=UNCHANGED)
    messages.success(
        request,
        _("Lifted. %(name)s is told.") % {"name": measure.member.name} if lifted else _("It had ended already."),
    )
    return redirect("member-measures", measure.member_id)


@require_GET
@members_only
@never_cache
def measure_list(request: HttpRequest) -> HttpResponse:
    """A member's own, newest first."""
    measures = Measure.objects.filter(member=request.user).select_related("post__topic", "appeal")
    page = Paginator(measures, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "moderation/my_measures.html", {"page": page})


@require_GET
@never_cache
def suspended(request: HttpRequest) -> HttpResponse:
    """Instead of signing in: what happened, until when, and what can be done. Over: they may sign in again."""
    member = suspended_member(request)
    if member is None:
        return redirect("home" if request.user.is_authenticated else "account_login")
    holding = Measure.objects.holding(timezone.now()).filter(member=member, rung=Rung.SUSPENDED)
    measures = holding.select_related("post__topic", "appeal")
    context = {"measures": [(measure, rules.may_appeal(member, measure)) for measure in measures], "member": member}
    return render(request, "moderation/suspended.html", context)
