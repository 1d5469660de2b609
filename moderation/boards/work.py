"""The moderators' own work: what waits, how soon it is decided, who answers a call, and whether they agree."""

from collections import defaultdict
from contextlib import suppress
from datetime import timedelta

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BigIntegerField, Count, F, Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, ngettext

from audit.models import Deed, Line
from deflection.models import Alert
from members.models import Member
from moderation.again import Pair, kappa
from moderation.boards.counting import by_part, middle_of, series
from moderation.boards.drawing import Series
from moderation.boards.periods import Period
from moderation.boards.plots import Found
from moderation.models import Appeal, SecondLook
from moderation.models.appeals import Outcome
from moderation.models.second_looks import SAME
from moderation.queue import Asked, rows_from
from moderation.transparency import CLAIMS_DUE, DECIDED
from moderation.urgency import DUE_AFTER, IN_WORDS

HALVES = {
    "fresh": gettext_lazy("In the first half of its time"),
    "soon": gettext_lazy("In the second half"),
    "late": gettext_lazy("Late"),
}
OF_ONE_KIND = (
    "SELECT severity, COUNT(CASE WHEN since >= CASE severity {halves} END THEN 1 END),"
    " COUNT(CASE WHEN since >= CASE severity {dues} END THEN 1 END), COUNT(*) FROM (%%s) AS waiting GROUP BY severity"
).format(halves=" ".join(f"WHEN {n} THEN %s" for n in DUE_AFTER), dues=" ".join(f"WHEN {n} THEN %s" for n in DUE_AFTER))


def queue_age(_: Period, member: Member) -> Found:
    """What waits at this moment, by how much of its time is gone: one statement over all kinds."""
    found = {severity: [0, 0, 0] for severity in DUE_AFTER}
    for severity, fresh, within, number in waiting_by_age(tuple(member.answers_for)):
        for place, more in enumerate((fresh, within - fresh, number - within)):
            found[severity][place] += more
    piles = [Series(name, [found[n][place] for n in DUE_AFTER]) for place, name in enumerate(HALVES.values())]
    late, every = sum(piles[2].values), sum(sum(one.values) for one in piles)
    return Found([IN_WORDS[n] for n in DUE_AFTER], piles, waiting_in_words(every, late))


def waiting_in_words(every: int, late: int) -> str:
    return ngettext(
        "%(every)s wait now; %(number)s of them is late.", "%(every)s wait now; %(number)s of them are late.", late
    ) % {"every": every, "number": late}


def waiting_by_age(sections: tuple[str, ...]) -> list[tuple[int, int, int, int]]:
    now = timezone.now()
    limits = [now - after / 2 for after in DUE_AFTER.values()] + [now - after for after in DUE_AFTER.values()]
    adapted = [connection.ops.adapt_datetimefield_value(limit) for limit in limits]
    parts, given = [], []
    for of_it in rows_from(Asked(sections=sections), [], now).values():
        with suppress(EmptyResultSet):
            sql, params = of_it.values_list("severity", "since").query.sql_with_params()
            parts.append(OF_ONE_KIND.replace("%%s", sql))
            given += [*adapted, *params]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), given)
        return cursor.fetchall()


def first_decision(period: Period, _: Member) -> Found:
    """From the chain: how many were decided in time and how many late, and the middle of their waits."""
    wait = Cast(KeyTextTransform("waited", "facts"), BigIntegerField())
    lines = Line.objects.filter(deed__in=DECIDED, facts__has_key="waited").annotate(wait=wait)
    too_long = Q(deed=Deed.CLAIM_DECIDED, wait__gt=CLAIMS_DUE.total_seconds()) | Q(facts__late=True)
    found = by_part(lines, "at", period, decided=Q(), late=too_long)
    middle, parts = middle_of(lines, "at", period), period.parts()
    late = series(found, parts, {"late": gettext("Late")})[0]
    in_time = [row["decided"] - row["late"] if (row := found.get(part.first)) else 0 for part in parts]
    waits = [middle[part.first].hours if part.first in middle else None for part in parts]
    number = sum(in_time) + sum(late.values)
    says = gettext("%(number)s decided, %(sum)s of them late.") % {"number": number, "sum": f"{sum(late.values):g}"}
    return Found(
        [part.words for part in parts], [Series(gettext("In time"), in_time), late], says,
        [Series(gettext("Half within (hours)"), [None if one is None else round(one, 1) for one in waits])],
        [part.short for part in parts],
    )  # fmt: skip


