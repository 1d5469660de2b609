""" "This may be happening now": a member says so of a post; moderators see who did, and what was found."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.actions.live import LIVE
from forum.models import Post, Status, Topic
from forum.views.posts import find_post
from members.access import all_moderators_only, members_only, moderators_only
from moderation import rules
from moderation.actions import flag_post
from moderation.actions.live import give_back_power
from moderation.models import LiveReport, PowerLoss, Reason
from moderation.rooms import in_rooms_of

PER_PAGE = 50
HIDDEN = _(
    "Thank you. The post is hidden and its author is shown whom to ring. Moderators look at it now, and tell you."
)
TOLD = _("Thank you. Moderators are called to look at it now, and tell you what they find.")
FIRST = _("Thank you. A colleague said so a moment before you: it is hidden, and moderators look at it now.")


@require_http_methods(["GET", "POST"])
@members_only
@never_cache
def post_live(request: HttpRequest, post_id: int) -> HttpResponse:
    """One question, one button."""
    if request.method == "POST" and Post.objects.filter(pk=post_id, status=Status.HIDDEN, held_because=LIVE).exists():
        messages.success(request, FIRST)
        return redirect("home")
    post = find_post(request, post_id)
    if not rules.may_flag(request.user, post):
        raise PermissionDenied(gettext("You cannot report your own post, or one that is not public."))
    if request.method == "GET":
        context = {"post": post, "hides": rules.may_hide_at_once(request.user, timezone.now())}
        return render(request, "moderation/live.html", context)
    flag = flag_post(post=post, member=request.user, reason=Reason.LIVE_EMERGENCY)
    messages.success(request, HIDDEN if flag.live_report.hid_post else TOLD)
    return after_report(request, post)


def after_report(request: HttpRequest, post: Post) -> HttpResponse:
    """Back to the topic where it is still open to this member, else to its section."""
    is_open = Topic.objects.visible_to(request.user).filter(pk=post.topic_id).exists()
    return redirect(post.topic if is_open else post.topic.section)


@require_GET
@moderators_only
@never_cache
def live_list(request: HttpRequest) -> HttpResponse:
    """Every live report in their sections with who made it and what was found; and whose hide nothing for now."""
    here = in_rooms_of(request.user, "flag__post__topic__section__slug")
    reports = LiveReport.objects.filter(here).select_related("flag__member", "flag__post__topic__section")
    context = {
        "page": Paginator(reports, PER_PAGE).get_page(request.GET.get("page")),
        "losses": PowerLoss.objects.current(timezone.now()).select_related("member")[:PER_PAGE],
    }
    return render(request, "moderation/live_reports.html", context)


@require_POST
@all_moderators_only
def power_give_back(request: HttpRequest, loss_id: int) -> HttpResponse:
    loss = get_object_or_404(PowerLoss.objects.select_related("member"), pk=loss_id)
    if give_back_power(loss=loss, moderator=request.user, now=timezone.now()):
        messages.success(
            request,
            gettext("The reports of %(name)s hide a post at once again. They are told.") % {"name": loss.member.name},
        )
    else:
        messages.info(request, gettext("That was done already."))
    return redirect("live-list")
