"""Reporting a post."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from forum.views.posts import find_post
from members.access import members_only
from moderation import rules
from moderation.actions import (
    NotNow,
    flag_post,
)
from moderation.forms import FlagForm

PER_PAGE = 50
UNCHANGED = 503


@require_http_methods(["GET", "POST"])
@members_only
def post_flag(request: HttpRequest, post_id: int) -> HttpResponse:
    post = find_post(request, post_id)
    if not rules.may_flag(request.user, post):
        raise PermissionDenied("You cannot report your own post, or one that is not public.")
    form = FlagForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            flag_post(post=post, member=request.user, **form.cleaned_data)
        except NotNow as error:
            form.add_error(None, str(error))
            return render(request, "moderation/flag.html", {"post": post, "form": form}, status=UNCHANGED)
        messages.success(request, "Thank you. The moderators have it, and you will be told what they decide.")
        return redirect(post.topic)
    return render(
        request, "moderation/flag.html", {"post": post, "form": form}, status=422 if request.method == "POST" else 200
    )
