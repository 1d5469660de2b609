"""Replying, editing, withdrawing, and the menu of a post."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from deflection.answering import answers_in
from deflection.models import Deflection
from deflection.outcomes import Prompt
from deflection.prompts import show_helpline
from forum import rules
from forum.actions.posts import edit_post, post_reply, withdraw_post
from forum.braking import Braked, needs_reason
from forum.carrying import CARRIED
from forum.forms import EditForm, OpeningEditForm, ReplyEditForm, ReplyForm
from forum.models import Bookmark, Post, Topic
from forum.previews import is_preview, previewed, words_to_preview
from forum.returned import asked_of, put_beside
from forum.versions import VERSIONS, edits_on
from forum.views.cases import case_edit
from forum.views.outcomes import (
    held_notice,
    keep_as_draft,
    looked_at_notice,
    marked,
    outcome_of,
    sent,
    show_form,
    show_published,
    stopped_edit,
)
from forum.views.topics import composer_context, draft_of, find_topic, topic_context, waiting_composer
from forum.writing import head_of, quote_of, without_gone
from members.access import members_only


def find_post(request: HttpRequest, post_id: int) -> Post:
    """The post if this reader may see both it and its topic; otherwise 404."""
    posts = Post.objects.visible_to(request.user).filter(topic__in=Topic.objects.visible_to(request.user))
    return get_object_or_404(posts.select_related("topic__section", "topic__case", "author"), pk=post_id)


@require_POST
@members_only
def post_reply_view(request: HttpRequest, topic_id: int) -> HttpResponse:
    topic = find_topic(request, topic_id)
    if is_preview(request):
        return show_preview(request, topic)
    form = ReplyForm(sent(request), topic=topic)
    if not form.is_valid():
        return stopped_reply(request, topic, form)

    try:
        outcome = post_reply(topic=topic, author=request.user, answers=answers_in(request.POST), **form.for_action())
    except Braked as sentence:
        form.add_error(sentence.field, str(sentence))
        return stopped_reply(request, topic, form)
    match outcome:
        case Prompt() as prompt:
            return stopped_reply(request, topic, form, prompt)
        case Deflection() as deflection:
            return show_helpline(request, deflection)
        case Post() as post:
            return show_reply(request, topic, post)


def show_preview(request: HttpRequest, topic: Topic) -> HttpResponse:
    """Nothing is stored, read by the gate or told: the page again, with all fields as they were sent."""
    form = ReplyForm(topic=topic, initial=words_to_preview(request))
    seen = {"form": form, "draft": draft_of(request, f"reply:{topic.pk}"), **previewed(request, form)}
    template = "forum/case.html" if topic.is_case else "forum/topic.html"
    return render(request, template, topic_context(request, topic, case=topic.case) | seen)


def stopped_reply(request: HttpRequest, topic: Topic, form: ReplyForm, prompt: Prompt | None = None) -> HttpResponse:
    """The words stay in the form and in the draft; a swapped fragment answers 200, or htmx would not show it."""
    keep_as_draft(
        request,
        key=f"reply:{topic.pk}",
        label=_("Reply in %(title)s") % {"title": topic.title},
        url=topic.get_absolute_url(),
    )
    stop = {"topic": topic, "form": form, "prompt": prompt, "draft": draft_of(request, f"reply:{topic.pk}")}
    if request.htmx:
        return show_form(request, "forum/composer.html", stop)
    template = "forum/case.html" if topic.is_case else "forum/topic.html"
    return show_form(request, template, topic_context(request, topic, case=topic.case) | stop)


def show_reply(request: HttpRequest, topic: Topic, post: Post) -> HttpResponse:
    """An empty composer; the reply itself arrives like everyone else's, by the tail that `posts-changed` asks for."""
    if not request.htmx:
        return show_published(request, post)
    if post.is_published and not post.wants_a_look:
        waiting = waiting_composer(request, topic)
    else:
        notice = looked_at_notice(post) if post.is_published else held_notice(post)
        waiting = composer_context(request, topic) | {"held_notice": notice}
    ready = waiting.get("composer")
    response = HttpResponse(ready) if ready else render(request, "forum/composer.html", waiting)
    trigger_client_event(response, "posts-changed", {"element": post.element})
    return marked(response, outcome_of(post))


