"""How to check a register: open to everybody (CR20)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from members.countries import Country
from members.registers import Register, registers
from members.standing import RIGHTS


@require_GET
def register_list(request: HttpRequest) -> HttpResponse:
    context = {"countries": by_country(), "statuses": RIGHTS.items()}
    return render(request, "members/registers.html", context)


def by_country() -> dict[str, list[Register]]:
    names = dict(Country.choices) | {"FR": _("France"), "DE": _("Germany"), "NL": _("Netherlands"), "": _("Elsewhere")}
    found: dict[str, list[Register]] = {}
    for register in registers().values():
        found.setdefault(names[register.country], []).append(register)
    return found
