"""Routes and helplines: 999 wins, and there is always a number."""

from uuid import uuid4

import pytest
from django.db import OperationalError, connection
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from deflection.helplines import all_lines, lines_for, shipped
from deflection.models import Deflection, Helpline, Route
from deflection.routes import route_for, route_of, table, words_for
from deflection.templatetags.written import in_words
from screening.emergency import EVENTS, Assessment
from screening.emergency.assessment import Sign
from tests.conftest import EMERGENCY

UNKNOWN = "something nobody has put into the table"
HOME = [line for line in shipped() if line.country == "GB"]
events = st.lists(st.sampled_from([*table()["events"], UNKNOWN]), max_size=8)


def reading(names: list[str]) -> Assessment:
    signs = tuple(Sign("sign", name, False, "words", 0, 5, "body") for name in names)
    return Assessment("emergency", 0.9, "deflect", signs, (), {}, "test")


def test_each_event_that_the_reader_knows_has_a_route_and_words():
    routes = {event: table()["events"][event]["route"] for event in EVENTS}
    assert routes == {
        "vascular": "helpline", "vision": "999", "anaphylaxis_airway": "999", "neuro_collapse": "999",
        "la_toxicity": "999", "infection_sepsis": "999", "bleeding": "999", "burn": "999", "toxin_spread": "999",
        "embolic_chest": "999", "suicidality": "crisis", "overdose_wrong_product": "999",
    }  # fmt: skip
    assert [event for event in EVENTS if not words_for(event)] == []


def test_what_the_reader_calls_critical_goes_to_999():
    assert {route_of(name) for name, event in EVENTS.items() if event.critical} == {"999"}


@given(events)
def test_999_wins_whatever_stands_beside_it(names):
    routes = {route_of(name) for name in names} or {"helpline"}
    expected = next(route for route in ("999", "crisis", "helpline") if route in routes)
    route, event = route_for(reading(names))
    assert (route, event in (names or ["unspecified"]), route_of(event)) == (expected, True, expected)


@given(events)
def test_an_unknown_event_is_taken_at_its_most_urgent(names):
    assert route_for(reading([*names, UNKNOWN]))[0] == "999"


def test_an_event_without_words_gets_the_general_ones():
    assert words_for(UNKNOWN) == words_for("unspecified") == "an emergency that may be happening now"


@pytest.mark.django_db
def test_the_table_that_administrators_edit_comes_first():
    Helpline.objects.all().delete()
    Helpline.objects.create(name="Our own line", number="01632 960 001", route="helpline", is_sample=False)
    assert [line.name for line in lines_for("helpline")] == ["Our own line"]


@pytest.mark.django_db
def test_an_empty_table_falls_back_to_the_shipped_lines():
    Helpline.objects.all().delete()
    assert named(all_lines()) == named(HOME)
    assert [bool(lines_for(route)) for route in Route.values] == [True, True, True, True]


@pytest.mark.django_db
@pytest.mark.parametrize("route", Route.values)
def test_a_route_without_a_line_falls_back_by_itself(route):
    Helpline.objects.filter(route=route).delete()
    assert named(lines_for(route)) == named([line for line in HOME if line.route == route])


def named(lines: list[Helpline]) -> list[tuple[str, str]]:
    return sorted((line.name, line.number) for line in lines)


@pytest.mark.django_db
def test_a_database_out_of_reach_falls_back_as_well(caplog):
    with connection.execute_wrapper(out_of_reach):
        assert named(all_lines()) == named(HOME)
    assert "helplines are read from the shipped file" in caplog.text


def out_of_reach(execute, sql, params, many, context):
    raise OperationalError("the database is away")


def test_a_number_is_given_as_a_dialler_wants_it():
    assert [Helpline(number=number).tel for number in ("01632 960 199", "+44 (0)1632-960", "999")] == [
        "01632960199", "+4401632960", "999",
    ]  # fmt: skip


@pytest.mark.django_db
def test_the_helpline_page_needs_no_session(client):
    page = client.get("/helpline/")
    html = page.content.decode()
    assert (page.status_code, "sessionid" in page.cookies) == (200, False)
    assert [f"tel:{line.tel}" in html for line in HOME] == [True] * len(HOME)


@pytest.mark.django_db
@pytest.mark.parametrize("signed_in", [True, False])
def test_the_helpline_page_needs_no_database(as_, client, author, signed_in):
    browser = as_(author) if signed_in else client
    with connection.execute_wrapper(out_of_reach):
        page = browser.get("/helpline/")
    html = page.content.decode()
    assert page.status_code == 200
    assert [f"tel:{line.tel}" in html for line in HOME] == [True] * len(HOME)


@pytest.mark.django_db
def test_both_pages_say_what_to_do_when_unsure_and_name_the_rule(as_, author, sections):
    """No diagnosis (DF25); which facts matched, by which rule and version (DF14)."""
    form = {"title": "Help please", "body": EMERGENCY, "client_id": uuid4()}
    page = as_(author).post("/sections/discussion/new/", form).content.decode()
    stopped = Deflection.objects.get()
    assert "If you are unsure, take it for live and ring." in page
    assert f"Matched: {'; '.join(stopped.signs)}. Rule {stopped.event}, reader {stopped.reader}." in page
    tongue = {
        "title": "Lámpara",
        "body": "¿Qué lámpara es la mejor para una clínica y qué cuesta?",
        "client_id": uuid4(),
    }
    asked = as_(author).post("/sections/discussion/new/", tongue).content.decode()
    assert "If you are unsure, take it for live and ring." in asked


def test_the_names_of_signs_are_said_in_the_language_of_the_site():
    with translation.override("de"):
        assert in_words(["cold skin", "a sign of an older reader"]) == ["kalte Haut", "a sign of an older reader"]
