"""The page of the site's health: each part by itself, and a plain word where somebody should look."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from config import health
from config.versions import versions
from notifications.models import Notification
from reports.models import Export

pytestmark = pytest.mark.django_db


def facts() -> dict[str, dict[str, tuple[str, bool]]]:
    return {part.name: {one.what: (one.words, one.is_well) for one in part.facts} for part in health.parts()}


def test_every_part_says_how_it_is(as_, administrator):
    page = as_(administrator).get("/site-health/")
    html = page.content.decode()
    assert page.status_code == 200
    assert [name for name in health.PARTS if f">{name}</h2>" not in html] == []
    found = facts()
    assert found["Parts"]["Redis"] == ("Not used: one process, by choice.", True)
    assert found["Parts"]["Migrations"] == ("All there", True)
    assert found["The moderators’ queue"]["Waiting for moderators"] == ("Nothing.", True)
    assert found["Work that the worker does"]["Files that were asked for"] == ("Nothing is overdue.", True)
    assert {name: words for name, (words, _) in found["Versions"].items()} == versions()


def test_what_the_worker_left_lying_is_named_with_its_age(author):
    now = timezone.now()
    Export.objects.create(kind="reflection", asked_by=author, title="x", asked_at=now - timedelta(hours=2, minutes=1))
    Notification.objects.create(
        member=author, about="reply", actor="A colleague", subject="x", url="/", leaves_at=now - timedelta(minutes=4)
    )
    found = facts()
    assert found["Work that the worker does"]["Files that were asked for"] == (
        "1 overdue, the oldest for 2 hours.", False,
    )  # fmt: skip
    assert found["Mail"]["Lines that should have left"] == ("Nothing is overdue.", True)


def test_a_part_that_is_away_silences_no_other(monkeypatch, as_, administrator):
    def away(now: object) -> list[health.Fact]:
        raise DatabaseError

    monkeypatch.setitem(health.PARTS, "Mail", away)
    found = facts()
    assert found["Mail"] == {"This part": ("did not answer (DatabaseError)", False)}
    assert found["Push"] == {"Push": ("Not set up; members are told by mail and in the bell.", True)}
    html = as_(administrator).get("/site-health/").content.decode()
    assert "Mail" in html.partition("Please look at: ")[2].partition("</p>")[0]


def test_it_is_for_administrators_alone(as_, client, author, moderator, administrator):
    seen = [as_(who).get("/site-health/").status_code for who in (author, moderator, administrator)]
    assert (seen, client.get("/site-health/").status_code) == ([403, 403, 200], 302)
