"""Looking at a page changes no row: a page can be asked for twice, fetched ahead, or kept ready."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from demo.load import load
from members.models import Member
from tests.browser.furnish import furnish
from tests.browser.screens import PAGES, WHO, address

pytestmark = pytest.mark.django_db
# When somebody in an emergency first saw the number is noted, for whoever is on duty and for the funnel.
WRITING = [("whoever was stopped", "a helpline page", "UPDATE deflection_deflection")]
WRITES = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM)\W+(\w+)")


class Forum:
    """The demo's, as the table of screens asks it."""

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchall()

    def a_topic(self, kind: str) -> str:
        number = f"SELECT min(id) FROM forum_topic WHERE kind = '{kind}' AND status = 'published'"
        return f"/{'cases' if kind == 'cases' else 'topics'}/{self.rows(number)[0][0]}/"


def browser_of(role: str, forum: Forum) -> Client:
    browser = Client()
    email = forum.rows(WHO[role])[0][0] if role in WHO else f"{role}@demo.example"
    if role:
        browser.force_login(Member.objects.get(email=email))
    return browser


def test_no_screen_writes_while_it_is_looked_at(sections, mailoutbox, settings):
    settings.SECOND_LOOK_ONE_IN = 1
    load()
    furnish()
    mailoutbox.clear()
    forum, wrote, refused = Forum(), [], []
    for role, names in PAGES.items():
        browser = browser_of(role, forum)
        for name in names:
            told: list[str] = []
            with connection.execute_wrapper(listener(told)):
                page = browser.get(address(forum, name))
            wrote += [(role, name, deed) for deed in told]
            refused += [(role, name, page.status_code)] if page.status_code >= 400 else []
    assert (wrote, refused, mailoutbox) == (WRITING, [], [])


def listener(told: list[str]) -> Callable[..., Any]:
    def listen(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if found := WRITES.match(sql):
            told.append(" ".join(found.groups()))
        return execute(sql, *rest)

    return listen
