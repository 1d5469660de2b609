"""The parts in which a case study is told, and how the names of their fields lie in one draft. Pure.

A draft is a flat list of names and texts. Rows of the timeline are called `timeline-0-after`, `-unit` and `-what`, a
ticked factor `factor_history`. Of each part is noted how it was left (`mark:treatment`), and at which save of the draft
and by which page it was kept last (`at:`, `by:`). What was said about a find is kept too (`said:find-…`).
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.utils.translation import gettext, gettext_lazy

from forum.models.case_words import Factor
from forum.models.moments import MAX_AFTER, MAX_MOMENTS, MAX_WHAT, Moment, Unit, in_order

ROW = re.compile(r"^timeline-(\d{1,2})-(after|unit|what)$")
FACTORS = tuple(f"factor_{factor.value}" for factor in Factor)
MARK, AT, BY, SAID = "mark:", "at:", "by:", "said:"
DONE, LOOK = "done", "look"
SAYS_NOTHING = {"interests": "none", "naming": "shown"}  # filled in beforehand


class Part(NamedTuple):
    slug: str
    title: str
    about: str
    names: tuple[str, ...]

    def owns(self, name: str) -> bool:
        return name in self.names or (self.slug == "timeline" and bool(ROW.match(name)))


OVER = Part(
    "over",
    gettext_lazy("Is it over?"),
    gettext_lazy("When it happened, and whether it has ended."),
    ("happened_on", "happened_at", "symptomatic"),
)
PARTS = (
    OVER,
    Part(
        "context",
        gettext_lazy("What happened"),
        gettext_lazy("A title, whether your name is shown, what kind of event it was, and your part in it."),
        ("title", "naming", "attribution", "permission_from", "event_kind", "complication", "background"),
    ),
    Part(
        "treatment",
        gettext_lazy("The treatment"),
        gettext_lazy("What was done, where and with what."),
        ("procedure", "area", "product_class", "product_name", "dose", "delivery", "lot"),
    ),
    Part("timeline", gettext_lazy("Timeline"), gettext_lazy("Step by step, counted from the event. No dates."), ()),
    Part(
        "recognition",
        gettext_lazy("Recognition"),
        gettext_lazy("When it showed, and how."),
        ("onset", "recognised_after", "signs"),
    ),
    Part(
        "management",
        gettext_lazy("Management and support"),
        gettext_lazy("What you did, and whom you asked."),
        ("managed", "support"),
    ),
    Part(
        "outcome",
        gettext_lazy("Outcome and harm"),
        gettext_lazy("How it ended, how much harm was done, and what contributed."),
        ("outcome", "outcome_text", "harm_physical", "harm_psychological", *FACTORS, "factors_text"),
    ),
    Part(
        "learning",
        gettext_lazy("Learning"),
        gettext_lazy("Your reflection, and what colleagues should take home."),
        (
            "reflective_model",
            "what",
            "feelings",
            "evaluation",
            "analysis",
            "learned",
            "differently",
            "code",
            "take_home",
            "interests",
        ),
    ),
)
BY_SLUG = {part.slug: part for part in PARTS}


def part_of(name: str) -> Part:
    """Where a field of the whole form is asked for."""
    return next((part for part in PARTS if part.owns(name)), PARTS[1])


def owned(name: str) -> bool:
    """Whether it is a field of the case study, and no answer or mark."""
    return any(part.owns(name) for part in PARTS)


def after(part: Part) -> Part | None:
    place = PARTS.index(part) + 1
    return PARTS[place] if place < len(PARTS) else None


def merged(told: Mapping[str, str], part: Part, fields: Mapping[str, str]) -> dict[str, str]:
    """The draft with one part told anew: what was not sent is not there any more (a box that is no longer ticked)."""
    kept = {name: text for name, text in told.items() if not part.owns(name)}
    if part.slug == "timeline":
        return kept | as_rows(rows_in(fields))
    return kept | {name: text for name, text in fields.items() if part.owns(name) and text}


def of_part(told: Mapping[str, str], part: Part) -> dict[str, str]:
    return {name: text for name, text in told.items() if part.owns(name) and text and SAYS_NOTHING.get(name) != text}


def mark_of(told: Mapping[str, str], part: Part) -> str:
    """How its author left it: done, to be looked at, or neither."""
    return told.get(MARK + part.slug, "")


def said_before(told: Mapping[str, str]) -> dict[str, str]:
    """What its author said about finds when a part was kept, as a form sends it: nobody is asked twice."""
    return {name.removeprefix(SAID): text for name, text in told.items() if name.startswith(SAID)}


def without_marks(told: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in told.items() if not name.startswith((MARK, AT, BY, SAID))}


Row = dict[str, str]


def rows_in(told: Mapping[str, str]) -> list[Row]:
    """The rows of a timeline that say something, as they were typed."""
    rows: dict[int, Row] = {}
    for name, text in told.items():
        if found := ROW.match(name):
            rows.setdefault(int(found[1]), {})[found[2]] = str(text)
    said = [nth for nth, row in rows.items() if row.get("what", "").strip() or row.get("after", "").strip()]
    return [rows[nth] for nth in sorted(said)]


def as_rows(rows: list[Row]) -> dict[str, str]:
    return {f"timeline-{nth}-{name}": text for nth, row in enumerate(rows) for name, text in row.items()}


def moments_of(rows: list[Row]) -> Iterator[Moment | str]:
    """Each row as a moment, or the sentence that says what is wrong with it."""
    for nth, row in enumerate(rows):
        after, unit, what = row.get("after", "").strip() or "0", row.get("unit", "minutes"), row.get("what", "").strip()
        if nth >= MAX_MOMENTS:
            yield gettext("A timeline has %(max_moments)s entries at most. Please put some of them together.") % {
                "max_moments": MAX_MOMENTS
            }
        elif not (after.isascii() and after.isdigit()) or int(after) > MAX_AFTER or unit not in Unit.values:
            yield gettext("Please give the time as a whole number up to %(max_after)s, such as 12 minutes.") % {
                "max_after": MAX_AFTER
            }
        elif not what:
            yield gettext("Please say what happened then, or remove the entry.")
        elif len(what) > MAX_WHAT:
            yield gettext("Please say it in %(max_what)s characters; the rest belongs into the text.") % {
                "max_what": MAX_WHAT
            }
        else:
            yield Moment(int(after), unit, what)


def rearranged(rows: list[Row], deed: str) -> list[Row]:
    """After a button beside a row: `up-2`, `down-0`, `remove-1`. Anything else leaves them as they stand."""
    verb, _, number = deed.partition("-")
    nth = int(number) if number.isascii() and number.isdigit() else -1
    if not 0 <= nth < len(rows):
        return rows
    rows = list(rows)
    row = rows.pop(nth)
    if verb in ("up", "down"):
        rows.insert(max(0, nth - 1) if verb == "up" else nth + 1, row)
    elif verb != "remove":
        rows.insert(nth, row)
    return rows


def after_deed(fields: Mapping[str, str], deed: str) -> dict[str, str]:
    """What was sent, with the rows of its timeline as a button beside one of them wants them."""
    timeline = BY_SLUG["timeline"]
    others = {name: text for name, text in fields.items() if not timeline.owns(name)}
    return others | as_rows(rearranged(rows_in(fields), deed))


def timeline_of(told: Mapping[str, str]) -> list[dict[str, object]]:
    """As it is stored: what is whole, in order of time."""
    found = [each for each in moments_of(rows_in(told)) if isinstance(each, Moment)]
    return [moment.as_dict() for moment in in_order(found)]
