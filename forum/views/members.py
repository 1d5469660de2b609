"""A colleague's page: what was checked about them, and what they wrote where you may read it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from forum.models import InterestDeclaration, Post, Topic
from members.access import members_only
from members.models import Member

LATEST = 10


@require_GET
@members_only
def member_show(request: HttpRequest, member_id: int) -> HttpResponse:
    member = get_object_or_404(Member.objects.filter(is_active=True).with_standing(), pk=member_id)
    topics = Topic.objects.visible_to(request.user).published().filter(author=member).for_listing()[:LATEST]
    answers = (
        Post.objects.published()
        .replies()
        .filter(author=member, topic__in=Topic.objects.visible_to(request.user).published())
    )
    context = {
        "member": member,
        "interests": InterestDeclaration.objects.filter(member=member).first(),
        "topics": topics,
        "answers": answers.select_related("topic").order_by("-created_at")[:LATEST],
    }
    return render(request, "members/member.html", context)
