"""What is hidden, unfinished or stopped is behind every door: no page shows a word of it to those it is hidden from."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import HttpResponseBase

from tests.rights.table import Row, as_written, form_of, path_of
from tests.rights.test_rights import ROUTES
from tests.rights.visits import undone
from tests.rights.world import World

pytestmark = pytest.mark.django_db

SEALED = ["copper kettle"]
WORDS = ["red band at eight", "key of the fridge", *SEALED]
# A moderator of the whole forum reads what is hidden, and never what is sealed.
HIDDEN_FROM = {"visitor": WORDS, "verified": WORDS, "mod elsewhere": WORDS, "moderator": SEALED}
ASKED = [
    ("GET", "/search/", {"q": "red band"}),
    ("GET", "/search/", {"q": "key fridge"}),
    ("GET", "/search/", {"q": "copper kettle"}),
    ("GET", "/search/", {"q": "author:Ada"}),
    ("POST", "/search/similar/", {"title": "Where do you keep the key of the fridge?"}),
    ("POST", "/preview/", {"body": "What do you keep there?"}),
]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


@pytest.mark.parametrize("role", HIDDEN_FROM)
def test_no_page_shows_a_word_of_it(world, role):
    pages = [
        Row(*row.split(" ", 1)) for part in as_written().values() for row, met in part.items() if opens(row, met, role)
    ]
    asked = [("GET", path_of(row.label, ROUTES[row.name], world), form_of(row, world)) for row in pages]
    shown = {path: words_in(visited(world, role, *how), role) for how in [*asked, *ASKED] for path in [str(how[1:])]}
    assert len(asked) > 10
    assert {path: words for path, words in shown.items() if words} == {}


def opens(row: str, met: dict[str, str], role: str) -> bool:
    return row.startswith("GET ") and met.get(role) == "yes"


def visited(world: World, role: str, method: str, path: str, form: dict[str, str]) -> HttpResponseBase:
    browser = world.browsers[role]
    with undone():
        return browser.get(path, form) if method == "GET" else browser.post(path, form)


def words_in(page: HttpResponseBase, role: str) -> list[str]:
    """What was typed comes back, and is no news to whoever typed it."""
    text = "" if page.streaming else page.content.decode(errors="replace")
    asked = str(page.request.get("QUERY_STRING", "")) + str(page.wsgi_request.POST)
    return [words for words in HIDDEN_FROM[role] if words in text and words.split()[0] not in asked]


def test_whoever_may_read_it_finds_it_there(world):
    """The same pages, so that the words are looked for where they would stand."""
    labels = {"topic-show, hidden": "key of the fridge", "vault-show": "copper kettle"}
    for label, words in labels.items():
        page = visited(world, "author", "GET", path_of(label, ROUTES[label.partition(",")[0]], world), {})
        assert words in page.content.decode()
