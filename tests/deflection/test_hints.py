"""While somebody types: a hint over the page's own socket, for members alone, and nothing of the text is kept."""

import json
import logging
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.apps import apps
from django.db import models

from deflection.hints import call_for, hint_for
from realtime import limits
from realtime.socket import MAX_BYTES
from screening import emergency
from tests.conftest import EMERGENCY, OVER, PLAIN
from tests.realtime.conftest import hearing, listen, topic_socket

__all__ = ["hearing", "listen"]
pytestmark = pytest.mark.django_db(transaction=True)

NOTHING = {"hint": False, "route": "", "quotes": [], "call": None}


def reading(number: int, body: str, title: str = "") -> str:
    return json.dumps({"kind": "reading", "id": number, "title": title, "body": body})


async def asked(ear: Any, number: int, body: str, title: str = "") -> dict[str, Any]:
    await ear.say(reading(number, body, title))
    return await ear.next()


async def test_it_names_the_line_to_ring_and_quotes_the_author(hearing, author):
    ear = await hearing("/ws/me/", author)
    hint = await asked(ear, 7, EMERGENCY)
    quotes = hint.pop("quotes")
    assert hint == {
        "kind": "hint", "id": 7, "hint": True, "route": "helpline",
        "call": await sync_to_async(call_for)(author, "helpline"),
    }  # fmt: skip
    assert quotes and all(quote in EMERGENCY for quote in quotes)


async def test_the_title_is_read_with_the_text(hearing, author):
    ear = await hearing("/ws/me/", author)
    assert (await asked(ear, 1, "As above.", title=EMERGENCY))["hint"] is True


@pytest.mark.parametrize("body", [PLAIN, OVER, "", "\ud800 \x00"])
async def test_a_text_without_an_emergency_gets_a_plain_no(hearing, author, body):
    ear = await hearing("/ws/me/", author)
    assert await asked(ear, 2, body) == {"kind": "hint", "id": 2, **NOTHING}


async def test_a_topic_page_answers_as_well(hearing, reader, question):
    ear = await hearing(topic_socket(question), reader)
    assert (await asked(ear, 1, EMERGENCY))["hint"] is True


async def test_a_visitor_is_not_answered(hearing, discussion):
    ear = await hearing(topic_socket(discussion))
    await ear.say(reading(1, EMERGENCY))
    assert await ear.hears_nothing() is True


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ('{"kind": "reading"}', 4400),
        ('{"kind": "reading", "id": true, "title": "", "body": ""}', 4400),
        ('{"kind": "reading", "id": 1, "title": null, "body": ""}', 4400),
        ('{"kind": "reading", "id": 1, "title": "", "body": "", "more": ""}', 4400),
        ('{"kind": "writing", "id": 1, "title": "", "body": ""}', 4400),
        ("[" * 5000, 4400),
        (reading(1, "é" * (MAX_BYTES // 6)), 4413),
    ],
)
async def test_anything_else_closes_it(hearing, author, said, code):
    ear = await hearing("/ws/me/", author)
    await ear.say(said)
    assert await ear.next() == {"closed": code}


async def test_a_socket_that_asks_too_often_is_not_answered(hearing, author, monkeypatch):
    monkeypatch.setattr(limits, "SAID_EACH", 3600.0)
    ear = await hearing("/ws/me/", author)
    heard = [await asked(ear, number, PLAIN) for number in range(limits.SAID_AT_ONCE)]
    assert [frame["id"] for frame in heard] == list(range(limits.SAID_AT_ONCE))
    await ear.say(reading(99, EMERGENCY))
    assert await ear.hears_nothing() is True


async def test_nothing_of_the_text_is_stored_or_logged(hearing, author, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    ear = await hearing("/ws/me/", author)
    await asked(ear, 1, f"{EMERGENCY} Quetzalfeather")

    def out_of_order(*args: object, **kwargs: object) -> None:
        raise RuntimeError(str(args))

    monkeypatch.setattr(emergency, "assess", out_of_order)
    await ear.say(reading(2, f"{EMERGENCY} Quetzalfeather"))
    assert await ear.hears_nothing() is True
    assert [r.getMessage() for r in caplog.records if r.name == "deflection.consumers"] == [
        "no hint while typing: RuntimeError"
    ]
    assert ("Quetzalfeather" in caplog.text, await found_in_tables("Quetzalfeather")) == (False, [])


async def found_in_tables(word: str) -> list[str]:
    text = (models.CharField, models.TextField, models.JSONField)
    return [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, text)
        async for value in model._base_manager.values_list(field.name, flat=True)
        if word in str(value)
    ]


def test_somebody_who_may_not_be_safe_is_led_to_the_crisis_line(author):
    hint = hint_for("", "I cannot do this any more and I want to end my life tonight.")
    assert (hint and hint.route, call_for(author, "crisis")["tel"]) == ("crisis", "116123")


def test_no_number_of_another_country_is_ever_named(author):
    author.country = "IE"
    assert [call_for(author, route)["tel"] for route in ("999", "helpline")] == ["112", "112"]