@require_GET
@never_cache
def post_menu(request: HttpRequest, post_id: int) -> HttpResponse:
    """What *you* may do with a post: asked when its menu opens, so that the post itself is the same for everybody."""
    post = find_post(request, post_id)
    user = request.user
    may: dict[str, Any] = {
        "edit": user.is_authenticated and rules.may_edit(user, post),
        "quote": post.is_published and rules.may_reply(user, post.topic),
        "withdraw": user.is_authenticated and rules.may_withdraw(user, post),
        "history": rules.may_see_history(user, post) and post.edited_at is not None,
        "endorse": rules.may_endorse(user, post),
        "call_unsafe": rules.may_call_unsafe(user, post),
        "say_action": rules.may_say_action(user, post),
        "say_it_helped": rules.may_say_it_helped(user, post),
        "supersede": rules.may_supersede(user, post),
        "say_retracted": rules.may_say_retracted(user, post),
        "keep": user.is_authenticated,
        "flag": user.is_authenticated and post.is_published and post.author_id != user.pk,
        "moderate": rules.may_decide(user, post),
    }
    given = post.endorsements.standing().filter(expert=user).first() if user.is_authenticated else None
    template = "forum/post_menu.html#menu" if request.htmx else "forum/post_menu.html"
    is_kept = user.is_authenticated and Bookmark.objects.filter(post=post, member=user).exists()
    return render(request, template, {"post": post, "may": may, "my_endorsement": given, "is_kept": is_kept})


@require_GET
@never_cache
def post_quote(request: HttpRequest, post_id: int) -> JsonResponse:
    """The quote of a post, for a page that puts it where somebody writes."""
    post = get_object_or_404(Post.objects.published().for_reading(), pk=find_post(request, post_id).pk)
    return JsonResponse({"head": head_of(post), "words": quote_of(post)})


@require_GET
@never_cache
def post_quoted(request: HttpRequest, post_id: int, edits: int) -> HttpResponse:
    """Where a quote leads: to the post, or to what it said before where it was changed since."""
    post = find_post(request, post_id)
    changed = post.revisions.count() > edits and rules.may_see_history(request.user, post)
    return redirect("post-history", post.pk) if changed else redirect(post.get_absolute_url())


@require_http_methods(["GET", "POST"])
@members_only
def post_edit(request: HttpRequest, post_id: int) -> HttpResponse:
    post = find_post(request, post_id)
    is_sending = request.method == "POST" and post.author_id == request.user.pk  # the action reads it before it refuses
    if not is_sending and not rules.may_edit(request.user, post):
        raise PermissionDenied(rules.why_no_edit(request.user, post))
    if post.is_opening and post.topic.is_case:
        return case_edit(request, post)
    key, asked = f"edit:{post.pk}", asked_of(post)
    context: dict[str, Any] = {"post": post, "draft_key": key, "asked": asked, "needs_reason": needs_reason(post)}
    if request.method == "GET" or is_preview(request):
        draft = draft_of(request, key)
        initial = said_by(post) | (draft.fields_for(request.user.pk) if draft else {}) | words_to_preview(request)
        form = edit_form(post, initial=initial)
        put_beside(form, asked)
        return render(request, "forum/edit.html", context | {"form": form, "draft": draft, **previewed(request, form)})

    form = context["form"] = edit_form(post, sent(request))
    put_beside(form, asked)
    if not form.is_valid():
        return stopped_edit(request, "forum/edit.html", context)
    try:
        outcome = edit_post(post=post, editor=request.user, answers=answers_in(request.POST), **form.for_action())
    except Braked as sentence:
        form.add_error(sentence.field, str(sentence))
        return stopped_edit(request, "forum/edit.html", context)
    match outcome:
        case Prompt() as prompt:
            return stopped_edit(request, "forum/edit.html", context | {"prompt": prompt})
        case Deflection() as deflection:
            return show_helpline(request, deflection)
        case Post() as edited:
            return show_published(request, edited)


def edit_form(post: Post, *args: Any, **kwargs: Any) -> EditForm:
    if post.is_opening:
        return OpeningEditForm(*args, **kwargs)
    return ReplyEditForm(*args, topic=post.topic, **kwargs)


def said_by(post: Post) -> dict[str, str]:
    """What it says now, as the edit form names it."""
    return {"body": without_gone(post.body), "title": post.topic.title} | {
        name: getattr(post, name) for name in CARRIED
    }


@require_GET
@members_only
def post_history(request: HttpRequest, post_id: int) -> HttpResponse:
    post = find_post(request, post_id)
    if not rules.may_see_history(request.user, post):
        raise PermissionDenied(_("The history of this post is not open to you."))
    page = Paginator(post.revisions.select_related("editor"), VERSIONS).get_page(request.GET.get("page"))
    context = {"post": post, "page": page, "edits": edits_on(page, post)}
    return render(request, "forum/history.html", context | {"may_hide": rules.may_decide(request.user, post)})


@require_http_methods(["GET", "POST"])
@members_only
def post_withdraw(request: HttpRequest, post_id: int) -> HttpResponse:
    post = find_post(request, post_id)
    if request.method == "GET":
        return render(request, "forum/withdraw.html", {"post": post})
    withdraw_post(post=post, author=request.user)
    messages.success(request, _("Your post is withdrawn: nobody sees it any more but you and the moderators."))
    return redirect(post.topic.section if post.is_opening else post.topic)
