"""Pages for rules about words: the list, one rule, a box to try them, and the way in and out."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deflection.actions.words import Twice, keep_rule, switch_rule, take_in
from deflection.models import RuleDeed, WordRule
from deflection.versions import NotYet
from deflection.words.drafted import PLACES
from deflection.words.exchange import NotATable, Row, as_csv, as_toml, rows_in
from deflection.words.forms import ImportForm, RuleForm, TryForm
from deflection.words.matching import Unreadable, fired
from members.access import all_moderators_only

PER_PAGE = 50
DAYS = 30
LIST, RULE, IMPORT = "deflection/words/list.html", "deflection/words/rule.html", "deflection/words/import.html"


@require_http_methods(["GET", "POST"])
@all_moderators_only
@never_cache
def rule_list(request: HttpRequest) -> HttpResponse:
    """Every rule with what it did in the last thirty days, and a box to try them: what is pasted there is not kept."""
    since = timezone.localdate() - timedelta(days=DAYS)
    rules = WordRule.objects.annotate(fired=Sum("hits__count", filter=Q(hits__day__gt=since)))
    page = Paginator(rules.order_by("-is_active", "words", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {"page": page, "days": DAYS}
    form = context["form"] = TryForm(request.POST or None)
    if request.method == "POST":
        if not form.is_valid():
            return render(request, LIST, context, status=422)
        context |= tried(form.cleaned_data["text"], form.cleaned_data["place"])
    return render(request, LIST, context)


def tried(text: str, place: str) -> dict[str, Any]:
    try:
        found = fired(list(WordRule.objects.filter(is_active=True)), {"text": text}, place)
    except Unreadable as sentence:
        return {"unreadable": str(sentence), "was_tried": True}
    shown = [(one.rule, text[one.places[0][1].start : one.places[0][1].end]) for one in found]
    return {"found": shown, "gravest": found[0].rule.get_deed_display() if found else "", "was_tried": True}


@require_http_methods(["GET", "POST"])
@all_moderators_only
@never_cache
def rule_show(request: HttpRequest, rule_id: int | None = None) -> HttpResponse:
    """One rule, or a new one: its form, the days on which it fired, and the posts it was noted on."""
    rule = get_object_or_404(WordRule, pk=rule_id) if rule_id else None
    form = RuleForm(request.POST or None, initial=initial_of(rule))
    context: dict[str, Any] = {"rule": rule, "form": form}
    if rule:
        noted = rule.observations.select_related("post__topic").order_by("-pk")
        context |= {"hits": rule.hits.all()[:DAYS], "noted": noted[:PER_PAGE]}
    if request.method == "GET":
        return render(request, RULE, context)
    if not form.is_valid():
        return render(request, RULE, context, status=422)
    try:
        kept = keep_rule(drafted=form.drafted(), by=request.user, rule=rule)
    except (Twice, Unreadable, NotYet) as sentence:
        form.add_error(None, str(sentence))
        return render(request, RULE, context, status=409)
    messages.success(request, _("The rule for “%(words)s” holds from now on.") % {"words": kept.words})
    return redirect("word-rules")


def initial_of(rule: WordRule | None) -> dict[str, Any]:
    return {name: getattr(rule, name) for name in RuleForm.base_fields} if rule else {}


@require_POST
@all_moderators_only
def rule_switch(request: HttpRequest, rule_id: int, on: bool) -> HttpResponse:
    rule = get_object_or_404(WordRule, pk=rule_id)
    switch_rule(rule=rule, by=request.user, on=on)
    messages.success(
        request,
        (_("The rule for “%(words)s” is on.") if on else _("The rule for “%(words)s” is off.")) % {"words": rule.words},
    )
    return redirect("word-rules")


@require_GET
@all_moderators_only
@never_cache
def rules_out(request: HttpRequest, form: str) -> HttpResponse:
    """All that are switched on, as a file."""
    rules = WordRule.objects.filter(is_active=True)
    text, kind = (as_toml(rules), "application/toml") if form == "toml" else (as_csv(rules), "text/csv")
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="rules-about-words.{form}"'
    return response


@require_http_methods(["GET", "POST"])
@all_moderators_only
@never_cache
def rules_taken_in(request: HttpRequest) -> HttpResponse:
    """First what would happen, row by row; with the second button it happens. One wrong row stops them all."""
    form = ImportForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "deeds": RuleDeed.choices, "places": PLACES}
    if request.method == "GET":
        return render(request, IMPORT, context)
    if not form.is_valid():
        return render(request, IMPORT, context, status=422)
    try:
        rows = rows_from(form.cleaned_data["text"])
    except NotATable as sentence:
        form.add_error(None, str(sentence))
        return render(request, IMPORT, context, status=422)
    context |= {"rows": rows, "text": form.cleaned_data["text"], "wrong": sum(bool(row.wrong) for row in rows)}
    if "do" not in request.POST or context["wrong"]:
        return render(request, IMPORT, context, status=422 if context["wrong"] else 200)
    return taken_in(request, context)


def rows_from(text: str) -> list[Row]:
    return rows_in(text, list(WordRule.objects.all()))


def taken_in(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    news = [row.drafted for row in context["rows"] if row.fate != "same"]
    try:
        number = take_in(drafted=news, by=request.user)
    except (Twice, Unreadable, NotYet) as sentence:
        context["form"].add_error(None, str(sentence))
        return render(request, IMPORT, context, status=409)
    messages.success(
        request, _("%(number)s rules came in.") % {"number": number} if number != 1 else _("One rule came in.")
    )
    return redirect("word-rules")
