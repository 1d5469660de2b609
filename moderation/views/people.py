"""The moderators' page of a member: who they are, what happened, and what colleagues noted."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from members.access import all_moderators_only
from members.lockout import shut_until
from members.models import Member
from members.second_factor import has_second_factor
from moderation import item, rules
from moderation.timeline import Subject, timeline_of


@require_GET
@all_moderators_only
@never_cache
def moderation_member(request: HttpRequest, member_id: int) -> HttpResponse:
    member = get_object_or_404(Member.objects.with_standing(), pk=member_id)
    signing_in = {
        "factors": has_second_factor(member),
        "shut_until": shut_until(member.email),
        "may_end": request.user.is_superuser and request.user != member,
        "sessions": member.sessions.filter(expire_date__gt=timezone.now()).count(),
    }
    context = {
        "member": member,
        "glance": item.glance_at(member),
        "signing_in": signing_in,
        **what_happened(request, member, "member"),
    }
    return render(request, "moderation/member.html", context)


def what_happened(request: HttpRequest, about: Subject, kind: str) -> dict[str, Any]:
    """What `moderation/timeline.html` shows: the notes and everything else, and the form for a note."""
    return {
        "timeline": timeline_of(about, request.user, request.GET.get("page")),
        "may_note": rules.may_note(request.user, about),
        "about_kind": kind,
        "about_id": about.pk,
    }
