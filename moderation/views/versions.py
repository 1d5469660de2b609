"""The page on which one earlier version of a post is hidden."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from forum.models import Post, Revision
from members.access import moderators_only
from moderation.actions import NotNow
from moderation.actions.versions import decide_version
from moderation.topic_forms import VersionForm
from moderation.views.items import UNCHANGED


@require_http_methods(["GET", "POST"])
@moderators_only
@never_cache
def version_decide(request: HttpRequest, revision_id: int) -> HttpResponse:
    """Hide it, or bring back what is hidden; the reason is for the moderators alone."""
    theirs = Revision.objects.filter(post__in=Post.objects.moderated_by(request.user))
    revision = get_object_or_404(
        theirs.select_related("post__topic__section", "post__author", "editor"), pk=revision_id
    )
    hides, form = revision.hidden_at is None, VersionForm(request.POST or None)
    context = {"revision": revision, "post": revision.post, "form": form, "hides": hides}
    if request.method == "GET":
        return render(request, "moderation/version.html", context | {"form": VersionForm()})
    if not form.is_valid():
        return render(request, "moderation/version.html", context, status=422)
    try:
        decide_version(revision=revision, moderator=request.user, hides=hides, reason=form.cleaned_data["reason"])
    except NotNow as error:
        form.add_error(None, str(error))
        return render(request, "moderation/version.html", context, status=UNCHANGED)
    words = (
        _("That version is hidden: readers do not find it any more.") if hides else _("Readers can look it up again.")
    )
    messages.success(request, words)
    return redirect("post-history", revision.post_id)
