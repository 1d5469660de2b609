"""The helpline page, the vault, and the page that anybody can open at any time."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deflection import actions, vault
from deflection.actions.pages import escalate
from deflection.duty.told import told_about
from deflection.forms import SettingsForm
from deflection.helplines import all_lines, country_for, country_of, emergency_line, support_lines
from deflection.models import CheckInChoice, Deflection, Route
from deflection.own_numbers import OwnLine, fields_of, own_lines
from deflection.prompts import helpline_context
from deflection.routes import words_for
from members.access import members_only
from members.actions import choose_country
from members.actions.welcome import note_numbers_seen
from members.countries import Country

RING_NOW = (Route.EMERGENCY, Route.HELPLINE, Route.CRISIS)
STILL_AT_IT = timedelta(hours=1)  # whoever opens their words sooner is reading them out to somebody


@require_GET
def helpline(request: HttpRequest) -> HttpResponse:
    """Open to everybody, without a session or a database. `?country=` shows the numbers of another country;
    `?kept=1` is the copy for a device without a network: it claims nothing about what is open now."""
    kept = "kept" in request.GET
    return page_of_numbers(request, "deflection/emergency.html", kept=kept, with_own=not kept)


@require_GET
def patients(request: HttpRequest) -> HttpResponse:
    """The public card for whoever is no professional: whom to ring, and that nobody here can advise them (DF19)."""
    return page_of_numbers(request, "deflection/patients.html")


def page_of_numbers(request: HttpRequest, template: str, *, kept: bool = False, with_own: bool = False) -> HttpResponse:
    """A page of one country's numbers, for anybody, whatever is out of order."""
    wanted = request.GET.get("country")
    try:
        country = country_of(wanted or country_for(request.user))
        own = own_of(request) if with_own else []
        page = render(request, template, numbers_of(country) | {"own": own, "kept": kept})
    except DatabaseError:  # who is asking is a question for the database; whom to ring is not
        country = country_of(wanted)
        page = render(None, template, numbers_of(country) | {"kept": kept})
    page["Debrief-Country"] = country
    return page


def own_of(request: HttpRequest) -> list[OwnLine]:
    return own_lines(request.user) if request.user.is_authenticated else []


def numbers_of(country: str) -> dict[str, Any]:
    lines = all_lines(country)
    return {
        "country": country,
        "country_name": Country(country).label,
        "countries": Country.choices,
        "emergency": next(line for line in lines if line.route == Route.EMERGENCY),
        "for_anyone": [line for line in lines if line.route == Route.CRISIS and line.who_may_call == "Anyone"],
        "groups": [(route, [line for line in lines if line.route == route]) for route in RING_NOW],
        "afterwards": [line for line in lines if line.route == Route.SUPPORT],
    }


@require_http_methods(["GET", "POST"])
@members_only
@never_cache
def settings_edit(request: HttpRequest) -> HttpResponse:
    """A member's country, and the numbers they want first."""
    asked = CheckInChoice.objects.filter(member=request.user).exists()
    noted = fields_of(request.user) | {"country": request.user.country, "check_ins": asked}
    form = SettingsForm(request.POST) if request.method == "POST" else SettingsForm(initial=noted)
    if request.method == "POST" and form.is_valid():
        choose_country(member=request.user, country=Country(form.cleaned_data["country"]))
        actions.keep_own_numbers(member=request.user, fields=form.own_numbers())
        actions.choose_check_ins(member=request.user, wanted=form.cleaned_data["check_ins"])
        note_numbers_seen(member=request.user)
        messages.success(request, _("Saved. Your numbers come first where you are told to ring."))
        return redirect("settings-edit")
    return render(request, "members/settings.html", {"form": form}, status=422 if request.method == "POST" else 200)


@require_GET
@members_only
def deflection_show(request: HttpRequest, deflection_id: int) -> HttpResponse:
    deflection = get_object_or_404(Deflection, pk=deflection_id, author=request.user)
    return render(request, "deflection/helpline.html", helpline_context(deflection, request.user))


