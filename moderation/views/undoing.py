"""Taking a decision back, from the item, from the log, or right after it was made."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forum.models import Post
from members.access import moderators_only
from moderation.actions.undoing import undo_decision
from moderation.conflicts import Conflict
from moderation.models import Decision


@require_POST
@moderators_only
def decision_undo(request: HttpRequest, decision_id: int) -> HttpResponse:
    """To the post in any case: there is what it came to, or why it was not taken back."""
    theirs = Decision.objects.filter(post__in=Post.objects.moderated_by(request.user))
    decision = get_object_or_404(theirs.select_related("post__author", "post__topic", "before"), pk=decision_id)
    try:
        undo_decision(decision=decision, moderator=request.user)
    except Conflict as why:
        messages.warning(request, str(why))
    else:
        messages.success(request, _("Taken back. It is as it was, its reports wait again, and its author is told."))
    return redirect("moderation-post", decision.post_id)
