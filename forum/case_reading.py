"""A case study as it is read: a summary first, then its course in time, then part by part. Pure but for the case."""

import math
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from forum.case_texts import heading
from forum.models import CaseStudy
from forum.models.moments import Moment, in_order, recognised
from forum.reflecting import SLOTS, asked_by, kept_beside

LONG = 7  # parts; from here on a list of them stands above
BEFORE_REFLECTION = ("background", "signs", "managed", "support", "outcome_text")
FARTHEST = 5


class Fact(NamedTuple):
    label: str
    words: str


class Chapter(NamedTuple):
    """`look` is a class of the style sheet."""

    name: str
    heading: str
    html: str
    look: str = ""
    chips: tuple[str, ...] = ()


class Step(NamedTuple):
    """One moment of its course; `gap`, from 0 to 5, is how far it stands from the one before: hours look longer than
    minutes, and weeks longer than hours."""

    moment: Moment
    gap: int


class AsRead:
    """What a page shows of a case study; every long text is safe HTML already."""

    def __init__(self, case: CaseStudy) -> None:
        self.facts = [fact for fact in facts_of(case) if fact.words]
        self.chapters = [chapter for chapter in chapters_of(case) if chapter.html or chapter.chips]
        self.course = list(course_of(course_in_time(case)))

    @property
    def is_long(self) -> bool:
        return len(self.chapters) >= LONG


def facts_of(case: CaseStudy) -> Iterator[Fact]:
    kind = str(case.get_event_kind_display())
    yield Fact(_("Kind of event"), f"{kind}: {case.complication.name}" if case.complication else kind)
    yield Fact(_("Procedure"), str(case.get_procedure_display()))
    yield Fact(_("Area"), str(case.get_area_display()))
    yield Fact(
        _("Product"), ", ".join(filter(None, (str(case.get_product_class_display()), case.product_name, case.dose)))
    )
    yield Fact(_("How it was given"), str(case.get_delivery_display()))
    yield Fact(_("Onset"), str(case.get_onset_display()))
    yield Fact(_("Harm"), harm_of(case))
    yield Fact(_("Outcome"), str(case.get_outcome_display()))
    yield Fact(_("Told by"), in_the_third_person(case.attribution))


def harm_of(case: CaseStudy) -> str:
    graded = [str(case.get_harm_physical_display()), str(case.get_harm_psychological_display())]
    first, *rest = [words for words in graded if words] or [""]
    return "; ".join([first, *(words[:1].lower() + words[1:] for words in rest)])


def in_the_third_person(attribution: str) -> str:
    return {
        "treated": _("Whoever treated"),
        "assisted": _("Whoever assisted"),
        "took_over": _("Whoever took over afterwards"),
        "permission": _("A colleague, with permission"),
    }.get(attribution, "")


def chapters_of(case: CaseStudy) -> Iterator[Chapter]:
    """Under the questions of the model that its author chose; what was written under another stands after."""
    for name in BEFORE_REFLECTION:
        yield Chapter(
            name, heading_of(name), case.html.get(name, ""), "reflect" if name in CaseStudy.REFLECTION else ""
        )
    yield Chapter(
        "factors_text", _("What contributed"), case.html.get("factors_text", ""), chips=tuple(case.factor_labels)
    )
    asked = {question.slot: question.label for question in asked_by(case.reflective_model)}
    for slot in [*asked, *kept_beside(case.reflective_model, {slot: getattr(case, slot) for slot in SLOTS})]:
        yield Chapter(slot, asked.get(slot) or heading(slot), case.html.get(slot, ""), "reflect")
    yield Chapter("take_home", heading_of("take_home"), case.html.get("take_home", ""), "take-home")


def heading_of(name: str) -> str:
    """The question itself where it reads better than the name of its field."""
    asked = {"managed": _("How was it managed?"), "support": _("What support was sought?")}
    return asked.get(name) or heading(name)


def course_in_time(case: CaseStudy) -> list[Moment]:
    """Its timeline, and in it the moment of recognition where its author gave one."""
    return (
        case.moments if case.recognised_after is None else in_order([*case.moments, recognised(case.recognised_after)])
    )


def course_of(moments: list[Moment]) -> Iterator[Step]:
    before = None
    for moment in moments:
        apart = 0 if before is None else moment.minutes - before.minutes
        yield Step(moment, min(FARTHEST, round(math.log10(apart + 1))))
        before = moment
