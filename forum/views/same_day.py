"""The form of the same-day lane."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from deflection.answering import answers_in
from deflection.models import Deflection
from deflection.outcomes import Prompt
from deflection.prompts import show_helpline
from forum.actions.same_day import KEY, ask_same_day
from forum.lanes import SameDayForm
from forum.models import Kind, Post, Section
from forum.views.outcomes import keep_as_draft, sent, show_form, show_published
from forum.views.topics import declared_by, draft_of
from members.access import members_only

LABEL = _("Same-day question")
TEMPLATE = "forum/same_day.html"


@require_http_methods(["GET", "POST"])
@members_only
@never_cache
def same_day(request: HttpRequest, slug: str) -> HttpResponse:
    section = get_object_or_404(Section, slug=slug, kind=Kind.QUESTIONS)
    context: dict[str, Any] = {"section": section, "draft_key": KEY}
    if request.method == "GET":
        draft = draft_of(request, KEY)
        initial = declared_by(request) | (draft.fields_for(request.user.pk) if draft else {})
        return render(request, TEMPLATE, context | {"form": SameDayForm(initial=initial), "draft": draft})

    form = SameDayForm(sent(request))
    context["form"] = form
    if not form.is_valid():
        keep_as_draft(request, key=KEY, label=LABEL, url=request.path)
        return show_form(request, TEMPLATE, context)
    answers = answers_in(request.POST)
    match ask_same_day(section=section, author=request.user, answers=answers, **form.for_action()):
        case Prompt() as prompt:
            keep_as_draft(request, key=KEY, label=LABEL, url=request.path)
            return show_form(request, TEMPLATE, context | {"prompt": prompt})
        case Deflection() as deflection:
            return show_helpline(request, deflection)
        case Post() as post:
            return show_published(request, post)
