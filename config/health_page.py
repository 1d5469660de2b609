"""The page of the site's own health, for administrators."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from config import health
from moderation.views.bench import administrators_only


@require_GET
@administrators_only
@never_cache
def site_health(request: HttpRequest) -> HttpResponse:
    parts = health.parts()
    context = {"parts": parts, "ill": [part for part in parts if not part.is_well], "now": timezone.now()}
    return render(request, "health.html", context)
