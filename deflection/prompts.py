"""What an author is shown when their text was stopped."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from deflection.helplines import lines_for
from deflection.models import Deflection, Route
from deflection.routes import words_for
from deflection.vault import Unreadable
from members.models import Member

OUTCOME = "Debrief-Outcome"


def show_helpline(request: HttpRequest, deflection: Deflection) -> HttpResponse:
    """The interstitial, at once: a browser that swaps fragments is sent to the page of the same content."""
    if request.htmx:
        response: HttpResponse = HttpResponseClientRedirect(f"/deflections/{deflection.pk}/")
    else:
        response = render(request, "deflection/helpline.html", helpline_context(deflection, request.user))
    response[OUTCOME] = "deflected"
    return response


def helpline_context(deflection: Deflection, author: Member) -> dict[str, Any]:
    """For the author only: their own words are quoted from the vault."""
    fields = fields_if_whole(deflection, author)
    lines = lines_for(deflection.route)
    return {
        "deflection": deflection,
        "lines": lines,
        "others": [line for line in lines_for(Route.EMERGENCY.value) if line not in lines],
        "words": words_for(deflection.event),
        "quotes": [quote for quote in fields.get("quotes", "").split(" … ") if quote],
        "told_at": timezone.localtime(deflection.created_at),
        "fields": fields,
    }


def fields_if_whole(deflection: Deflection, author: Member) -> dict[str, str]:
    """The numbers to ring are shown even if the vault entry was emptied, damaged or sealed under another key."""
    try:
        return deflection.fields_for(author.pk) if deflection.sealed else {}
    except Unreadable:
        return {}


def back_to_vault() -> HttpResponse:
    return redirect("vault-list")
