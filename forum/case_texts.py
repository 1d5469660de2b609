"""What a case study says, as the gate, the page, a revision and a form need it."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deflection.declaration import Declaration, Symptomatic
from forum import telling
from forum.models import CaseStudy
from forum.models.case_words import Factor
from forum.models.moments import as_text, moments_in
from forum.text import to_html
from forum.writing import as_html
from members.models import Member

Fields = Mapping[str, Any]
SHOWN_LINES = ("product_name", "dose", "interests")  # short, and others read them
UNSHOWN_LINES = ("lot", "permission_from")  # read for an emergency, shown to no member
GRADED = ("complication", "harm_physical", "harm_psychological")


def html_of(fields: Fields, author: Member | None = None) -> dict[str, str]:
    """Of what is fictional nobody in particular is the author, and it names nobody."""
    told = {name: fields[name] for name in CaseStudy.TOLD if fields.get(name)}
    return {name: as_html(words, author) if author else to_html(words) for name, words in told.items()}


def words_of(fields: Fields) -> str:
    """What the member wrote and nothing else: our headings speak of the past, and would lend it to what is live."""
    moments = [moment.what for moment in moments_in(fields.get("timeline", ()))]
    return "\n\n".join([*(fields[name] for name in CaseStudy.TOLD if fields.get(name)), *moments])


def lines_of(fields: Fields) -> str:
    """The short answers, which are read with the body; "none" is what most declare."""
    return "\n\n".join(str(fields[name]) for name in (*SHOWN_LINES, *UNSHOWN_LINES) if fields.get(name))


def parts_of(title: str, fields: Fields) -> dict[str, str]:
    """What others will read, field by field."""
    moments = moments_in(fields.get("timeline", ()))
    return {
        "title": title,
        **{name: fields.get(name) or "" for name in (*SHOWN_LINES, *CaseStudy.TOLD)},
        **{f"timeline-{nth}-what": moment.what for nth, moment in enumerate(moments)},
    }


def as_markdown(fields: Fields) -> str:
    """The whole account as one text under its headings: what a revision keeps."""
    return "\n\n".join(f"#### {title}\n\n{words}" for title, words in chapters(fields))


def chapters(fields: Fields) -> Iterator[tuple[str, str]]:
    for name in CaseStudy.TOLD:
        if fields.get(name):
            yield heading(name), fields[name]
        if name == "background":
            yield from beside_background(fields)


def beside_background(fields: Fields) -> Iterator[tuple[str, str]]:
    if lines := "\n".join(graded(fields)):
        yield gettext("In brief"), lines
    if fields.get("timeline"):
        yield (
            gettext("Timeline"),
            "\n".join(f"- {line}" for line in as_text(moments_in(fields["timeline"])).splitlines()),
        )


def graded(fields: Fields) -> Iterator[str]:
    for name in (*GRADED, "delivery", *SHOWN_LINES):
        if fields.get(name) and name != "interests":
            yield f"- {heading(name)}: {in_words(name, fields[name])}"
    if fields.get("factors"):
        labels = "; ".join(CaseStudy(factors=fields["factors"]).factor_labels)
        yield "- " + gettext("Contributing factors: %(list)s") % {"list": labels}


def in_words(name: str, value: object) -> str:
    """A choice by its label, everything else as it was written."""
    field = CaseStudy._meta.get_field(name)
    choices = dict(field.choices or ()) if isinstance(field, models.CharField) else {}
    return str(choices.get(value, "" if value is None else value))


# What the model calls by the name of its column is called so in English alone.
CALLED = {
    "procedure": _("procedure"), "area": _("area"), "complication": _("complication"), "timeline": _("timeline"),
    "factors": _("factors"), "background": _("background"), "signs": _("signs"), "outcome": _("outcome"),
    "interests": _("interests"),
}  # fmt: skip


def heading(name: str) -> str:
    label = str(CALLED.get(name) or CaseStudy._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


def as_sent(fields: Fields) -> dict[str, str]:
    """The columns as the form names them: for the vault, and for a form that opens them again."""
    sent = {name: as_typed(value) for name, value in fields.items() if name not in ("timeline", "factors", "html")}
    rows = [{name: str(value) for name, value in moment.items()} for moment in fields.get("timeline", ())]
    ticked = {f"factor_{factor.value}": "on" for factor in Factor if f"|{factor.value}|" in fields.get("factors", "")}
    return sent | telling.as_rows(rows) | ticked


def as_typed(value: object) -> str:
    if value is None:
        return ""
    return str(value.pk if isinstance(value, models.Model) else value)


def told_in(case: CaseStudy) -> dict[str, Any]:
    """The columns of a stored case study that a form asks for."""
    unasked = ("id", "html", "disclosure")
    return {field.name: getattr(case, field.name) for field in case._meta.fields if field.name not in unasked}


def happened_too_recently(happened_on: date, happened_at: time | None = None) -> bool:
    """CS3: at least a day must lie between the event and its telling, so that the helpline comes before the pen.

    A time that is not told is taken for the end of its day.
    """
    at = timezone.make_aware(datetime.combine(happened_on, happened_at or time.max))
    return at + timedelta(hours=settings.CASE_AFTER_HOURS) > timezone.now()


def declared_in(sent: Mapping[str, str]) -> Declaration | None:
    day = day_in(sent)
    if not day or sent.get("symptomatic") not in Symptomatic.values:
        return None
    return Declaration.from_date(day, sent["symptomatic"], today=timezone.localdate())


def is_over(sent: Mapping[str, str]) -> bool:
    """CS3: its author says so, and a day has passed."""
    day = day_in(sent)
    if not day or sent.get("symptomatic") != Symptomatic.NO:
        return False
    return not happened_too_recently(day, time_in(sent))


def day_in(sent: Mapping[str, str]) -> date | None:
    try:
        return date.fromisoformat(sent.get("happened_on", ""))
    except ValueError:
        return None


def time_in(sent: Mapping[str, str]) -> time | None:
    try:
        return time.fromisoformat(sent.get("happened_at", ""))
    except ValueError:
        return None
