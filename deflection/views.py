"""The helpline page, the vault, and the page that anybody can open at any time."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from deflection import actions, vault
from deflection.helplines import all_lines
from deflection.models import Deflection, Route
from deflection.prompts import helpline_context
from deflection.routes import words_for
from members.access import members_only


@require_GET
def helpline(request: HttpRequest) -> HttpResponse:
    """Open to everybody, without a session or a database."""
    lines = all_lines()
    groups = [(Route(route), [line for line in lines if line.route == route]) for route in Route.values]
    try:
        return render(request, "deflection/emergency.html", {"groups": groups})
    except DatabaseError:  # who is asking is a question for the database; whom to ring is not
        return render(None, "deflection/emergency.html", {"groups": groups})


@require_GET
@members_only
def deflection_show(request: HttpRequest, deflection_id: int) -> HttpResponse:
    deflection = get_object_or_404(Deflection, pk=deflection_id, author=request.user)
    return render(request, "deflection/helpline.html", helpline_context(deflection, request.user))


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
    context = {"deflection": deflection, "fields": fields, "words": words_for(deflection.event)}
    return render(request, "deflection/vault_entry.html", context)


@require_POST
@members_only
def vault_discard(request: HttpRequest, deflection_id: int) -> HttpResponse:
    actions.discard_sealed(
        deflection=get_object_or_404(Deflection, pk=deflection_id, author=request.user), author=request.user
    )
    return redirect("vault-list")
