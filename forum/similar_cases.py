"""Case studies like this one, and in what they are alike (CS20)."""

from typing import NamedTuple

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy

from forum.models import CaseStudy, Kind, Topic
from members.models import Member

AT_MOST = 5
ENOUGH = 4  # two of what counts most, or one of them with all the rest
# What is compared, how much it counts, and how it is said.
ALIKE = (
    ("complication", 3, gettext_lazy("the same complication")),
    ("area", 2, gettext_lazy("the same area")),
    ("product_class", 2, gettext_lazy("the same class of product")),
    ("procedure", 1, gettext_lazy("the same procedure")),
    ("outcome", 1, gettext_lazy("the same outcome")),
)


class Similar(NamedTuple):
    topic: Topic
    because: str


def similar_to(topic: Topic, reader: Member) -> list[Similar]:
    """The closest first. What is not public, or not for this reader, never comes."""
    case = topic.case
    public = Topic.objects.visible_to(reader).published().filter(kind=Kind.CASES).exclude(pk=topic.pk)
    found = closest(public, case).select_related("case").order_by("-alike", "-last_post_at", "-pk")[:AT_MOST]
    return [Similar(other, why(case, other.case)) for other in found]


def closest(topics: QuerySet[Topic], case: CaseStudy) -> QuerySet[Topic]:
    """One statement adds up in what each is alike; anything that this one does not say counts nothing."""
    weights = [
        Case(When(Q(**{f"case__{name}": value}), then=Value(weight)), default=Value(0), output_field=IntegerField())
        for name, weight, _ in ALIKE
        if (value := getattr(case, name))
    ]
    return topics.annotate(alike=sum(weights[1:], weights[0])).filter(alike__gte=ENOUGH)


def why(case: CaseStudy, other: CaseStudy) -> str:
    shared = [str(words) for name, _, words in ALIKE if getattr(case, key_of(name)) and same(case, other, key_of(name))]
    return ", ".join(shared)


def key_of(name: str) -> str:
    return "complication_id" if name == "complication" else name


def same(case: CaseStudy, other: CaseStudy, name: str) -> bool:
    return getattr(case, name) == getattr(other, name)
