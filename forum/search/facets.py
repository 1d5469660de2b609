"""What results can be narrowed by, and how many of them fall under each value."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from forum.models import Evidence, Kind
from forum.models.case_words import Factor, PhysicalHarm, PsychologicalHarm
from forum.models.cases import Area, EventKind, Onset, ProductClass, Result
from members.areas import Area as Subject


@dataclass(frozen=True)
class Facet:
    """`column` stands in the topic, or in the post where the fact is one of each answer."""

    name: str
    label: str
    column: str
    words: Mapping[str, str]
    of_post: bool = False
    many: bool = False  # several values in one column, each between bars


FACETS = (
    Facet("kind", _("Kind"), "kind", dict(Kind.choices)),
    Facet("section", _("Section"), "section__slug", {}),
    Facet("about", _("What a question is about"), "area", dict(Subject.choices)),
    Facet("event", _("What a case tells of"), "case__event_kind", dict(EventKind.choices)),
    Facet("area", _("Area of the body"), "case__area", dict(Area.choices)),
    Facet("product", _("Class of product"), "case__product_class", dict(ProductClass.choices)),
    Facet("onset", _("Onset"), "case__onset", dict(Onset.choices)),
    Facet("outcome", _("Outcome"), "case__outcome", dict(Result.choices)),
    Facet("harm", _("Physical harm"), "case__harm_physical", dict(PhysicalHarm.choices)),
    Facet("mind", _("Psychological harm"), "case__harm_psychological", dict(PsychologicalHarm.choices)),
    Facet("factor", _("What contributed"), "case__factors", dict(Factor.choices), many=True),
    Facet("evidence", _("What an answer rests on"), "rests_on", dict(Evidence.choices), of_post=True),
)
OF_TOPIC = [facet for facet in FACETS if not facet.of_post]
OF_POST = [facet for facet in FACETS if facet.of_post]


@dataclass(frozen=True)
class Choice:
    value: str
    words: str
    count: int
    is_chosen: bool


def lookups(chosen: Mapping[str, str], facets: Iterable[Facet], prefix: str = "") -> dict[str, Any]:
    return dict(lookup(facet, chosen[facet.name], prefix) for facet in facets if chosen.get(facet.name))


def lookup(facet: Facet, value: str, prefix: str) -> tuple[str, str]:
    column = prefix + facet.column
    return (f"{column}__contains", f"|{value}|") if facet.many else (column, value)


def counted(
    facts: Iterable[tuple[Any, ...]], chosen: Mapping[str, str], sections: Mapping[str, str]
) -> list[tuple[Facet, list[Choice]]]:
    """The values that occur, the most frequent first. A facet that would tell nothing apart is left out."""
    columns = list(zip(*facts, strict=True)) or [()] * len(FACETS)
    found = []
    for facet, column in zip([*OF_TOPIC, *OF_POST], columns, strict=True):
        words = sections if facet.name == "section" else facet.words
        chosen_value = chosen.get(facet.name, "")
        counts = Counter(value for value in values_in(facet, column) if value in words)
        choices = [Choice(value, words[value], count, value == chosen_value) for value, count in counts.most_common()]
        if len(choices) > 1 or (chosen_value and choices):
            found.append((facet, choices))
    return found


def values_in(facet: Facet, column: Iterable[Any]) -> Iterable[Any]:
    return (value for told in column for value in (told or "").split("|")) if facet.many else column
