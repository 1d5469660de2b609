"""The log that every member may read: what was done, why and where, and nothing by which somebody could be known."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from audit.models import Deed, Line
from forum.models import Section
from moderation.causes import WORDS
from moderation.models import Verdict
from moderation.transparency import FEW, FEWER, ByCause, Figures, Month

DONE = {
    Verdict.HIDE: gettext_lazy("A post was taken down"),
    Verdict.PUBLISH: gettext_lazy("A post was published"),
    Verdict.KEEP: gettext_lazy("A post was read and stays as it is"),
    Verdict.RETURN: gettext_lazy("A post was sent back to its author for changes"),
}
OPEN = {
    Deed.DEFLECTION_CLOSED: gettext_lazy("Somebody whose text was stopped was followed up"),
    Deed.JUDGED_AGAIN: gettext_lazy("A decision was judged again by somebody who did not know it"),
    Deed.DECISION_UNDONE: gettext_lazy("A decision was taken back"),
    Deed.APPEAL_JUDGED: gettext_lazy("An appeal was decided"),
    Deed.TOPIC_MOVED: gettext_lazy("A topic was moved, split or joined with another"),
    Deed.MOVE_UNDONE: gettext_lazy("A move was taken back"),
    Deed.TOPIC_BRAKED: gettext_lazy("A topic was slowed down or closed"),
    Deed.TOPIC_RELEASED: gettext_lazy("A topic was opened again"),
    Deed.HELPLINE_CHANGED: gettext_lazy("A helpline was changed or checked"),
    Deed.READER_CHANGED: gettext_lazy("The safety reader was changed for another version"),
}
Done = tuple[datetime, str, dict[str, Any]]  # when, which deed, its facts


@dataclass(frozen=True)
class Entry:
    """One line. Cause and section stand only where several posts of the month share them."""

    day: date
    done: str
    cause: str
    section: str


def lines_of(month: Month) -> list[Done]:
    """One query, newest first."""
    lines = Line.objects.filter(deed__in=[Deed.POST_DECIDED, *OPEN], at__gte=month.start, at__lt=month.end)
    return list(lines.order_by("-number").values_list("at", "deed", "facts"))


def entries(shown: Iterable[Done], all_of_them: list[Done]) -> list[Entry]:
    """Those of one page in words; what may be named depends on the whole month."""
    causes, sections = often(all_of_them, "cause"), often(all_of_them, "section")
    names = dict(Section.objects.values_list("pk", "name"))
    return [
        Entry(
            timezone.localdate(at), in_words(deed, facts),
            WORDS.get(facts.get("cause"), "") if facts.get("cause") in causes else "",
            names.get(facts.get("section"), "") if facts.get("section") in sections else "",
        )
        for at, deed, facts in shown
    ]  # fmt: skip


def often(rows: list[Done], name: str) -> set[Any]:
    """What enough decisions of the month share that none of them points at somebody."""
    counts = Counter(facts[name] for _, deed, facts in rows if deed == Deed.POST_DECIDED and facts.get(name))
    return {value for value, number in counts.items() if number >= FEW}


def in_words(deed: str, facts: dict[str, Any]) -> str:
    return (
        DONE.get(facts["verdict"], gettext("A post was decided about"))
        if deed == Deed.POST_DECIDED
        else OPEN[Deed(deed)]
    )


@dataclass(frozen=True)
class Row:
    """One line of the table as members read it."""

    words: str
    number: str
    half_within: str = ""
    most_within: str = ""
    late: str = ""


def for_members(figures: Figures) -> list[Row]:
    return [redacted(row) for row in figures.causes]


def redacted(row: ByCause) -> Row:
    if row.number < FEW:
        return Row(row.words, FEWER)
    return Row(row.words, str(row.number), row.half_within, row.most_within, few(row.late))


def few(number: int) -> str:
    return gettext("none") if number == 0 else FEWER if number < FEW else str(number)


def in_short(figures: Figures) -> list[tuple[str, str]]:
    """The other figures of the month, as members read them."""
    return [
        (gettext("Texts stopped by the safety reader"), few(figures.stopped)),
        (gettext("Of the stopped texts that moderators looked at again, stopped wrongly"), few(figures.wrongly)),
        (gettext("Decided later than promised"), few(figures.late)),
        (gettext("Appeals decided"), few(figures.appeals)),
        (gettext("Appeals that took a decision back"), overturned(figures)),
    ]


def overturned(figures: Figures) -> str:
    said = few(figures.overturned)
    if min(figures.overturned, figures.appeals - figures.overturned) < FEW:
        return said
    return f"{said} ({round(100 * figures.overturned / figures.appeals)} %)"
