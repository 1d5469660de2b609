"""Telling a case study part by part: the list of parts, one part, and the answers checked before it is published."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from deflection.answering import Answers, answers_in, put_in
from deflection.models import Deflection
from deflection.outcomes import Prompt
from deflection.prompts import show_helpline
from forum import telling
from forum.actions.case_parts import tell_part
from forum.actions.cases import tell_case_study
from forum.actions.drafts import Conflict, ShelfFull, save_draft
from forum.case_forms import CaseForm, PartForm
from forum.case_summary import Account
from forum.disclosure import VERSION
from forum.models import Draft, Post
from forum.telling import BY_SLUG, DONE, LOOK, OVER, Part
from forum.views.cases import KEY, cases_section
from forum.views.outcomes import marked, sent, show_form, show_published
from forum.views.topics import draft_of
from members.access import members_only

PART, CHECK = "forum/case/part.html", "forum/case/check.html"


def told_by(request: HttpRequest) -> tuple[Draft | None, dict[str, str]]:
    draft = draft_of(request, KEY)
    return draft, draft.fields_for(request.user.pk) if draft else {}


@require_GET
@members_only
@never_cache
def case_tasks(request: HttpRequest) -> HttpResponse:
    draft, told = told_by(request)
    context = {"section": cases_section(), "draft": draft, "account": Account(told, request.user)}
    return render(request, "forum/case/tasks.html", context)


@require_http_methods(["GET", "POST"])
@members_only
@never_cache
def case_part(request: HttpRequest, slug: str) -> HttpResponse:
    """One part. Without an answer to "is it over?" there is nothing else to tell yet."""
    part = BY_SLUG.get(slug)
    if part is None:
        raise Http404
    draft, told = told_by(request)
    if request.method == "POST":
        return part_sent(request, part, told)
    if part != OVER and not Account(told, request.user).is_over:
        return redirect("case-part", slug=OVER.slug)
    looked = telling.mark_of(told, part) == LOOK
    form = PartForm(told | {"client_id": str(uuid4())}, part=part) if looked else PartForm(initial=told, part=part)
    return render(request, PART, part_context(part, form, draft))


def part_context(part: Part, form: PartForm, draft: Draft | None, **more: Any) -> dict[str, Any]:
    return {
        "section": cases_section(), "part": part, "form": form, "draft": draft, "number": telling.PARTS.index(part),
        "of": len(telling.PARTS) - 1, "sequence": draft.sequence if draft else 0, **more,
    }  # fmt: skip


def part_sent(request: HttpRequest, part: Part, told: dict[str, str]) -> HttpResponse:
    """Kept in any case; then on to the next part, back to the list, or here again with what is still asked."""
    data, deed = sent(request), request.POST.get("deed", "continue")
    fields = telling.after_deed(data.dict(), deed)
    form = PartForm(fields, part=part)
    is_valid, goes_on = form.is_valid(), deed == "continue"
    if "client_id" in form.errors:
        return show_form(request, PART, part_context(part, form, draft_of(request, KEY)))
    try:
        outcome = tell_part(
            section=cases_section(), author=request.user, part=part, told=told, fields=fields,
            left=(DONE if is_valid else LOOK) if goes_on else "", client_id=form.cleaned_data["client_id"],
            sequence=sequence_in(request.POST), answers=answers_with(request, told),
            keep="mine" if request.POST.get("keep") == "mine" else "",
        )  # fmt: skip
    except Conflict as conflict:
        return show_conflict(request, part, fields, conflict.newer)
    except ShelfFull as full:
        messages.warning(request, str(full))
        return show_form(request, PART, part_context(part, form, draft_of(request, KEY)))
    match outcome:
        case Deflection() as deflection:
            return show_helpline(request, deflection)
        case Prompt() as prompt if goes_on:
            return show_form(request, PART, part_context(part, form, draft_of(request, KEY), prompt=prompt))
    if goes_on and not is_valid:
        return show_form(request, PART, part_context(part, form, draft_of(request, KEY)))
    return marked(where_to(request, part, deed), "kept")


def answers_with(request: HttpRequest, told: dict[str, str]) -> Answers:
    """What is said about finds here, and what was said when the part that holds them was kept."""
    data = request.POST.copy()
    for name, text in telling.said_before(told).items():
        data.setdefault(name, text)
    return answers_in(data)


def sequence_in(data: QueryDict) -> int | None:
    sequence = data.get("sequence", "")
    return int(sequence) if sequence.isascii() and sequence.isdigit() and len(sequence) < 10 else None


def where_to(request: HttpRequest, part: Part, deed: str) -> HttpResponse:
    if deed == "later":
        messages.success(request, _("Kept as a draft. You can go on whenever you like, on any device."))
        return redirect("case-write")
    if deed != "continue":
        return redirect(f"{request.path}#{'rows' if part.slug == 'timeline' else 'reflection'}")
    then = telling.after(part)
    return redirect("case-part", slug=then.slug) if then else redirect("case-check")


def show_conflict(request: HttpRequest, part: Part, fields: dict[str, str], newer: Draft) -> HttpResponse:
    """Both texts. Whichever goes on, the other one stays among the drafts: the form remembers what it has not seen."""
    lines = Account(newer.fields_for(request.user.pk), request.user).lines_of(part)
    theirs = [line for line in lines if not line.is_missing]
    form = PartForm(initial=telling.of_part(fields, part), part=part)
    context = part_context(part, form, newer, theirs=theirs) | {"sequence": sequence_in(request.POST)}
    return marked(render(request, PART, context, status=409), "conflict")


@require_http_methods(["GET", "POST"])
@members_only
@never_cache
def case_check(request: HttpRequest) -> HttpResponse:
    draft, told = told_by(request)
    if draft is None:
        return redirect("case-write")
    if request.method == "GET":
        form = CaseForm(initial=telling.without_marks(told))
        return render(request, CHECK, check_context(form, draft, Account(told, request.user)))
    return check_sent(request, draft, told)


def check_context(form: CaseForm, draft: Draft | None, account: Account, **more: Any) -> dict[str, Any]:
    return {"section": cases_section(), "form": form, "draft": draft, "account": account, "version": VERSION, **more}


def check_sent(request: HttpRequest, draft: Draft, told: dict[str, str]) -> HttpResponse:
    """The draft as a whole, with what its author answered here, through the one action that publishes."""
    data = QueryDict(mutable=True)
    data.update(telling.without_marks(told))
    data.update({name: text for name, text in request.POST.items() if not telling.owned(name)})
    data.setlist("remark-seen", request.POST.getlist("remark-seen"))
    data = put_in(data)
    form = CaseForm(data)
    if not form.is_valid():
        return show_form(request, CHECK, check_context(form, draft, Account(told, request.user)))
    outcome = tell_case_study(
        section=cases_section(), author=request.user, answers=answers_with(request, told), **form.for_action()
    )
    match outcome:
        case Prompt() as prompt:
            whole = told | {name: text for name, text in data.items() if telling.owned(name)}
            draft = save_draft(author=request.user, key=KEY, label=draft.label, url=draft.url, fields=whole)
            return show_form(request, CHECK, check_context(form, draft, Account(whole, request.user), prompt=prompt))
        case Deflection() as deflection:
            return show_helpline(request, deflection)
        case Post() as post:
            return show_published(request, post)


@require_GET
@members_only
def case_disclosure(request: HttpRequest) -> HttpResponse:
    return render(request, "forum/case/disclosure.html", {"section": cases_section(), "version": VERSION})
