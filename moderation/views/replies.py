"""The replies that stand ready: the list, and one of them with a preview."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from members.access import moderators_only
from moderation import replies
from moderation.actions import NotNow
from moderation.actions.replies import save_reply
from moderation.forms import ReplyForm
from moderation.models import CannedReply

PER_PAGE = 50


@require_GET
@moderators_only
@never_cache
def reply_list(request: HttpRequest) -> HttpResponse:
    rows = CannedReply.objects.select_related("changed_by").order_by("-active", "reason", "title")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "moderation/replies.html", {"page": page})


@require_http_methods(["GET", "POST"])
@moderators_only
@never_cache
def reply_edit(request: HttpRequest, reply_id: int | None = None) -> HttpResponse:
    reply = get_object_or_404(CannedReply, pk=reply_id) if reply_id else None
    form = ReplyForm(request.POST or None, instance=reply)
    context: dict[str, Any] = {"form": form, "reply": reply, "variables": replies.VARIABLES}
    if request.method == "GET":
        return render(request, "moderation/reply.html", context)
    if not form.is_valid():
        return render(request, "moderation/reply.html", context, status=422)
    if "preview" in request.POST:
        context["preview"] = replies.filled(form.cleaned_data["words"], replies.example())
        return render(request, "moderation/reply.html", context)
    try:
        saved = save_reply(reply=reply, by=request.user, **form.cleaned_data)
    except NotNow as error:
        form.add_error(None, str(error))
        return render(request, "moderation/reply.html", context, status=503)
    messages.success(request, kept_in_words(saved))
    return redirect("reply-list")


def kept_in_words(saved: CannedReply) -> str:
    kept = _("“%(title)s” is kept.") if saved.active else _("“%(title)s” is kept. It is offered no more.")
    return kept % {"title": saved.title}
