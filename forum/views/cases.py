"""Reading case studies and telling one: their own place, their own form."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from deflection.answering import answers_in
from deflection.models import Deflection
from deflection.outcomes import Prompt
from deflection.prompts import show_helpline
from forum.actions.cases import edit_case_study, tell_case_study
from forum.actions.revisions import ReasonMissing
from forum.braking import Braked
from forum.case_forms import CaseEditForm, CaseForm
from forum.case_texts import as_sent, told_in
from forum.filters import CaseFilter
from forum.models import Kind, Post, Section
from forum.returned import asked_of, put_beside
from forum.slices import newest_first
from forum.telling import PARTS, after_deed
from forum.views.outcomes import keep_as_draft, sent, show_form, show_published, stopped_edit
from forum.views.topics import draft_of, find_topic, topic_context
from members.access import members_only

KEY = "case:new"


def cases_section() -> Section:
    return get_object_or_404(Section, kind=Kind.CASES)


@require_GET
def case_list(request: HttpRequest) -> HttpResponse:
    section = cases_section()
    if section.members_only and not request.user.is_authenticated:
        return members_only(case_list)(request)
    filters = CaseFilter(request.GET)
    topics = section.topics.visible_to(request.user).for_case_listing().filter(**filters.as_lookups())
    page = newest_first(topics, request.GET.get("before", ""))
    return render(request, "forum/cases.html", {"section": section, "page": page, "filters": filters})


@require_GET
@never_cache
def case_show(request: HttpRequest, topic_id: int) -> HttpResponse:
    topic = find_topic(request, topic_id, "case")
    if not topic.is_case:
        return redirect(topic)
    return render(request, "forum/case.html", topic_context(request, topic, case=topic.case))


@require_http_methods(["GET", "POST"])
@members_only
def case_whole(request: HttpRequest) -> HttpResponse:
    """Everything on one page, for whoever would rather write it so."""
    section = cases_section()
    if request.method == "GET":
        draft = draft_of(request, KEY)
        form = CaseForm(initial=draft.fields_for(request.user.pk) if draft else None)
        context = {"section": section, "form": form, "draft": draft, "draft_key": KEY, "parts": PARTS}
        return render(request, "forum/case_form.html", context)

    if "deed" in request.POST:
        keep_as_draft(request, key=KEY, label=_("New case study"), url=reverse("case-write"))
        again = {"section": section, "draft": draft_of(request, KEY), "draft_key": KEY, "parts": PARTS}
        return render(request, "forum/case_form.html", again | {"form": CaseForm(initial=rearranged(request))})
    form = CaseForm(sent(request))
    context: dict[str, Any] = {"section": section, "form": form, "draft_key": KEY, "parts": PARTS}
    if not form.is_valid():
        keep_as_draft(request, key=KEY, label=_("New case study"), url=reverse("case-write"))
        return show_form(request, "forum/case_form.html", context)
    answers = answers_in(request.POST)
    match tell_case_study(section=section, author=request.user, answers=answers, **form.for_action()):
        case Prompt() as prompt:
            keep_as_draft(request, key=KEY, label=_("New case study"), url=reverse("case-write"))
            return show_form(request, "forum/case_form.html", context | {"prompt": prompt})
        case Deflection() as deflection:
            return show_helpline(request, deflection)
        case Post() as post:
            return show_published(request, post)


def rearranged(request: HttpRequest) -> dict[str, str]:
    """A button within the form shows it again: other questions, or the rows of its timeline otherwise."""
    asked_anew = ("client_id", "csrfmiddlewaretoken", "accepts")
    fields = after_deed(sent(request).dict(), request.POST["deed"])
    return {name: text for name, text in fields.items() if name not in asked_anew}


def case_edit(request: HttpRequest, post: Post) -> HttpResponse:
    """The edit page of an opening post that is a case study (called by forum.views.posts.post_edit)."""
    key, topic, asked = f"edit:{post.pk}", post.topic, asked_of(post)
    context: dict[str, Any] = {"section": topic.section, "post": post, "draft_key": key, "asked": asked, "parts": PARTS}
    if request.method == "GET":
        draft = draft_of(request, key)
        initial = draft.fields_for(request.user.pk) if draft else as_sent(told_in(topic.case)) | {"title": topic.title}
        form = CaseEditForm(instance=topic.case, initial=initial)
        put_beside(form, asked)
        return render(request, "forum/case_form.html", context | {"form": form, "draft": draft})

    if "deed" in request.POST:
        keep_as_draft(request, key=key, label=_("Edit in %(title)s") % {"title": topic.title}, url=request.path)
        form = CaseEditForm(instance=topic.case, initial=rearranged(request))
        put_beside(form, asked)
        return render(request, "forum/case_form.html", context | {"form": form, "draft": draft_of(request, key)})
    form = context["form"] = CaseEditForm(sent(request), instance=topic.case)
    put_beside(form, asked)
    if not form.is_valid():
        return stopped_edit(request, "forum/case_form.html", context)
    answers = answers_in(request.POST)
    try:
        outcome = edit_case_study(post=post, editor=request.user, answers=answers, **form.for_action())
    except (Braked, ReasonMissing) as sentence:
        form.add_error("reason" if isinstance(sentence, ReasonMissing) else None, str(sentence))
        return stopped_edit(request, "forum/case_form.html", context)
    match outcome:
        case Prompt() as prompt:
            return stopped_edit(request, "forum/case_form.html", context | {"prompt": prompt})
        case Deflection() as deflection:
            return show_helpline(request, deflection)
        case Post() as edited:
            return show_published(request, edited)
