"""The moderators' page of a member: who they are, what happened, and what colleagues noted."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from members.access import moderators_only
from members.models import Member
from moderation import item


@require_GET
@moderators_only
@never_cache
def moderation_member(request: HttpRequest, member_id: int) -> HttpResponse:
    member = get_object_or_404(Member.objects.with_standing(), pk=member_id)
    return render(request, "moderation/member.html", {"member": member, "glance": item.glance_at(member)})