def within(minutes: int) -> Q:
    return Q(acknowledged_at__lte=F("raised_at") + timedelta(minutes=minutes))


ANSWERED = {
    "two": gettext_lazy("Within 2 minutes"),
    "five": gettext_lazy("Within 5 minutes"),
    "ten": gettext_lazy("Within 10 minutes"),
    "later": gettext_lazy("Later, or nobody yet"),
}


def calls(period: Period, _: Member) -> Found:
    """Of those on duty: how soon somebody said that they have it."""
    found = by_part(
        Alert.objects.all(), "raised_at", period, two=within(2), five=within(5) & ~within(2),
        ten=within(10) & ~within(5), later=Q(acknowledged_at=None) | Q(acknowledged_at__gt=F("raised_at") + TEN),
    )  # fmt: skip
    parts = period.parts()
    told = series(found, parts, ANSWERED)
    soon, number = sum(sum(one.values) for one in told[:3]), sum(sum(one.values) for one in told)
    says = gettext("%(soon)s of %(number)s calls were answered within 10 minutes.") % {
        "soon": f"{soon:g}",
        "number": f"{number:g}",
    }
    return Found([part.words for part in parts], told, says, short=[part.short for part in parts])


TEN = timedelta(minutes=10)


def agreement(period: Period, _: Member) -> Found:
    """κ of all second looks of this time up to each week or month: one week alone has too few.

    The database counts the pairs of verdicts, and there are few kinds of those.
    """
    looks = SecondLook.objects.exclude(verdict="").filter(judged_at__gte=period.start).order_by()
    rows = looks.annotate(part=period.part_of("judged_at")).values_list("part", "decision__verdict", "verdict")
    pairs: dict[object, list[Pair]] = defaultdict(list)
    for part, first, second, number in rows.annotate(number=Count("pk")):
        pairs[part] += [(SAME[first], second)] * number
    parts = period.parts()
    each = [pairs.get(part.first, []) for part in parts]
    upto = [sum(each[: place + 1], []) for place in range(len(parts))]
    agreed = sum(first == second for first, second in upto[-1])
    return Found(
        [part.words for part in parts],
        [Series(gettext("Agreement beyond chance until then (κ)"), [kappa(one) for one in upto])],
        gettext("In %(agreed)s of %(number)s pairs both came to the same view.")
        % {"agreed": agreed, "number": len(upto[-1])},
        [
            Series(gettext("Pairs"), [len(one) for one in each]),
            Series(gettext("Of the same view"), [sum(first == second for first, second in one) for one in each]),
        ],
        [part.short for part in parts],
    )


ENDED = {"stands": gettext_lazy("It stands"), "taken_back": gettext_lazy("Taken back"), "waits": gettext_lazy("Waits")}


def appeals(period: Period, _: Member) -> Found:
    """By when they were written."""
    found = by_part(
        Appeal.objects.all(), "created_at", period, stands=Q(outcome=Outcome.UPHELD),
        taken_back=Q(outcome=Outcome.OVERTURNED), waits=Q(outcome=Outcome.WAITING),
    )  # fmt: skip
    parts = period.parts()
    told = series(found, parts, ENDED)
    stands, back, waits = (sum(one.values) for one in told)
    says = ngettext(
        "%(back)s of %(decided)s decided appeals took something back; %(number)s waits for an answer.",
        "%(back)s of %(decided)s decided appeals took something back; %(number)s wait for an answer.",
        int(waits),
    ) % {"back": f"{back:g}", "decided": f"{stands + back:g}", "number": f"{waits:g}"}
    return Found([part.words for part in parts], told, says, short=[part.short for part in parts])
