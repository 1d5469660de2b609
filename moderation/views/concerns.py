"""The way for patients: writing without an account, reading the answer, and the page where moderators answer."""

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from members.access import all_moderators_only
from members.permission import require
from members.rules import NOT_FOR_YOU
from members.sealing import Unreadable
from moderation import rules
from moderation.actions import NotNow
from moderation.actions.concerns import answer_concern, raise_concern
from moderation.concern_forms import AnswerForm, ConcernForm
from moderation.models import Concern, Found
from moderation.takes import page_context

LIMITS = {"concern": "5/h/ip,60/h"}


@require_http_methods(["GET", "POST"])
@never_cache
def concern_raise(request: HttpRequest) -> HttpResponse:
    form = ConcernForm(request.POST or None)
    if form.is_bound and form.is_valid() and not within_limits(request):
        form.add_error(
            None, _("Many have written in the last hour. Please try again in an hour; your words are below.")
        )
        return render(request, "moderation/concern_raise.html", {"form": form}, status=429)
    if not form.is_valid():
        return render(request, "moderation/concern_raise.html", {"form": form}, status=422 if form.is_bound else 200)
    said = form.cleaned_data
    return redirect(raise_concern(where=said["where"], words=said["words"], post=form.post))


def within_limits(request: HttpRequest) -> bool:
    usage = ratelimit.consume(request, app="moderation", action="concern", config=LIMITS)
    return usage is not None


@require_GET
@never_cache
def concern_answer(request: HttpRequest, number: str) -> HttpResponse:
    """For whoever has the number. It never repeats what they wrote."""
    concern = get_object_or_404(Concern, number=number)
    return render(request, "moderation/concern_answer.html", {"concern": concern})


@require_http_methods(["GET", "POST"])
@all_moderators_only
@never_cache
def concern_show(request: HttpRequest, concern_id: int) -> HttpResponse:
    """Whoever may not answer it does not read it either: what is sealed there is what a patient says of them."""
    concern = get_object_or_404(
        Concern.objects.select_related("post__topic__section", "post__author", "decided_by"), pk=concern_id
    )
    require(rules.may_answer_concern(request.user, concern), NOT_FOR_YOU)
    form = AnswerForm(request.POST or None)
    context = {"concern": concern, "form": form, "said": said_in(concern), "now": timezone.now()}
    context |= page_context(kind="concern", subject_id=concern.pk, viewer=request.user)
    if not form.is_valid():
        return render(request, "moderation/concern.html", context, status=422 if form.is_bound else 200)
    return answered(request, concern, form, context)


def answered(request: HttpRequest, concern: Concern, form: AnswerForm, context: dict[str, object]) -> HttpResponse:
    said = form.cleaned_data
    try:
        first = answer_concern(concern=concern, moderator=request.user, found=Found(said["found"]), reply=said["reply"])
    except NotNow as error:
        form.add_error(None, str(error))
        return render(request, "moderation/concern.html", context, status=422)
    if not first:
        concern.refresh_from_db()
        return render(request, "moderation/concern.html", context, status=409)
    messages.success(request, _("Answered. They read it with their number."))
    return redirect("moderation-queue")


def said_in(concern: Concern) -> tuple[str, str] | None:
    try:
        return concern.said
    except Unreadable:
        return None
