"""A member's standing declaration of interests."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from deflection.answering import answers_in
from deflection.models import Deflection
from deflection.outcomes import Hold, Prompt
from deflection.prompts import show_helpline
from forum.actions.interests import declare_interests
from forum.carrying import InterestsForm
from forum.models import InterestDeclaration
from forum.views.outcomes import sent, show_form, why_not_stored
from members.access import members_only

TEMPLATE = "members/interests.html"


@require_http_methods(["GET", "POST"])
@members_only
@never_cache
def interests_edit(request: HttpRequest) -> HttpResponse:
    standing = InterestDeclaration.objects.filter(member=request.user).first()
    if request.method == "GET":
        initial = {"interest": "some" if standing.words else "none", "words": standing.words} if standing else None
        return render(request, TEMPLATE, {"standing": standing, "form": InterestsForm(initial=initial)})
    form = InterestsForm(sent(request))
    context = {"standing": standing, "form": form}
    if not form.is_valid():
        return show_form(request, TEMPLATE, context)
    match declare_interests(member=request.user, answers=answers_in(request.POST), **form.for_action()):
        case Prompt() as prompt:
            return show_form(request, TEMPLATE, context | {"prompt": prompt})
        case Deflection() as deflection:
            return show_helpline(request, deflection)
        case Hold() as hold:
            form.add_error(None, why_not_stored(hold))
            return show_form(request, TEMPLATE, context)
        case InterestDeclaration():
            messages.success(request, _("Your declaration stands on your page for twelve months."))
            return redirect("interests-edit")
