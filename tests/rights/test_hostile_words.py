"""Hostile words in every field that is shown, and every page that shows them: they stand there as text alone."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.db import connection, transaction

from tests.forum.hostile import PAYLOADS
from tests.forum.test_text import is_safe_link
from tests.rights.poison import hostile_world
from tests.rights.table import Row, as_written, form_of, path_of
from tests.rights.test_rights import ROUTES
from tests.rights.visits import undone
from tests.rights.world import World

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL would cut words that are longer than a field"),
]
WRITTEN = list(as_written().values())
WHO = ("author",)
MARKS = ("alert(", "alert`", "evil.example", "x-init", "hx-on", "/accounts/logout/")
# Only words stand in these; what else holds a mark is harm.
HOLD_WORDS = {"value", "title", "aria-label", "content", "placeholder", "data-confirm", "alt", "label"}
ADDRESSES = {"src", "action", "formaction", "srcset", "data", "poster", "cite", "ping", "background"}
OURS = ("/", "?", "#", ".", "data:image/")
NEVER = {
    "iframe", "object", "embed", "base", "math", "marquee", "plaintext", "xmp", "listing", "image", "video", "audio",
    "track", "font", "foreignobject", "animate", "set", "frame", "picture", "maction",
}  # fmt: skip
LINE = [group[0] for group in PAYLOADS.values()] + PAYLOADS["attribute breakouts"]


class Page(HTMLParser):
    """What a browser would act on: nothing that holds a mark, and nothing that no page of ours has."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.harm: list[str] = []
        self.inside = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_data = ("type", "application/json") in attrs
        self.inside = tag if tag in ("script", "style") and not is_data else ""
        self.harm += [f"<{tag}>"] if tag in NEVER else []
        for name, value in attrs:
            if self.acts(name, (value or "").strip()):
                self.harm.append(f"<{tag} {name}={(value or '')[:60]}>")

    def acts(self, name: str, words: str) -> bool:
        if name.startswith("on") or name in ("style", "srcdoc", "http-equiv"):
            return True
        if name == "href":
            return not (is_safe_link(words) or re.fullmatch(r"tel:[+0-9]+", words))
        if name in ADDRESSES:
            return bool(words) and (not words.startswith(OURS) or words.startswith("//"))
        holds_words = name in HOLD_WORDS or (name.startswith("data-") and not name.startswith("data-hx"))
        return not holds_words and any(mark in name + words for mark in MARKS)

    def handle_data(self, data: str) -> None:
        if self.inside and any(mark in data for mark in MARKS):
            self.harm.append(f"in <{self.inside}>: {data[:60]}")

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_comment(self, data: str) -> None:
        self.harm.append(f"in a comment: {data[:60]}")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield hostile_world(LINE, [text for group in PAYLOADS.values() for text in group])
        transaction.set_rollback(True)


def test_the_pages_show_them_as_text_alone(world):
    """As each role for whom that page opens; and enough of them show the words at all."""
    harm, shown = {}, 0
    for row, role, met in ((row, role, met) for part in WRITTEN for row, met in part.items() for role in WHO):
        if met.get(role) != "yes" or not row.startswith("GET "):
            continue
        html = page_of(Row(*row.split(" ", 1)), role, world)
        shown += "alert(1)" in html
        if found := Page(html).harm:
            harm[f"{row}, {role}"] = found[:5]
    assert not harm, harm
    assert shown > 90


def page_of(row: Row, role: str, world: World) -> str:
    with undone():
        page = world.browsers[role].get(path_of(row.label, ROUTES[row.name], world), form_of(row, world))
    is_page = page.headers.get("Content-Type", "").startswith("text/html") and not page.streaming
    return page.content.decode() if is_page else ""
