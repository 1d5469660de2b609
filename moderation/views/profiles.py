"""The page on which what a member says of themselves is taken off."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from forum.models import Profile
from members.access import all_moderators_only
from members.rules import NOT_FOR_YOU, may_judge
from moderation.actions import NotNow
from moderation.actions.profiles import take_lines_off
from moderation.topic_forms import LinesForm
from moderation.views.items import UNCHANGED


@require_http_methods(["GET", "POST"])
@all_moderators_only
@never_cache
def lines_take_off(request: HttpRequest, member_id: int) -> HttpResponse:
    written = Profile.objects.exclude(about="").select_related("member")
    profile = get_object_or_404(written, member_id=member_id)
    if not may_judge(request.user, profile.member):
        raise PermissionDenied(NOT_FOR_YOU)
    form = LinesForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        status = 200 if request.method == "GET" else 422
        return render(request, "moderation/lines.html", {"profile": profile, "form": form}, status=status)
    try:
        take_lines_off(profile=profile, moderator=request.user, reason=form.cleaned_data["reason"])
    except NotNow as error:
        form.add_error(None, str(error))
        return render(request, "moderation/lines.html", {"profile": profile, "form": form}, status=UNCHANGED)
    messages.success(request, _("Taken off. The member is told, with your reason."))
    return redirect("member-show", member_id)
