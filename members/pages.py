"""Plain pages, such as the house rules: their names, and which wordings there have been. The words are templates."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.models import Member

SOURCE = Path(__file__).parent / "data" / "pages.toml"


@dataclass(frozen=True)
class Version:
    slug: str
    number: int
    on: date
    changed: str

    @property
    def template(self) -> str:
        return f"pages/{self.slug}-{self.number}.html"


@dataclass(frozen=True)
class Page:
    slug: str
    title: str
    says: str
    is_accepted: bool
    versions: tuple[Version, ...]
    is_sample: bool = False
    for_moderators: bool = False

    def is_accepted_by(self, member: Member) -> bool:
        """Whether it is one that this member has to accept."""
        return self.is_accepted and (not self.for_moderators or member.moderates)

    @property
    def current(self) -> Version:
        return self.versions[-1]

    def get_absolute_url(self) -> str:
        return reverse("page-show", args=[self.slug])

    def numbered(self, number: int) -> Version | None:
        return next((version for version in self.versions if version.number == number), None)


@cache
def pages() -> dict[str, Page]:
    """By their short names, read once."""
    entries = tomllib.loads(SOURCE.read_text(encoding="utf-8"))["page"]
    return {entry["slug"]: as_page(entry) for entry in entries}


def as_page(entry: dict) -> Page:
    versions = [
        Version(slug=entry["slug"], **version | {"changed": _(version["changed"])}) for version in entry.pop("version")
    ]
    ordered = tuple(sorted(versions, key=lambda version: version.number))
    said = {"title": _(entry["title"]), "says": _(entry["says"])}
    return Page(versions=ordered, **{"is_accepted": False} | entry | said)


def rules() -> Page:
    return pages()["rules"]


def at_sign_up() -> list[Page]:
    return [page for page in pages().values() if page.is_accepted and not page.for_moderators]
