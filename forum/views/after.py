"""How a case study went on, and the commentary of experts: adding, asking, declining."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deflection.answering import answers_in
from deflection.models import Deflection
from deflection.outcomes import Prompt
from deflection.prompts import show_helpline
from forum import case_rules
from forum.actions.after import (
    EnoughAsked,
    add_update,
    ask_for_commentary,
    decline_commentary,
    take_request_back,
    write_commentary,
)
from forum.after_forms import AfterForm, DeclineForm
from forum.braking import Braked
from forum.models import CommentaryRequest, Post, Topic
from forum.similar_cases import similar_to
from forum.views.outcomes import keep_as_draft, sent, show_form, show_published
from forum.views.topics import draft_of, find_topic
from members.access import members_only
from members.models import Credential, Member

PER_PAGE = 20


def find_case(request: HttpRequest, topic_id: int) -> Topic:
    topic = find_topic(request, topic_id, "case", "author")
    if not topic.is_case:
        raise Http404(_("This is no case study."))
    return topic


@require_GET
@never_cache
def case_similar(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Cases like this one, and why: asked for once the page of a case is there, so that the page itself stays cheap."""
    topic = find_case(request, topic_id)
    context = {"topic": topic, "similar": similar_to(topic, request.user)}
    return render(request, f"forum/similar_cases.html{'#similar' if request.htmx else ''}", context)


@require_http_methods(["GET", "POST"])
@members_only
@never_cache
def update_write(request: HttpRequest, topic_id: int) -> HttpResponse:
    """How it went on, told by its author."""
    topic = find_case(request, topic_id)
    if request.method == "GET" and not case_rules.may_add_update(request.user, topic):
        raise PermissionDenied(case_rules.WHO_MAY_ADD)
    key, label = f"update:{topic.pk}", _("How it went on: %(title)s") % {"title": topic.title}
    context = {"topic": topic, "draft_key": key, "draft_label": label}
    return writing(
        request, "forum/update.html", context, lambda **said: add_update(topic=topic, author=request.user, **said)
    )


@require_http_methods(["GET", "POST"])
@members_only
@never_cache
def commentary_write(request: HttpRequest, request_id: int) -> HttpResponse:
    """The commentary of the expert who was asked; anybody else has no such page."""
    asked = find_request(request, request_id)
    if asked.post_id:
        return redirect(asked.post)
    if request.method == "GET" and not case_rules.may_comment(request.user, asked):
        raise PermissionDenied(case_rules.WHO_MAY_COMMENT)
    key, label = f"commentary:{asked.pk}", _("Commentary on %(title)s") % {"title": asked.topic.title}
    context = {"topic": asked.topic, "asked": asked, "draft_key": key, "draft_label": label, "decline": DeclineForm()}
    return writing(
        request, "forum/commentary.html", context,
        lambda **said: write_commentary(request=asked, expert=request.user, **said),
    )  # fmt: skip


def find_request(request: HttpRequest, request_id: int) -> CommentaryRequest:
    mine = CommentaryRequest.objects.filter(expert=request.user).select_related("topic__section", "topic__case", "post")
    return get_object_or_404(mine.filter(topic__in=Topic.objects.visible_to(request.user)), pk=request_id)


def writing(request: HttpRequest, template: str, context: dict[str, Any], deed: Any) -> HttpResponse:
    """One form with one text, and the ways in which it may end."""
    if request.method == "GET":
        draft = draft_of(request, context["draft_key"])
        form = AfterForm(initial=draft.fields_for(request.user.pk) if draft else None)
        return render(request, template, context | {"form": form, "draft": draft})
    form = context["form"] = AfterForm(sent(request))
    if not form.is_valid():
        return stopped(request, template, context)
    try:
        outcome = deed(answers=answers_in(request.POST), **form.for_action())
    except Braked as sentence:
        form.add_error(None, str(sentence))
        return stopped(request, template, context)
    match outcome:
        case Prompt() as prompt:
            return stopped(request, template, context | {"prompt": prompt})
        case Deflection() as deflection:
            return show_helpline(request, deflection)
        case Post() as post:
            return show_published(request, post)


def stopped(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    keep_as_draft(request, key=context["draft_key"], label=context["draft_label"], url=request.path)
    return show_form(request, template, context)


@require_http_methods(["GET", "POST"])
@members_only
@never_cache
def commentary_ask(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Whom to ask: the experts of that area first, a page at a time."""
    topic = find_case(request, topic_id)
    if not case_rules.may_send_to_experts(request.user, topic):
        raise PermissionDenied(case_rules.WHO_MAY_SEND)
    status = 200
    if request.method == "POST":
        expert = get_object_or_404(Member.objects.filter(is_active=True), pk=number_in(request, "expert"))
        try:
            ask_for_commentary(topic=topic, by=request.user, expert=expert)
        except EnoughAsked as enough:
            messages.warning(request, str(enough))
            status = 422
        else:
            messages.success(
                request,
                _("%(name)s was asked, and can take a week. We tell you when they answer.") % {"name": expert.name},
            )
            return redirect("commentary-ask", topic.pk)
    asked = topic.commentary_requests.for_listing()[:PER_PAGE]
    experts = experts_of(topic).exclude(pk__in=topic.commentary_requests.values("expert_id"))
    page = Paginator(experts, PER_PAGE).get_page(request.GET.get("page"))
    context = {"topic": topic, "asked": asked, "page": page}
    return render(request, "forum/commentary_ask.html", context, status=status)


def number_in(request: HttpRequest, name: str) -> int:
    sent_number = request.POST.get(name, "")
    return int(sent_number) if sent_number.isdecimal() and len(sent_number) < 10 else 0


def experts_of(topic: Topic) -> QuerySet[Member]:
    appointed = Credential.objects.current().filter(tier=Credential.Tier.EXPERT)
    experts = Member.objects.filter(is_active=True, pk__in=appointed.values("member_id"))
    return experts.exclude(pk=topic.author_id).with_standing().order_by("name", "pk")


@require_GET
@members_only
@never_cache
def commentary_list(request: HttpRequest) -> HttpResponse:
    """What waits for one's own commentary; moderators can look at all that waits, the oldest first."""
    everybody = request.user.moderates and request.GET.get("all") == "1"
    waiting = CommentaryRequest.objects.open().for_listing()
    if everybody:
        waiting = waiting.filter(topic__in=Topic.objects.moderated_by(request.user))
    else:
        waiting = waiting.filter(expert=request.user)
    page = Paginator(waiting, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "forum/commentary_list.html", {"page": page, "everybody": everybody})


@require_POST
@members_only
def commentary_decline(request: HttpRequest, request_id: int) -> HttpResponse:
    asked = find_request(request, request_id)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        context = {"topic": asked.topic, "asked": asked, "form": AfterForm(), "decline": form}
        return render(request, "forum/commentary.html", context, status=422)
    decline_commentary(request=asked, expert=request.user, because=form.cleaned_data["because"])
    messages.success(request, _("Thank you for saying so. Whoever asked can now ask somebody else."))
    return redirect("commentary-list")


@require_POST
@members_only
def commentary_take_back(request: HttpRequest, request_id: int) -> HttpResponse:
    asked = get_object_or_404(
        CommentaryRequest.objects.filter(topic__in=Topic.objects.visible_to(request.user)), pk=request_id
    )
    if take_request_back(request=asked, by=request.user):
        messages.success(request, _("That is taken back."))
    return redirect("commentary-ask", asked.topic_id)
