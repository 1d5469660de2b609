"""How the ways that a writing action may end are shown."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deflection.answering import put_in
from deflection.outcomes import Hold, Prompt
from deflection.prompts import OUTCOME
from forum.actions.drafts import AlreadyPublished, Conflict, ShelfFull, save_draft
from forum.actions.two_texts import says_no_more, set_aside
from forum.models import Draft, Post
from forum.models.held import SENT_AGAIN

HELD = _(
    "A moderator will read this before others see it. You can see it yourself meanwhile. "
    "If it is happening now, do not wait: ring the emergency number or your helpline."
)
OUT_OF_ORDER = _("The safety reader is out of order, so this was not stored. Please try again in a few minutes.")
CANNOT_WAIT = _(
    "A moderator would have to read these words first, and here nothing can wait. Please put it another way."
)
NOTED = _("Published. A moderator reads it too, because of what stands in it. You need not do anything.")
CHECKED = _("Published. A moderator reads it too: it names signs that need help at once when they are happening now.")


def sent(request: HttpRequest) -> QueryDict:
    """The form as it was sent, with everything replaced that its author replaces."""
    return put_in(request.POST)


def why_not_stored(hold: Hold) -> str:
    """Where a text stands or does not: a mark, a declaration."""
    return OUT_OF_ORDER if hold.why == "reader_failed" else CANNOT_WAIT


def show_published(request: HttpRequest, post: Post) -> HttpResponse:
    """On to the post; a held one is explained."""
    if post.is_held and post.held_because == SENT_AGAIN:
        messages.success(request, gettext("Thank you. %(held_in_words)s") % {"held_in_words": post.held_in_words})
    elif not post.is_published:
        messages.warning(request, held_notice(post))
    elif post.wants_a_look:
        messages.info(request, looked_at_notice(post))
    return marked(redirect(post.get_absolute_url()), outcome_of(post))


def looked_at_notice(post: Post) -> str:
    """Why a moderator reads what is published."""
    return NOTED if post.observations.exists() else CHECKED


def held_notice(post: Post) -> str:
    return f"{HELD} {post.held_in_words}"


def outcome_of(post: Post) -> str:
    return "published" if post.is_published else "held"


def show_form(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The form again: with a prompt 409, with errors 422. Nothing was stored but the draft."""
    prompt: Prompt | None = context.get("prompt")
    response = render(request, template, context, status=409 if prompt else 422)
    return marked(response, f"prompted:{prompt.kind}" if prompt else "refused")


def stopped_edit(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """An edit that does not go through: the words stay in the form and in the draft."""
    label = gettext("Edit in %(title)s") % {"title": context["post"].topic.title}
    draft = keep_as_draft(request, key=context["draft_key"], label=label, url=request.path)
    return show_form(request, template, context | {"draft": draft})


def marked(response: HttpResponse, outcome: str) -> HttpResponse:
    response[OUTCOME] = outcome
    return response


def keep_as_draft(request: HttpRequest, *, key: str, label: str, url: str) -> Draft | None:
    """A text that was not published is kept, whatever the reason; a full shelf is explained to its author.

    Where another device has saved a newer text meanwhile, both are kept, and it says where to compare them.
    """
    known = request.POST.get("sequence", "")
    sequence = int(known) if known.isascii() and known.isdecimal() and len(known) < 10 else None
    kept = {"author": request.user, "key": key, "label": label, "url": url, "fields": sent(request).dict()}
    try:
        with suppress(AlreadyPublished):
            try:
                return save_draft(**kept, sequence=sequence)
            except Conflict as conflict:
                if not says_no_more(conflict.newer, request.POST.get("body", "")):
                    tell_of_other(request, conflict.newer)
                return save_draft(**kept)
    except ShelfFull as full:
        messages.warning(request, str(full))
    return None


def tell_of_other(request: HttpRequest, newer: Draft) -> None:
    other = set_aside(newer)
    words = gettext("Another device saved a newer text here. Both are kept.")
    messages.warning(request, format_html(gettext('{} <a href="{}">Compare them</a>'), words, other.url))
