"""A colleague's page: what was checked about them, what they say, and what they wrote where you may read it."""

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from deflection.answering import answers_in
from deflection.models import Deflection
from deflection.outcomes import Hold, Prompt
from deflection.prompts import show_helpline
from forum.actions.profiles import tell_about
from forum.models import InterestDeclaration, Post, Profile, Status
from forum.models.held import place_posts
from forum.profile_forms import AboutForm
from forum.views.outcomes import sent, show_form, why_not_stored
from forum.writings import marks_by, written_by
from members.access import members_only
from members.models import Member

LATEST = 10
SHOWN = {"": written_by, "marks": marks_by}


@require_GET
@members_only
def member_show(request: HttpRequest, member_id: int) -> HttpResponse:
    member = get_object_or_404(Member.objects.filter(is_active=True).with_standing(), pk=member_id)
    shown = request.GET.get("show", "")
    shown = shown if shown in SHOWN else ""
    context = {
        "member": member,
        "pending": pending_of(request) if request.user == member else None,
        "about": Profile.objects.filter(member=member).exclude(about="").first(),
        "interests": InterestDeclaration.objects.filter(member=member).first(),
        "shown": shown,
        "written": Paginator(SHOWN[shown](member, request.user), LATEST).get_page(request.GET.get("at")),
    }
    return render(request, "members/member.html", context)


def pending_of(request: HttpRequest) -> Page:
    """The reader's own posts that wait for a moderator, or for themselves, the longest wait first."""
    held = Post.objects.filter(author=request.user, status=Status.HELD).select_related("topic__section")
    page = Paginator(held.order_by("created_at", "pk"), LATEST).get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    place_posts(page.object_list)
    return page


@require_http_methods(["GET", "POST"])
@members_only
@never_cache
def about_edit(request: HttpRequest) -> HttpResponse:
    """A few lines of one's own."""
    if request.method == "GET":
        profile = Profile.objects.filter(member=request.user).first()
        return render(request, "members/about.html", {"form": AboutForm(initial={"about": profile and profile.about})})
    form = AboutForm(sent(request))
    if not form.is_valid():
        return show_form(request, "members/about.html", {"form": form})
    match tell_about(member=request.user, answers=answers_in(request.POST), **form.cleaned_data):
        case Prompt() as prompt:
            return show_form(request, "members/about.html", {"form": form, "prompt": prompt})
        case Deflection() as deflection:
            return show_helpline(request, deflection)
        case Hold() as hold:
            form.add_error("about", why_not_stored(hold))
            return show_form(request, "members/about.html", {"form": form})
        case Profile():
            messages.success(request, _("Saved. It stands on your page."))
            return redirect("about-edit")
