"""How answers are weighed: open to everybody (CR9)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from forum import ranking
from forum.composition import NAMES


@require_GET
def weighing(request: HttpRequest) -> HttpResponse:
    """Every number on the page is read from the formula itself."""
    names = {0: "unverified member"} | NAMES
    tiers = [
        {
            "name": names[tier].capitalize(),
            "assumed": f"{ranking.ASSUMED[tier]:.2f}",
            "weight": f"{ranking.WEIGHT[tier]:.2f}" if tier else "0",
            "prior": f"{ranking.PRIOR[tier]:.2f}",
        }
        for tier in sorted(ranking.PRIOR)
    ]
    return render(request, "forum/weighing.html", {"tiers": tiers, "formula": ranking})
