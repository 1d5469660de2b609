"""Second looks: a post as it was when somebody decided about it, and nothing of how."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from forum.fields import LABELS, label_of
from members.access import moderators_only
from moderation import rules
from moderation.actions.again import JudgedAlready, judge_again
from moderation.audit_forms import AgainForm
from moderation.causes import WORDS
from moderation.models import SecondLook

PER_PAGE = 50


@require_GET
@moderators_only
@never_cache
def again_list(request: HttpRequest) -> HttpResponse:
    rows = SecondLook.objects.waiting().for_judging_by(request.user).select_related("decision__post__topic__section")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "moderation/again_list.html", {"page": page})


@require_http_methods(["GET", "POST"])
@moderators_only
@never_cache
def again_show(request: HttpRequest, look_id: int) -> HttpResponse:
    looks = SecondLook.objects.select_related("decision__post__topic__section", "decision__post__author")
    look = get_object_or_404(looks, pk=look_id)
    if not rules.may_judge_again(request.user, look):
        raise PermissionDenied(rules.SOMEBODY_WITHOUT_PART)
    form = AgainForm(request.POST or None)
    context = {
        "look": look, "form": form, "section": look.decision.post.topic.section,
        "said": [(LABELS.get(name) or label_of(name), words) for name, words in look.said.items() if words],
        "why": WORDS.get(look.cause, ""),
        "reports": look.decision.flags.order_by("created_at", "pk")[:PER_PAGE],
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        return judged(request, look, form)
    return render(request, "moderation/again.html", context, status=422 if request.method == "POST" else 200)


def judged(request: HttpRequest, look: SecondLook, form: AgainForm) -> HttpResponse:
    try:
        judge_again(look=look, moderator=request.user, view=form.cleaned_data["view"])
    except JudgedAlready as first:
        messages.warning(request, str(first))
    else:
        messages.success(request, _("Thank you, your view is kept. It changes nothing about the post."))
    return redirect("again-list")
