"""What an author is shown when their text was stopped."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from deflection.actions import mark_shown
from deflection.duty.told import told_about
from deflection.helplines import country_for, lines_for
from deflection.models import Deflection, Helpline, Route
from deflection.own_numbers import OwnLine, own_lines
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
    mark_shown(deflection=deflection)
    fields = fields_if_whole(deflection, author)
    country = country_for(author)
    lines, own = lines_for(deflection.route, country), own_lines(author)
    emergency = lines_for(Route.EMERGENCY.value, country)
    return {
        "deflection": deflection,
        "told": told_about(deflection),
        "lines": lines,
        "others": [line for line in emergency if line not in lines],
        "own": [line for line in own if deflection.route != Route.CRISIS or not line.is_helpline],
        "emergency": emergency[0],
        "choices": choices(deflection.route, lines, own),
        "words": words_for(deflection.event),
        "quotes": [quote for quote in fields.get("quotes", "").split(" … ") if quote],
        "elapsed": int((timezone.now() - deflection.created_at).total_seconds()),
        "fields": fields,
    }


def choices(route: str, lines: list[Helpline], own: list[OwnLine]) -> list[Helpline | OwnLine]:
    """Whom to ring, the first two: one's own helpline comes first, but never before 999 and never for a crisis."""
    mine = [line for line in own if line.is_helpline]
    if route == Route.HELPLINE:
        return [*mine, *lines][:2]
    return [lines[0], *mine, *lines[1:]][:2] if route == Route.EMERGENCY else lines[:2]


def fields_if_whole(deflection: Deflection, author: Member) -> dict[str, str]:
    """The numbers to ring are shown even if the vault entry was emptied, damaged or sealed under another key."""
    try:
        return deflection.fields_for(author.pk) if deflection.sealed else {}
    except Unreadable:
        return {}
