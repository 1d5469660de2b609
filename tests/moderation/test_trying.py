"""Trying the reader: everything it says and everything that would follow; nothing stored, rung or logged."""

import logging
from typing import get_args

import pytest
from django.apps import apps

from deflection.policy import Verdict
from moderation import trying
from screening import emergency
from tests.conftest import EMERGENCY, PLAIN

pytestmark = pytest.mark.django_db

VISION = "She lost vision in her left eye right after the filler, it is happening now, help"


def attempt(browser, body: str, place: str = "questions", title: str = ""):
    return browser.post("/moderation/try/", {"place": place, "title": title, "body": body})


def everything() -> dict[str, int]:
    return {model.__name__: model._base_manager.count() for model in apps.get_models()}


def firsts(page) -> dict[str, str]:
    return {row.declared: row.first for row in page.context["tried"].rows}


def test_it_says_what_it_read_and_why(as_, moderator):
    page = attempt(as_(moderator), EMERGENCY)
    tried = page.context["tried"]
    own = emergency.assess("", EMERGENCY, "questions")
    assert (page.status_code, tried.reading, tried.route) == (200, own, "helpline")
    html = page.content.decode()
    assert (own.version in html, own.label in html, own.band in html) == (True, True, True)
    assert [sign.quote for sign in own.signs if f"<mark>{sign.quote}</mark>" not in html] == []


def test_and_what_would_be_done_under_each_declaration(as_, moderator):
    page = attempt(as_(moderator), EMERGENCY)
    deflected = "deflected: number, vault, bell"
    assert firsts(page) == {
        "Still going on": deflected, "Over, outcome known": "held for a moderator", "Not about a patient": deflected,
        "Not sure": deflected, "Nothing declared": deflected,
    }  # fmt: skip
    assert set(firsts(attempt(as_(moderator), VISION)).values()) == {deflected}


def test_a_plain_text_is_published_and_depends_on_its_place(as_, moderator):
    browser = as_(moderator)
    assert firsts(attempt(browser, PLAIN))["Not about a patient"] == "published"
    in_cases = firsts(attempt(browser, PLAIN, "cases"))
    assert (in_cases["Nothing declared"], in_cases["Not about a patient"]) == (
        "stopped: a case study is told when it is over", "stopped: not one event that is over",
    )  # fmt: skip
    assert set(firsts(attempt(browser, PLAIN, "reply")).values()) == {"published"}


def test_each_answer_is_followed(moderator):
    reading = emergency.Assessment("current", 0.4, "ask", (), (), {}, "test")
    row = trying.row(reading, "questions", "Not sure")
    assert (row.first, row.answers) == (
        "asked: is it still going on?",
        (
            ("Yes, it is still going on", "deflected: number, vault, bell"),
            ("No, it is over and the outcome is known", "published, and a moderator reads it"),
            ("There is no real patient", "published, and a moderator reads it"),
        ),
    )


def test_every_verdict_has_words():
    assert set(trying.IN_WORDS) == set(get_args(Verdict))


def test_nothing_is_stored_rung_or_logged(as_, moderator, sections, caplog, django_capture_on_commit_callbacks):
    caplog.set_level(logging.INFO)
    browser = as_(moderator)
    before = everything()
    with django_capture_on_commit_callbacks() as callbacks:
        page = attempt(browser, f"{EMERGENCY} Quetzalfeather")
    assert (page.status_code, everything(), callbacks) == (200, before, [])
    assert ("Quetzalfeather" in caplog.text, "no-store" in page["Cache-Control"]) == (False, True)


@pytest.mark.parametrize(
    ("form", "wrong"),
    [({"body": ""}, ["body"]), ({"body": "x" * 20_001}, ["body"]), ({"place": "profile"}, ["place"]),
     ({"title": "x" * 151}, ["title"])],
)  # fmt: skip
def test_what_it_does_not_take(as_, moderator, form, wrong):
    page = as_(moderator).post("/moderation/try/", {"place": "questions", "title": "", "body": PLAIN, **form})
    assert (page.status_code, list(page.context["form"].errors)) == (422, wrong)


def test_a_reader_that_breaks_is_a_sentence(as_, moderator, monkeypatch, caplog):
    def out_of_order(title: str, body: str, place: str, *, parent: str = "") -> None:
        raise ValueError(body)

    monkeypatch.setattr(emergency, "assess", out_of_order)
    page = attempt(as_(moderator), "Quetzalfeather on the shelf")
    assert (page.status_code, "The reader is out of order." in page.content.decode()) == (503, True)
    assert "Quetzalfeather" in page.content.decode()
    assert ("failed while it was tried: ValueError" in caplog.text, "Quetzalfeather" in caplog.text) == (True, False)


def test_it_is_for_moderators_alone(as_, client, author, expert, moderator):
    seen = [as_(who).get("/moderation/try/").status_code for who in (author, expert, moderator)]
    assert (seen, client.get("/moderation/try/").status_code) == ([403, 403, 200], 302)