@require_GET
@members_only
@never_cache
def deflection_standing(request: HttpRequest, deflection_id: int) -> HttpResponse:
    """Who was told and whether anybody acknowledged it: asked again by the open page of its author.

    Asking also moves the calls on: an author who waits is not left alone because a worker is away.
    """
    deflection = get_object_or_404(Deflection, pk=deflection_id, author=request.user)
    for alert in deflection.alerts.unanswered():
        escalate(alert=alert, now=timezone.now())
    return render(request, "deflection/standing.html", {"deflection": deflection, "told": told_about(deflection)})


@require_GET
@members_only
def vault_list(request: HttpRequest) -> HttpResponse:
    return render(request, "deflection/vault.html", {"entries": Deflection.objects.of(request.user.pk)[:100]})


@require_GET
@members_only
def vault_show(request: HttpRequest, deflection_id: int) -> HttpResponse:
    deflection = get_object_or_404(Deflection.objects.of(request.user.pk), pk=deflection_id)
    try:
        fields = deflection.fields_for(request.user.pk)
    except vault.Unreadable as error:
        return render(request, "error.html", {"status": 409, "message": str(error)}, status=409)
    if timezone.now() - deflection.created_at > STILL_AT_IT:
        actions.mark_came_back(deflection=deflection)
    context = {"deflection": deflection, "fields": fields, "words": words_for(deflection.event)}
    return render(request, "deflection/vault_entry.html", context)


@require_POST
@members_only
def deflection_called(request: HttpRequest, deflection_id: int) -> HttpResponse:
    """ "I called", "I did not need to": their own word, for the moderators' counts."""
    deflection = get_object_or_404(Deflection, pk=deflection_id, author=request.user)
    actions.say_whether_called(deflection=deflection, author=request.user, called=request.POST.get("called") == "yes")
    messages.success(request, _("Noted. Thank you."))
    return redirect("vault-show" if request.POST.get("from") == "vault" else "deflection-show", deflection.pk)


@require_GET
@members_only
@never_cache
def deflection_after(request: HttpRequest, deflection_id: int) -> HttpResponse:
    """Who listens afterwards, and one click to hear no more of it. Not a word of the text is on this page."""
    deflection = get_object_or_404(Deflection, pk=deflection_id, author=request.user)
    country = country_for(request.user)
    context = {"deflection": deflection, "lines": support_lines(country), "own": own_of(request)}
    return render(request, "deflection/after.html", context | {"emergency": emergency_line(country)})


@require_POST
@members_only
def deflection_check_ins(request: HttpRequest, deflection_id: int) -> HttpResponse:
    """Begin or stop being asked; from the page of a stopped text, the vault, the bell and the page above."""
    deflection = get_object_or_404(Deflection, pk=deflection_id, author=request.user)
    wanted = request.POST.get("wanted") == "yes"
    actions.want_check_ins(deflection=deflection, author=request.user, wanted=wanted)
    messages.success(
        request, _("You will be asked how you are.") if wanted else _("You are not asked about this again.")
    )
    pages = {"bell": ("notification-list", ()), "vault": ("vault-show", (deflection.pk,))}
    name, args = pages.get(request.POST.get("from", ""), ("deflection-show", (deflection.pk,)))
    return redirect(name, *args)


@require_POST
@members_only
def vault_reminders(request: HttpRequest, deflection_id: int) -> HttpResponse:
    """One click, from the bell's list or from the vault: no more reminders about this text."""
    deflection = get_object_or_404(Deflection, pk=deflection_id, author=request.user)
    actions.stop_reminders(deflection=deflection, author=request.user)
    messages.success(request, _("You get no more reminders about this text."))
    return redirect("notification-list" if request.POST.get("from") == "bell" else "vault-list")


@require_POST
@members_only
def vault_discard(request: HttpRequest, deflection_id: int) -> HttpResponse:
    actions.discard_sealed(
        deflection=get_object_or_404(Deflection, pk=deflection_id, author=request.user), author=request.user
    )
    return redirect("vault-list")
