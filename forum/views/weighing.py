"""How answers are weighed: open to everybody (CR9)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from forum import ranking

NAMES = {
    3: _("Expert"), 2: _("Prescriber"), 1: _("Registered colleague"), 0: _("Unverified member"),
}  # fmt: skip


@require_GET
def weighing(request: HttpRequest) -> HttpResponse:
    """Every number on the page is read from the formula itself."""
    tiers = [
        {
            "name": NAMES[tier],
            "assumed": f"{ranking.ASSUMED[tier]:.2f}",
            "weight": f"{ranking.WEIGHT[tier]:.2f}" if tier else "0",
            "prior": f"{ranking.PRIOR[tier]:.2f}",
        }
        for tier in sorted(ranking.PRIOR)
    ]
    return render(request, "forum/weighing.html", {"tiers": tiers, "formula": ranking})
