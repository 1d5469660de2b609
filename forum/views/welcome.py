"""First steps: the list of what is left to do, and the tours for one's role."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from forum.welcome import welcome_of
from members.access import members_only
from members.actions.welcome import put_list_away


@require_GET
@members_only
@never_cache
def welcome(request: HttpRequest) -> HttpResponse:
    return render(request, "welcome/list.html", {"welcome": welcome_of(request.user)})


@require_POST
@members_only
def welcome_away(request: HttpRequest) -> HttpResponse:
    put_list_away(member=request.user, away=True)
    messages.success(request, _("Put away. You find the list under First steps, in your settings."))
    return redirect("home")


@require_POST
@members_only
def welcome_back(request: HttpRequest) -> HttpResponse:
    put_list_away(member=request.user, away=False)
    messages.success(request, _("The list stands on your first page again."))
    return redirect("welcome")
