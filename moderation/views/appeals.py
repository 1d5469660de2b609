"""Appeals: a member writes one and reads the answer; a moderator who was not part of it judges."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from deflection.models import Deflection
from deflection.outcomes import Hold, Prompt
from deflection.prompts import OUTCOME, helpline_context, show_helpline
from forum.views.outcomes import show_form
from members.access import known_only
from members.models import Claim, Member
from moderation import rules
from moderation.actions import NotNow
from moderation.actions.appeals import AnsweredAlready, Subject, judge_appeal, write_appeal
from moderation.conflicts import InOtherHands
from moderation.measure_forms import AppealForm, JudgementForm
from moderation.models import Appeal, Decision, Measure
from moderation.rules import APPEALABLE
from moderation.views.items import PER_PAGE, UNCHANGED

OUT_OF_ORDER = _("The safety reader is out of order, so this was not stored. Please try again in a few minutes.")
TEMPLATE = "moderation/appeal_form.html"


@require_http_methods(["GET", "POST"])
@known_only
@never_cache
def appeal_write(request: HttpRequest, member: Member, kind: str, subject_id: int) -> HttpResponse:
    """About a decision, a measure or a refused claim of one's own."""
    if kind == "post":
        return redirect("appeal-write", "decision", last_decision_about(member, subject_id).pk)
    about = subject_of(member, kind, subject_id)
    if standing := getattr(about, "appeal", None):
        return redirect(standing)
    if not rules.may_appeal(member, about):
        raise PermissionDenied(gettext("An appeal is written within thirty days, while the decision stands."))
    form = AppealForm(request.POST or None)
    context = {"about": about, "kind": kind, "form": form, "member": member}
    if request.method == "GET":
        return render(request, TEMPLATE, context)
    if not form.is_valid():
        return show_form(request, TEMPLATE, context)
    match write_appeal(member=member, about=about, **form.cleaned_data):
        case Prompt() as prompt:
            return show_form(request, TEMPLATE, context | {"prompt": prompt})
        case Deflection() as deflection:
            return sent_to_help(request, deflection, member)
        case Hold():
            form.add_error(None, OUT_OF_ORDER)
            return render(request, TEMPLATE, context, status=UNCHANGED)
        case Appeal() as appeal:
            messages.success(request, gettext("Your appeal is in. Somebody who was not part of the decision reads it."))
            return redirect(appeal)


def last_decision_about(member: Member, post_id: int) -> Decision:
    """What is to be judged again: the newest that can be appealed."""
    return get_object_or_404(
        Decision.objects.filter(post_id=post_id, post__author=member, verdict__in=APPEALABLE).order_by("-pk")[:1]
    )


def subject_of(member: Member, kind: str, pk: int) -> Subject:
    """Only what concerns this member; everything else is not there."""
    match kind:
        case "decision":
            mine = Decision.objects.filter(post__author=member)
            return get_object_or_404(mine.select_related("post__topic", "appeal"), pk=pk)
        case "measure":
            return get_object_or_404(Measure.objects.filter(member=member).select_related("appeal"), pk=pk)
        case "claim":
            return get_object_or_404(Claim.objects.filter(member=member).select_related("appeal"), pk=pk)
    raise Http404


def sent_to_help(request: HttpRequest, deflection: Deflection, member: Member) -> HttpResponse:
    """Also for somebody who is suspended: what they told may be happening now."""
    if request.user.is_authenticated:
        return show_helpline(request, deflection)
    response = render(request, "deflection/helpline.html", helpline_context(deflection, member))
    response[OUTCOME] = "deflected"
    return response


@require_GET
@known_only
@never_cache
def appeal_list(request: HttpRequest, member: Member) -> HttpResponse:
    """A member's own; moderators may look at those that they can judge, and at what was answered."""
    everybody = member.moderates_all and "all" in request.GET
    appeals = Appeal.objects.for_judging_by(member) if everybody else Appeal.objects.filter(member=member)
    page = Paginator(appeals.with_what_it_is_about(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "everybody": everybody, "member": member, "query": "all=1" if everybody else ""}
    return render(request, "moderation/appeals.html", context)


@require_http_methods(["GET", "POST"])
@known_only
@never_cache
def appeal_show(request: HttpRequest, member: Member, appeal_id: int) -> HttpResponse:
    """The exchange, for both sides; the form, for whoever may judge it."""
    appeals = Appeal.objects.with_what_it_is_about()
    appeal = get_object_or_404(appeals if member.moderates_all else appeals.filter(member=member), pk=appeal_id)
    may_judge = member.moderates_all and rules.may_judge_appeal(member, appeal)
    form = JudgementForm(request.POST or None)
    context = {
        "appeal": appeal, "may_judge": may_judge and appeal.is_open, "form": form, "member": member,
        "not_yours": appeal.is_open and member.moderates_all and not may_judge and appeal.member_id != member.pk,
    }  # fmt: skip
    if request.method == "GET":
        return render(request, "moderation/appeal.html", context)
    if not may_judge:
        raise PermissionDenied(rules.SOMEBODY_ELSE)
    if not form.is_valid():
        return render(request, "moderation/appeal.html", context, status=422)
    return judged(request, appeal, context)


def judged(request: HttpRequest, appeal: Appeal, context: dict[str, Any]) -> HttpResponse:
    try:
        appeal = judge_appeal(appeal=appeal, moderator=request.user, **context["form"].cleaned_data)
    except (AnsweredAlready, InOtherHands) as first:
        return render(request, "moderation/appeal.html", context | {"conflict": str(first)}, status=409)
    except NotNow as error:
        context["form"].add_error(None, str(error))
        return render(request, "moderation/appeal.html", context, status=UNCHANGED)
    messages.success(
        request,
        gettext("%(outcome)s. %(name)s reads your answer.")
        % {"outcome": appeal.get_outcome_display(), "name": appeal.by.name},
    )
    return redirect(appeal)
