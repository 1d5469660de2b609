"""What moderators set for themselves."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from members.access import moderators_only
from moderation.actions.settings import set_single_keys
from moderation.queue_forms import SettingsForm


@require_http_methods(["GET", "POST"])
@moderators_only
@never_cache
def moderation_settings(request: HttpRequest) -> HttpResponse:
    form = SettingsForm(request.POST or None, initial={"single_keys": request.user.single_keys})
    if request.method == "GET":
        return render(request, "moderation/settings.html", {"form": form})
    set_single_keys(moderator=request.user, on="single_keys" in request.POST)
    messages.success(request, "Single keys are on." if request.user.single_keys else "Single keys are off.")
    return redirect("moderation-settings")
