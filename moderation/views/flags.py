"""Reporting a post, and what became of one's reports."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.models import Post, Topic
from forum.views.posts import find_post
from members.access import members_only, moderators_only
from moderation import rules
from moderation.accuracy import Accuracy, accuracy_of
from moderation.actions import NotNow, flag_post
from moderation.actions.reports import answer_question, ask_reporter
from moderation.forms import FlagForm, ReporterAnswerForm, ReporterQuestionForm
from moderation.models import Flag

PER_PAGE = 20
UNCHANGED = 503


@require_http_methods(["GET", "POST"])
@members_only
def post_flag(request: HttpRequest, post_id: int) -> HttpResponse:
    post = find_post(request, post_id)
    if not rules.may_flag(request.user, post):
        raise PermissionDenied(_("You cannot report your own post, or one that is not public."))
    form = FlagForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            flag_post(post=post, member=request.user, **form.cleaned_data)
        except NotNow as error:
            form.add_error(None, str(error))
            return render(request, "moderation/flag.html", {"post": post, "form": form}, status=UNCHANGED)
        messages.success(
            request,
            _(
                "Thank you. The moderators have it, and you will be told what they decide. "
                "You find it under “Your reports”, in the menu of your account."
            ),
        )
        return redirect(post.topic)
    return render(
        request, "moderation/flag.html", {"post": post, "form": form}, status=422 if request.method == "POST" else 200
    )


@require_GET
@members_only
@never_cache
def report_list(request: HttpRequest) -> HttpResponse:
    """The reader's own reports, newest first, each with what became of it."""
    reports = request.user.flags.select_related("post__topic", "decision", "question").order_by("-created_at", "-pk")
    page = Paginator(reports, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "open_topics": open_topics(request, page),
        "lines": request.user.line_reports.select_related("whose").order_by("-created_at", "-pk")[:PER_PAGE],
        "accuracy": accuracy_of([request.user.pk]).get(request.user.pk, Accuracy()),
    }
    return render(request, "moderation/reports.html", context)


def open_topics(request: HttpRequest, reports: list[Flag]) -> set[int]:
    """Which of their topics the reader can still open."""
    topics = Topic.objects.visible_to(request.user).filter(pk__in=[flag.post.topic_id for flag in reports])
    return set(topics.values_list("pk", flat=True))


@require_http_methods(["GET", "POST"])
@members_only
@never_cache
def report_show(request: HttpRequest, flag_id: int) -> HttpResponse:
    """One's own report, and a moderator's question about it."""
    flag = get_object_or_404(request.user.flags.select_related("post__topic", "decision", "question"), pk=flag_id)
    form = ReporterAnswerForm(request.POST or None)
    context = {"flag": flag, "form": form, "open_topics": open_topics(request, [flag])}
    if request.method == "GET" or not hasattr(flag, "question"):
        return render(request, "moderation/report.html", context)
    if not form.is_valid():
        return render(request, "moderation/report.html", context, status=422)
    try:
        first = answer_question(question=flag.question, member=request.user, words=form.cleaned_data["words"])
    except NotNow as error:
        form.add_error(None, str(error))
        return render(request, "moderation/report.html", context, status=UNCHANGED)
    if first:
        messages.success(request, _("Thank you. The moderators have your answer."))
    else:
        messages.info(request, _("You have answered this already; your first answer counts."))
    return redirect("report-list")


@require_POST
@moderators_only
def report_ask(request: HttpRequest, flag_id: int) -> HttpResponse:
    """A moderator's one question to whoever reported."""
    theirs = Flag.objects.filter(post__in=Post.objects.moderated_by(request.user))
    flag = get_object_or_404(theirs.select_related("post__topic__section", "member"), pk=flag_id)
    form = ReporterQuestionForm(request.POST)
    if not form.is_valid():
        return render(request, "moderation/ask.html", {"flag": flag, "form": form}, status=422)
    try:
        asked = ask_reporter(flag=flag, moderator=request.user, words=form.cleaned_data["words"])
    except NotNow as error:
        form.add_error(None, str(error))
        return render(request, "moderation/ask.html", {"flag": flag, "form": form}, status=UNCHANGED)
    if asked:
        messages.success(request, _("Asked. The answer will stand beside the report."))
    else:
        messages.warning(request, _("This report was asked about or decided already, so nothing was sent."))
    return redirect("moderation-post", flag.post_id)
