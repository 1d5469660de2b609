"""The first-run tours: short pages to be read one after the other, left, and taken up again."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

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
            return gettext("Not begun")
        return (
            gettext("Done")
            if self.is_over
            else gettext("Page %(step)s of %(number)s") % {"step": self.step, "number": len(self.tour.steps)}
        )


@cache
def tours() -> dict[str, Tour]:
    entries = tomllib.loads(SOURCE.read_text(encoding="utf-8"))["tour"]
    return {entry["slug"]: as_tour(entry) for entry in entries}


def as_tour(entry: dict) -> Tour:
    return Tour(steps=tuple(map(as_step, entry.pop("step"))), **entry | said(entry, "title", "says"))


def as_step(entry: dict) -> Step:
    return Step(**entry | said(entry, "title", "opens") | {"words": tuple(map(_, entry["words"]))})


def said(entry: dict, *fields: str) -> dict:
    """In the language of the site."""
    return {name: _(entry[name]) for name in fields if name in entry}


def progress_of(member: Member, first: FirstSteps | None) -> list[Progress]:
    """Those for their role, the most particular first."""
    read = first.tours if first else {}
    return [Progress(tour, read.get(tour.slug)) for tour in reversed(tours().values()) if tour.is_for(member)]
