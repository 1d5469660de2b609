"""Every page that somebody can open is in the tables of the looks, or says why there is nothing to look at."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.urls.resolvers import RoutePattern

from tests.browser.screens import NAMED, NOT_SCREENS, PAGES, TOPICS

OTHERS_OWN = ("admin/",)  # Django's own administration, behind a password, for the few who keep the tables
STAND_INS = {"int": "1", "slug": "anything", "str": "2026-01", "path": "anything"}


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern)
        if path.startswith(OTHERS_OWN):
            continue
        if isinstance(entry, URLPattern):
            yield path, entry
        else:
            yield from patterns(entry, path)


def named() -> dict[str, URLPattern]:
    return {str(entry.name): entry for _, entry in patterns(get_resolver())}


def path_to(entry: URLPattern) -> str:
    if not isinstance(entry.pattern, RoutePattern):  # written as an expression: the few that are take these
        return ""
    return reverse(str(entry.name), kwargs={word: STAND_INS[kind_of(entry, word)] for word in entry.pattern.converters})


def kind_of(entry: URLPattern, word: str) -> str:
    return type(entry.pattern.converters[word]).__name__.removesuffix("Converter").lower().replace("string", "str")


def in_the_tables() -> set[str]:
    names = [name for pages in PAGES.values() for name in pages]
    paths = [f"/{'cases' if TOPICS[name] == 'cases' else 'topics'}/1/" for name in names if name in TOPICS]
    paths += [NAMED[name][0].format(1) for name in names if name in NAMED]
    paths += [name.partition("?")[0] for name in names if name.startswith("/")]
    return {str(resolve(path).url_name) for path in paths}


@pytest.mark.django_db
def test_each_page_is_looked_at_or_says_why_not(as_, administrator):
    client: Client = as_(administrator)
    client.raise_request_exception = False
    unknown = sorted(
        name
        for name, entry in named().items()
        if name not in in_the_tables() | set(NOT_SCREENS) and not only_posts(client, entry)
    )
    assert unknown == []


def only_posts(client: Client, entry: URLPattern) -> bool:
    """Whoever only comes here by a form is told so before anything else."""
    path = path_to(entry)
    return path != "" and client.get(path).status_code == 405


def test_what_is_named_is_used_and_what_is_excused_exists():
    listed = {name for pages in PAGES.values() for name in pages}
    assert {name for name in [*NAMED, *TOPICS] if name not in listed} == set()
    assert {name for name in NOT_SCREENS if name not in named() or name in in_the_tables()} == set()
