"""docs/api.md is tried as it stands: its calls are made, its bodies sent, its answers compared."""

import json
import re

import pytest
from django.conf import settings

from api.calls import schema
from api.problems import KINDS
from members.models import Scope
from tests.api.test_reading import said

pytestmark = pytest.mark.django_db

PAPER = (settings.BASE_DIR / "docs" / "api.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(?:json)?\n(.*?)```", PAPER, re.DOTALL)
BODIES = [json.loads(block) for block in BLOCKS if block.startswith("{")]


def test_what_it_asks_is_answered(program, reader, question, answer):
    theirs = program(reader)
    asked = [line.removeprefix("GET ").replace("topics/1", f"topics/{question.pk}") for line in lines("GET")]
    assert {path: theirs.get(path).status_code for path in asked} == dict.fromkeys(asked, 200)
    shown, me = BODIES[0], theirs.ask("me").json()
    assert {name: me[name] for name in shown} == shown | {"id": reader.pk}


def lines(method: str) -> list[str]:
    return re.findall(rf"^{method} /api/\S+", PAPER, re.MULTILINE)


def test_what_it_sends_is_taken_or_stopped_as_it_says(program, reader, question):
    theirs, path = program(reader), lines("POST")[0].removeprefix("POST /api/v1/").replace("/1/", f"/{question.pk}/")
    reply, live = BODIES[1], BODIES[2]
    assert theirs.say(path, **reply).status_code == 201
    other = {"client_id": "5d9d3f6e-6a39-4a33-9d0c-2f6f7b1c0a12"}
    assert said(theirs.say(path, **live, **other)) == (409, "deflected")


def test_every_scope_problem_and_call_that_it_names_exists():
    named = set(re.findall(r"\*\*`([a-z-]+)`\*\*|409, `([a-z-]+)`", PAPER))
    assert {name for pair in named for name in pair if name} <= set(KINDS)
    assert re.findall(r"^\| `([\w:]+)` \|", PAPER, re.MULTILINE) == Scope.values
    known = {re.sub(r"\{\w+\}", "*", path) for path in schema()["paths"]}
    told = {re.sub(r"(?<=/)\d+|(?<=sections/)\w+", "*", path) for path in re.findall(r"/api/v1/[\w/]+\w", PAPER)}
    assert told - {"/api/v1/openapi"} <= known


def test_the_page_lists_every_call_and_every_refusal(client):
    page = client.get("/api/").content.decode()
    calls = [f"{method.upper()} {path}" for path, methods in schema()["paths"].items() for method in methods]
    assert [call for call in calls if call not in page] == []
    assert [kind for kind in KINDS if f'id="{kind}"' not in page] == []
    assert client.get("/api/v1/openapi.json").json()["openapi"] == "3.1.0"
