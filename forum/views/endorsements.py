"""Endorsing answers and disagreeing with them."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from deflection.answering import answers_in
from deflection.models import Deflection
from deflection.outcomes import Hold, Prompt
from deflection.prompts import show_helpline
from forum import rules
from forum.actions.endorsements import TooMany, endorse_answer, withdraw_endorsement
from forum.actions.marks import say_action
from forum.forms import EndorseForm
from forum.models import Action, Endorsement, Post, Stance
from forum.views.outcomes import marked, sent, show_form, why_not_stored
from forum.views.posts import find_post
from members.access import members_only
from members.models import Member


@dataclass(frozen=True)
class Words:
    """How the page of one stance speaks."""

    head: str
    button: str
    done: str
    consequence: str = ""


WORDS = {
    Stance.ENDORSE: Words(
        _("Endorse the answer of"), _("Endorse it"), _("Your endorsement stands under the answer, with your reason.")
    ),
    Stance.DISAGREE: Words(
        _("Disagree with the answer of"),
        _("Disagree"),
        _("Your disagreement stands under the answer, with your reason."),
    ),
    Stance.UNSAFE: Words(
        _("Call unsafe the answer of"),
        _("Call it unsafe"),
        _("The answer is folded under your reason, and the moderators were called."),
        _("It is folded at once under your reason, its author is told, and a moderator is called to decide."),
    ),
}


TEMPLATE = "forum/endorse.html"


@require_http_methods(["GET", "POST"])
@members_only
def post_endorse(request: HttpRequest, post_id: int, stance: str = Stance.ENDORSE) -> HttpResponse:
    post = find_post(request, post_id)
    first = stance == Stance.ENDORSE and not post.action and not post.endorsements.standing().endorsing().exists()
    form, words = EndorseForm(sent(request) or None, asks_action=first), WORDS[Stance(stance)]
    context = {"post": post, "form": form, "words": words}
    is_complete = request.method == "POST" and form.is_valid()
    if not is_complete and not rules.may_mark(request.user, post, stance):
        raise PermissionDenied(rules.WHO_MAY_MARK)  # what is complete is read for an emergency first
    if request.method == "GET":
        return render(request, TEMPLATE, context)
    return mark(request, stance, context) if is_complete else show_form(request, TEMPLATE, context)


def mark(request: HttpRequest, stance: str, context: dict[str, Any]) -> HttpResponse:
    """A complete form, and the ways in which it may end."""
    post, form, said = context["post"], context["form"], context["form"].cleaned_data
    action = said.pop("action", None)
    try:
        outcome = endorse_answer(
            post=post, expert=request.user, stance=stance, answers=answers_in(request.POST), **said
        )
    except TooMany as refusal:
        form.add_error(None, str(refusal))
        return show_form(request, TEMPLATE, context)
    match outcome:
        case Prompt() as prompt:
            return show_form(request, TEMPLATE, context | {"prompt": prompt})
        case Deflection() as deflection:
            return show_helpline(request, deflection)
        case Hold() as hold:
            form.add_error(None, why_not_stored(hold))
            return show_form(request, TEMPLATE, context)
        case Endorsement():
            if action:
                say_action_too(request.user, post, action)
            messages.success(request, context["words"].done)
            return marked(redirect(post.get_absolute_url()), "published")


def say_action_too(member: Member, post: Post, action: Action) -> None:
    """What its first endorser says that it advises; somebody else may have been first meanwhile."""
    fresh = Post.objects.for_reading().get(pk=post.pk)
    if rules.may_say_action(member, fresh):
        say_action(post=fresh, member=member, action=action)


@require_POST
@members_only
def endorsement_withdraw(request: HttpRequest, endorsement_id: int) -> HttpResponse:
    endorsement = get_object_or_404(Endorsement, pk=endorsement_id, expert=request.user)
    withdraw_endorsement(endorsement=endorsement, expert=request.user)
    messages.success(request, gettext("It is withdrawn."))
    if request.POST.get("from") == "list":
        return redirect("endorsement-list")
    return redirect(endorsement.post.get_absolute_url())
