"""Marking an answer: it helped me, or a later one replaces it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forum import rules
from forum.actions.marks import mark_helped, mark_source_retracted, say_action, supersede_answer
from forum.carrying import ActionForm, SupersedeForm
from forum.models import Post
from forum.models.posts import PostQuerySet
from forum.views.outcomes import show_form
from forum.views.posts import find_post
from members.access import members_only

MAX_CHOICES = 50


@require_POST
@members_only
def answer_helped(request: HttpRequest, post_id: int) -> HttpResponse:
    post = find_post(request, post_id)
    helped = request.POST.get("helped") != "no"
    if mark_helped(post=post, author=request.user, helped=helped):
        messages.success(request, _("It says now that this helped you.") if helped else _("The mark is gone."))
    return redirect(post.get_absolute_url())


@require_http_methods(["GET", "POST"])
@members_only
def answer_supersede(request: HttpRequest, post_id: int) -> HttpResponse:
    post = find_post(request, post_id)
    if not rules.may_supersede(request.user, post):
        raise PermissionDenied(_("Only its author or an expert can say that an answer is replaced."))
    if request.method == "POST" and "none" in request.POST:
        supersede_answer(post=post, by=None, member=request.user)
        messages.success(request, _("The label is gone."))
        return redirect(post.get_absolute_url())
    later = later_answers(request, post)
    form = SupersedeForm(request.POST or None, later=later)
    context = {"post": post, "form": form, "later": later}
    if request.method == "GET":
        return render(request, "forum/supersede.html", context)
    if not form.is_valid():
        return show_form(request, "forum/supersede.html", context)
    supersede_answer(post=post, by=form.cleaned_data["by"], member=request.user)
    messages.success(request, _("The answer says now that a later one replaces it."))
    return redirect(post.get_absolute_url())


@require_http_methods(["GET", "POST"])
@members_only
def answer_action(request: HttpRequest, post_id: int) -> HttpResponse:
    post = find_post(request, post_id)
    if not rules.may_say_action(request.user, post):
        raise PermissionDenied(_("Only its author or its first endorser says what an answer advises."))
    form = ActionForm(request.POST or None, initial={"action": post.action})
    context = {"post": post, "form": form}
    if request.method == "GET":
        return render(request, "forum/action.html", context)
    if not form.is_valid():
        return show_form(request, "forum/action.html", context)
    say_action(post=post, member=request.user, action=form.cleaned_data["action"])
    messages.success(request, _("The answer says now what it advises."))
    return redirect(post.get_absolute_url())


@require_POST
@members_only
def source_retracted(request: HttpRequest, post_id: int) -> HttpResponse:
    post = find_post(request, post_id)
    retracted = request.POST.get("retracted") != "no"
    if mark_source_retracted(post=post, member=request.user, retracted=retracted):
        words = _("Every answer that names this source says now that it was retracted.")
        messages.success(
            request, words if retracted else _("The label is gone from every answer that names this source.")
        )
    return redirect(post.get_absolute_url())


def later_answers(request: HttpRequest, post: Post) -> PostQuerySet:
    """What may replace it in this member's word."""
    later = post.topic.posts.published().replies().filter(created_at__gte=post.created_at).for_reading()
    allowed = [other.pk for other in later if rules.may_replace(request.user, post, other)]
    return post.topic.posts.filter(pk__in=allowed[-MAX_CHOICES:]).select_related("author").order_by("created_at", "pk")
