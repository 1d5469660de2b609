"""A colleague's page: what was checked about them, and what they wrote where you may read it."""

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from forum.models import InterestDeclaration, Post, Status, Topic
from forum.models.held import place_posts
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
        "pending": pending_of(request) if request.user == member else None,
        "interests": InterestDeclaration.objects.filter(member=member).first(),
        "topics": topics,
        "answers": answers.select_related("topic").order_by("-created_at")[:LATEST],
    }
    return render(request, "members/member.html", context)


def pending_of(request: HttpRequest) -> Page:
    """The reader's own posts that wait for a moderator, or for themselves, the longest wait first."""
    held = Post.objects.filter(author=request.user, status=Status.HELD).select_related("topic__section")
    page = Paginator(held.order_by("created_at", "pk"), LATEST).get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    place_posts(page.object_list)
    return page
