"""Whether an author's name stands beside a case study that they told."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from forum import case_rules
from forum.actions.naming import choose_name
from forum.naming import NOT_SHOWN, shown_as
from forum.views.after import find_case
from members.access import members_only


@require_http_methods(["GET", "POST"])
@members_only
@never_cache
def case_name(request: HttpRequest, topic_id: int) -> HttpResponse:
    """How it stands, what the other choice does and does not do, and one button."""
    topic = find_case(request, topic_id)
    if not case_rules.may_choose_name(request.user, topic):
        raise PermissionDenied(case_rules.WHO_MAY_NAME)
    if request.method == "GET":
        shown = shown_as(topic.author, topic.unnamed_as)
        return render(request, "forum/case_name.html", {"topic": topic, "shown": shown})
    unnamed = request.POST.get("naming") == NOT_SHOWN
    if choose_name(topic=topic, author=request.user, unnamed=unnamed):
        messages.success(request, _("Your name is not shown any more.") if unnamed else _("Your name is shown."))
    return redirect(topic)
