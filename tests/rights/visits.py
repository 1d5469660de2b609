"""One visit to one address, and what became of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.template import Origin, Template
from django.template.loaders.base import Loader
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from notices import standing

WRITES = ("INSERT", "UPDATE", "DELETE")
OF_THE_SESSION = ('"members_keptsession"', '"members_knowndevice"', '"members_token"')
PROGRAMS = "/api/v1/"


@dataclass(frozen=True)
class Route:
    """An address of the site by its name, with the words that it takes."""

    name: str
    path: str
    takes: tuple[str, ...]


def routes(
    resolver: URLResolver | None = None, before: str = "", space: str = "", groups: frozenset[str] = frozenset()
) -> Iterator[Route]:
    resolver = resolver or get_resolver()
    for entry in resolver.url_patterns:
        path, inside = before + str(entry.pattern), groups | set(entry.pattern.regex.groupindex)
        if isinstance(entry, URLPattern):
            takes = inside - set(entry.default_args)
            yield Route(f"{space}{entry.name}", path, tuple(sorted(takes)))
        else:
            yield from routes(entry, path, space + (f"{entry.namespace}:" if entry.namespace else ""), inside)


@contextmanager
def undone() -> Iterator[list[str]]:
    """Whatever is written meanwhile is taken back. Gives the statements that wrote."""
    written: list[str] = []

    def look(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        done = execute(sql, params, many, context)
        changed = sql.startswith("INSERT") or (sql.startswith(WRITES) and context["cursor"].rowcount)
        if changed and not any(table in sql for table in OF_THE_SESSION):
            written.append(sql)
        return done

    with transaction.atomic(), connection.execute_wrapper(look):
        yield written
        transaction.set_rollback(True)
    if written:
        forget()


def forget() -> None:
    """What was kept of things that were taken back; and how often something was tried from one address."""
    cache.clear()
    cache.set(standing.KEY, [], None)


def outcome(response: HttpResponseBase) -> str:
    """In the words of the table."""
    if response.status_code in (301, 302):
        where = response["Location"]
        return "in" if where.startswith(("/accounts/login/", "/suspended/", "/admin/login/")) else "yes"
    return {401: "token", 403: "no", 404: "–", 405: "405", 500: "500"}.get(response.status_code, "yes")


class Blank(Loader):
    """Every page is empty: here it is asked whether a door opens, and pages are read elsewhere."""

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        return Template("", Origin(template_name, template_name, self), template_name, self.engine)


def blank_templates() -> list[dict[str, Any]]:
    usual = settings.TEMPLATES[0]
    return [
        usual | {"OPTIONS": usual["OPTIONS"] | {"loaders": ["tests.rights.visits.Blank"], "context_processors": []}}
    ]


def way_to(path: str) -> dict[str, str]:
    """Programs send JSON, and are known by the token that each browser here carries beside its cookies."""
    return {"content_type": "application/json"} if path.startswith(PROGRAMS) else {}


@dataclass(frozen=True)
class Visit:
    outcome: str
    status: int
    written: tuple[str, ...]


def visit(browser: Client, method: str, path: str, data: dict[str, Any]) -> Visit:
    """Its cookies are as before afterwards: signing out is a visit too."""
    cookies = browser.cookies.copy()
    with undone() as written:
        response = browser.get(path, data) if method == "GET" else browser.post(path, data, **way_to(path))
    browser.cookies = cookies
    return Visit(outcome(response), response.status_code, tuple(written))
