"""What a member says of themselves: reporting it, and the page on which moderators decide."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from forum.models import Profile
from members.access import all_moderators_only, members_only
from members.rules import NOT_FOR_YOU
from moderation import rules
from moderation.actions import NotNow
from moderation.actions.profiles import KIND, leave_lines, report_lines, take_lines_off
from moderation.conflicts import Conflict
from moderation.forms import LineReportForm
from moderation.models import LineReport
from moderation.takes import page_context
from moderation.topic_forms import LinesForm
from moderation.views.items import UNCHANGED


@require_http_methods(["GET", "POST"])
@members_only
@never_cache
def lines_report(request: HttpRequest, member_id: int) -> HttpResponse:
    written = Profile.objects.exclude(about="").filter(member__is_active=True).select_related("member")
    profile = get_object_or_404(written, member_id=member_id)
    if not rules.may_report_lines(request.user, profile):
        raise PermissionDenied(rules.WHO_MAY_REPORT_LINES)
    form = LineReportForm(request.POST or None)
    context = {"profile": profile, "form": form}
    if not form.is_valid():
        return render(request, "moderation/lines_report.html", context, status=422 if form.is_bound else 200)
    try:
        report_lines(profile=profile, member=request.user, **form.cleaned_data)
    except NotNow as error:
        form.add_error(None, str(error))
        return render(request, "moderation/lines_report.html", context, status=UNCHANGED)
    messages.success(request, _("Thank you. The moderators have it, and you will be told what they decide."))
    return redirect("member-show", member_id)


@require_http_methods(["GET", "POST"])
@all_moderators_only
@never_cache
def lines_take_off(request: HttpRequest, member_id: int) -> HttpResponse:
    """Without a report as well; where the lines are gone already, what is left is to answer the reports."""
    profile = get_object_or_404(Profile.objects.select_related("member"), member_id=member_id)
    reports = list(LineReport.objects.waiting().filter(whose=member_id).select_related("member")[:50])
    if not (profile.about or reports):
        raise Http404(_("Nothing stands there."))
    if not rules.may_judge_lines(request.user, profile):
        raise PermissionDenied(NOT_FOR_YOU)
    form = LinesForm(request.POST or None)
    context = {"profile": profile, "reports": reports, "form": form}
    context |= page_context(kind=KIND, subject_id=member_id, viewer=request.user)
    if not form.is_valid():
        return render(request, "moderation/lines.html", context, status=422 if form.is_bound else 200)
    return decided(request, profile, context)


def decided(request: HttpRequest, profile: Profile, context: dict[str, Any]) -> HttpResponse:
    leave = request.POST.get("deed") == "leave"
    deed = leave_lines if leave else take_lines_off
    try:
        deed(profile=profile, moderator=request.user, reason=context["form"].cleaned_data["reason"])
    except (NotNow, Conflict) as error:
        context["form"].add_error(None, str(error))
        status = 409 if isinstance(error, Conflict) else UNCHANGED
        return render(request, "moderation/lines.html", context, status=status)
    if leave:
        messages.success(request, _("The lines stay. Whoever reported them is told, with your reason."))
    else:
        messages.success(request, _("Taken off. The member is told, with your reason."))
    return redirect("moderation-queue") if context["reports"] else redirect("member-show", profile.pk)
