"""Endorsing answers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from deflection.models import Deflection
from deflection.outcomes import Hold, Prompt
from deflection.prompts import show_helpline
from forum import rules
from forum.actions.endorsements import endorse_answer, withdraw_endorsement
from forum.forms import EndorseForm
from forum.models import Endorsement
from forum.views.outcomes import marked, show_form
from forum.views.posts import find_post
from members.access import members_only


@require_http_methods(["GET", "POST"])
@members_only
def post_endorse(request: HttpRequest, post_id: int) -> HttpResponse:
    post = find_post(request, post_id)
    if not rules.may_endorse(request.user, post):
        raise PermissionDenied("Only a verified expert can endorse an answer, and not their own.")
    form = EndorseForm(request.POST or None)
    context = {"post": post, "form": form}
    if request.method == "GET":
        return render(request, "forum/endorse.html", context)
    if not form.is_valid():
        return show_form(request, "forum/endorse.html", context)
    match endorse_answer(post=post, expert=request.user, **form.cleaned_data):
        case Prompt() as prompt:
            return show_form(request, "forum/endorse.html", context | {"prompt": prompt})
        case Deflection() as deflection:
            return show_helpline(request, deflection)
        case Hold():
            form.add_error(
                None, "The safety reader is out of order, so this was not stored. Please try again in a few minutes."
            )
            return show_form(request, "forum/endorse.html", context)
        case Endorsement():
            messages.success(request, "Your endorsement stands under the answer, with your reason.")
            return marked(redirect(post.get_absolute_url()), "published")


@require_POST
@members_only
def endorsement_withdraw(request: HttpRequest, endorsement_id: int) -> HttpResponse:
    endorsement = get_object_or_404(Endorsement, pk=endorsement_id, expert=request.user)
    withdraw_endorsement(endorsement=endorsement, expert=request.user)
    messages.success(request, "Your endorsement is withdrawn.")
    return redirect(endorsement.post.get_absolute_url())
