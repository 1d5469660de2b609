"""Texts that were stopped, and posts that a reader took for live: how many, and what became of them."""

from collections.abc import Iterable

from django.db.models import Count, Q
from django.utils.translation import gettext, gettext_lazy, ngettext

from deflection.models import Route
from members.models import Member
from moderation.boards.counting import by_part, series
from moderation.boards.drawing import Series
from moderation.boards.periods import Period
from moderation.boards.plots import Found
from moderation.funnel import counted
from moderation.models import LiveReport, WasLive
from moderation.models.live import WRONG

ROUTES = {
    Route.EMERGENCY: gettext_lazy("999 first"),
    Route.HELPLINE: gettext_lazy("Helpline first"),
    Route.SUPPORT: gettext_lazy("Somebody to talk to"),
}
BECAME = {
    "told": gettext_lazy("Told as a case study"),
    "back": gettext_lazy("Came back to their words"),
    "said": gettext_lazy("Said whether they called"),
    "nothing": gettext_lazy("Nothing more is known"),
}
CALLED = Q(called_at__isnull=False) | Q(not_needed_at__isnull=False)
WHERE = {
    "told": Q(told_at__isnull=False),
    "back": Q(told_at=None, came_back_at__isnull=False),
    "said": Q(told_at=None, came_back_at=None) & CALLED,
    "nothing": Q(told_at=None, came_back_at=None, called_at=None, not_needed_at=None),
}


def by_route(period: Period, _: Member) -> Found:
    """Without those about somebody's own safety, as in the funnel."""
    parts = period.parts()
    found = by_part(counted(""), "created_at", period, **{route.name: Q(route=route) for route in ROUTES})
    told = series(found, parts, {route.name: words for route, words in ROUTES.items()})
    number = int(total(told))
    says = ngettext(
        "%(number)s text was stopped in this time.", "%(number)s texts were stopped in this time.", number
    ) % {"number": number}
    return Found([part.words for part in parts], told, says, short=[part.short for part in parts])


def became(period: Period, _: Member) -> Found:
    """The furthest that each text came, by the number that its author was shown."""
    rows = counted("").filter(created_at__gte=period.start).order_by().values("route")
    found = {row["route"]: row for row in rows.annotate(**{name: Count("pk", filter=q) for name, q in WHERE.items()})}
    told = [Series(words, [found.get(route, {}).get(key, 0) for route in ROUTES]) for key, words in BECAME.items()]
    says = gettext("%(sum)s of %(total)s stopped texts were told as a case study later.") % {
        "sum": f"{sum(told[0].values):g}",
        "total": f"{total(told):g}",
    }
    return Found(list(ROUTES.values()), told, says)


FOUND = {
    "live": gettext_lazy("It was live"),
    "wrong": gettext_lazy("It was not"),
    "unclear": gettext_lazy("Nobody could tell"),
    "waits": gettext_lazy("Waits"),
}


def live_reports(period: Period, _: Member) -> Found:
    """Posts that a reader reported as happening now: what passed the gate, and what did not."""
    parts = period.parts()
    found = by_part(
        LiveReport.objects.all(), "flag__created_at", period, live=Q(found=WasLive.LIVE), wrong=Q(found__in=WRONG),
        unclear=Q(found=WasLive.UNCLEAR), waits=Q(decided_at=None),
    )  # fmt: skip
    told = series(found, parts, FOUND)
    says = gettext("%(sum)s of %(total)s reported posts were live: those passed the gate.") % {
        "sum": f"{sum(told[0].values):g}",
        "total": f"{total(told):g}",
    }
    return Found([part.words for part in parts], told, says, short=[part.short for part in parts])


def total(every: Iterable[Series]) -> float:
    return sum(sum(one.values) for one in every)
