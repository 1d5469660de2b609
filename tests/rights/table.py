"""The table of docs/rights.md: who may do what, as it stands there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from tests.rights.addresses import INSTEAD, THINGS, VARIANTS
from tests.rights.forms import FORMS
from tests.rights.visits import Route, Visit, forget, visit
from tests.rights.world import World

FILE = settings.BASE_DIR / "docs" / "rights.md"
METHODS = ("GET", "POST")
NOT_HERE = ("admin:", "demo-")  # a table of their own; only in the demo
READ_WITH = {"topic-tail", "topic-news", "news-counts", "colleagues"}  # what these are asked, they are asked by GET


@dataclass(frozen=True)
class Row:
    """A label is the name of an address, and after a comma which thing it is asked for, where there are more."""

    method: str
    label: str

    @property
    def name(self) -> str:
        return self.label.partition(",")[0]

    def __str__(self) -> str:
        return f"{self.method} {self.label}"


Table = dict[str, dict[str, str]]


def as_written() -> dict[str, Table]:
    """By heading, then by row: what each role meets."""
    found: dict[str, Table] = {}
    part, roles = "", list[str]()
    for line in FILE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("## "):
            part = line[3:]
        elif cells[0] == "method":
            roles = cells[2:]
        elif cells[0] in METHODS:
            found.setdefault(part, {})[f"{cells[0]} {cells[1]}"] = dict(zip(roles, cells[2:], strict=True))
    return found


def path_of(label: str, route: Route, world: World) -> str:
    chosen = THINGS | INSTEAD.get(route.name, {}) | VARIANTS.get(label, {})
    words = {word: chosen[word] for word in route.takes}
    return reverse(
        route.name,
        kwargs={word: what[1:] if what.startswith("=") else world.things[what].pk for word, what in words.items()},
    )


def form_of(row: Row, world: World) -> dict[str, Any]:
    """What `@thing` stands for is filled in; a page that is only read is asked for bare."""
    if row.method == "GET" and row.name not in READ_WITH:
        return {}
    return {name: filled(value, world) for name, value in FORMS.get(row.name, {}).items()}


def filled(value: Any, world: World) -> Any:
    before, at, thing = value.partition("@") if isinstance(value, str) else ("", "", "")
    return f"{before}{world.things[thing].pk}" if at and thing in world.things else value


def walk(row: Row, route: Route, world: World, roles: Iterable[str]) -> dict[str, Visit]:
    """Each of them goes there once."""
    forget()
    path, form = path_of(row.label, route, world), form_of(row, world)
    return {role: visit(world.browsers[role], row.method, path, form) for role in roles}


def as_line(row: str, met: dict[str, str]) -> str:
    method, _, label = row.partition(" ")
    return f"| {method} | {label} | " + " | ".join(met.values()) + " |"
