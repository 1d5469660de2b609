"""The first-run tours: short pages to be read one after the other, left, and taken up again."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from members.models import FirstSteps, Member

SOURCE = Path(__file__).parent / "data" / "tours.toml"
OVER = 0


@dataclass(frozen=True)
class Step:
    title: str
    words: tuple[str, ...]
    link: str = ""
    opens: str = ""


@dataclass(frozen=True)
class Tour:
    slug: str
    title: str
    says: str
    steps: tuple[Step, ...]
    for_experts: bool = False
    for_moderators: bool = False

    def is_for(self, member: Member) -> bool:
        return (member.is_expert or not self.for_experts) and (member.moderates or not self.for_moderators)


@dataclass(frozen=True)
class Progress:
    """How far one member has read one tour."""

    tour: Tour
    at: int | None

    @property
    def is_over(self) -> bool:
        return self.at == OVER

    @property
    def step(self) -> int:
        """Where to go on; a tour that was read, or has become shorter, begins again."""
        return self.at if self.at and self.at <= len(self.tour.steps) else 1

    @property
    def in_words(self) -> str:
        if self.at is None:
            return _("Not begun")
        return (
            _("Done")
            if self.is_over
            else _("Page %(step)s of %(number)s") % {"step": self.step, "number": len(self.tour.steps)}
        )


@cache
def tours() -> dict[str, Tour]:
    entries = tomllib.loads(SOURCE.read_text(encoding="utf-8"))["tour"]
    return {entry["slug"]: as_tour(entry) for entry in entries}


def as_tour(entry: dict) -> Tour:
    steps = tuple(Step(**step | {"words": tuple(step["words"])}) for step in entry.pop("step"))
    return Tour(steps=steps, **entry)


def progress_of(member: Member, first: FirstSteps | None) -> list[Progress]:
    """Those for their role, the most particular first."""
    read = first.tours if first else {}
    return [Progress(tour, read.get(tour.slug)) for tour in reversed(tours().values()) if tour.is_for(member)]
