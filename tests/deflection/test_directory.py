"""The directory: the right country's numbers and no other's, open lines first, one's own before all."""

import re
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from deflection.actions import keep_own_numbers, mark_checked
from deflection.helplines import all_lines, emergency_line, lines_for, shipped
from deflection.hints import call_for
from deflection.models import Deflection, Helpline, OwnNumbers, Route
from deflection.opening import spans_of
from members.countries import Country
from tests.conftest import EMERGENCY

pytestmark = pytest.mark.django_db

NUMBERS = {
    "GB": "999", "IE": "112", "EU": "112", "US": "911", "CA": "911", "AU": "000", "NZ": "111", "ZA": "112",
    "AE": "998", "IN": "112", "ZZ": "112",
}  # fmt: skip
OWN = {
    "line_name": "A body of mine", "line_number": "01632 960 001", "membership": "AB 123", "buddy_name": "Bea Buddy",
    "buddy_number": "01632 960 002",
}  # fmt: skip
BREATHLESS = "She cannot breathe and her throat is closing right now after the filler, what do I do"


HOPELESS = "I have counted out the tablets and written the letters, I cannot carry on and will end it tonight"
DOUBTFUL = "¿Qué lámpara es la mejor para una clínica pequeña y qué cuesta?"
EVERYWHERE = (
    "/helpline/", "/", "/vault/", "/nowhere/", "/patients/", "/settings/country/", "/notifications/", "/drafts/",
    "/sections/discussion/", "/sections/questions/new/", "/accounts/logout/",
)  # fmt: skip


@pytest.fixture
def a_wednesday_noon(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 25, 12, tzinfo=UTC))


@pytest.fixture
def a_sunday_noon(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 29, 12, tzinfo=UTC))


def live_in(member, country: str):
    member.country = country
    member.save()
    return member


def stop(browser, sections, body: str = EMERGENCY):
    return browser.post("/sections/discussion/new/", {"title": "Help please", "body": body, "client_id": uuid4()})


def tels(page) -> list[str]:
    return re.findall(r'href="tel:([^"]+)"', page.content.decode())


def test_each_country_has_its_emergency_number():
    assert {country: emergency_line(country).number for country in Country.values} == NUMBERS
    assert {country: lines_for("999", country)[0].number for country in Country.values} == NUMBERS


def test_what_is_shipped_is_sound():
    for line in shipped():
        line.full_clean()
        assert spans_of(line.opening)
    unverified = {line.country for line in shipped() if line.route == "999" and line.is_sample}
    assert unverified == {"ZA", "AE", "IN", "ZZ"}


@pytest.mark.parametrize("country", Country.values)
@pytest.mark.parametrize("body", [EMERGENCY, BREATHLESS, HOPELESS])
def test_no_page_shows_a_number_of_another_country(as_, author, sections, country, body):
    browser = as_(live_in(author, country))
    right = {line.tel for line in all_lines(country)} | ({"111"} if country == "GB" else set())  # NHS 111
    stopped = stop(browser, sections, body)
    assert stopped["Debrief-Outcome"] == "deflected"
    mine = (f"/deflections/{last()}/", f"/deflections/{last()}/after/", f"/vault/{last()}/")
    pages = [stopped, *map(browser.get, (*EVERYWHERE, *mine)), browser.get(f"/helpline/?kept=1&country={country}")]
    pages.append(stop(browser, sections, DOUBTFUL))
    assert pages[-1]["Debrief-Outcome"] == "prompted:ask"
    assert [set(tels(page)) - right for page in pages] == [set()] * len(pages)
    others = set(NUMBERS.values()) - right
    said = re.compile(r"(?<![\d ])(" + "|".join(others) + r")(?![\d])") if others else None
    shown = [re.sub(r"<(script|select)\b.*?</\1>|<[^>]+>", " ", page.content.decode(), flags=re.S) for page in pages]
    assert [said.findall(text) for text in shown if said] == [[]] * len(pages)


@pytest.mark.parametrize("country", Country.values)
@pytest.mark.parametrize("route", ["999", "helpline", "crisis"])
def test_nor_does_the_hint_while_typing(author, country, route):
    right = {line.tel for line in all_lines(country)}
    assert {call_for(live_in(author, country), route)["tel"]} - right == set()


def last() -> int:
    return Deflection.objects.latest("pk").pk


@pytest.mark.parametrize("country", Country.values)
def test_a_visitor_chooses_a_country(client, country):
    page = client.get(f"/helpline/?country={country}")
    assert (page.status_code, page.context["country"], tels(page)[0]) == (200, country, NUMBERS[country])
    assert set(tels(page)) <= {line.tel for line in all_lines(country)}


@pytest.mark.parametrize("asked", ["", "?country=", "?country=XX", "?country=gb", "?country=%27--"])
def test_a_country_that_nobody_knows_is_home(client, asked):
    assert client.get(f"/helpline/{asked}").context["country"] == "GB"


def test_where_a_country_has_no_such_line_the_emergency_number_stands_alone():
    found = {
        (route, country): [line.number for line in lines_for(route, country)]
        for route in Route.values
        for country in ("US", "AU")
    }
    assert found == {(route, country): [NUMBERS[country]] for route in Route.values for country in ("US", "AU")}


def test_closed_lines_stand_below_open_ones(as_, author, a_sunday_noon):
    Helpline.objects.filter(route="helpline").delete()
    for position, (name, opening) in enumerate(
        [("Weekdays", "mon-fri 08:00-18:00"), ("Unknown", ""), ("Always", "always")]
    ):
        Helpline.objects.create(name=name, number="01632 960 003", route="helpline", opening=opening, position=position)
    lines = lines_for("helpline")
    assert [(line.name, line.closed) for line in lines] == [
        ("Always", ""), ("Unknown", ""), ("Weekdays", "Closed, opens Monday 08:00"),
    ]  # fmt: skip
    assert "Closed, opens Monday 08:00" in as_(author).get("/helpline/").content.decode()


def test_in_fallback_order_while_all_are_open(a_wednesday_noon):
    assert [(line.position, line.closed) for line in lines_for("helpline")] == [(1, ""), (2, "")]


def test_where_all_are_closed_the_emergency_number_comes_first(a_sunday_noon):
    Helpline.objects.filter(route="helpline", position=1).delete()
    assert [line.number for line in lines_for("helpline")] == ["999", "01632 960 144"]


@pytest.mark.parametrize(("days", "stale"), [(0, False), (30, False), (31, True), (None, True)])
def test_what_nobody_checked_is_amber_for_those_who_keep_it(as_, client, author, moderator, administrator, days, stale):
    checked = None if days is None else timezone.localdate() - timedelta(days=days)
    Helpline.objects.all().update(last_checked_on=checked)
    seen = [
        'class="stale"' in as_(who).get("/helpline/").content.decode() for who in (moderator, administrator, author)
    ]
    assert seen == [stale, stale, False]
    assert 'class="stale"' not in client.get("/helpline/").content.decode()


def test_an_administrator_records_a_check(as_, administrator):
    line = Helpline.objects.filter(route="helpline").first()
    form = {"action": "checked_today", "_selected_action": [line.pk]}
    as_(administrator).post("/admin/deflection/helpline/", form)
    line.refresh_from_db()
    assert (line.last_checked_on, Helpline.objects.exclude(last_checked_on=None).count()) == (timezone.localdate(), 1)


def test_nobody_else_does(author):
    with pytest.raises(PermissionDenied, match="Only an administrator"):
        mark_checked(lines=Helpline.objects.all(), by=author)
    assert Helpline.objects.exclude(last_checked_on=None).count() == 0


def test_an_administrator_cannot_save_hours_that_nobody_could_read(as_, administrator):
    line = Helpline.objects.filter(route="helpline").first()
    form = {
        "name": line.name, "number": line.number, "route": "helpline", "country": "GB", "who_may_call": "All",
        "opening": "nine to five", "time_zone": "Mars/Olympus", "position": 1,
    }  # fmt: skip
    page = as_(administrator).post(f"/admin/deflection/helpline/{line.pk}/change/", form)
    assert sorted(page.context["adminform"].form.errors) == ["opening", "time_zone"]


def settings(browser, **changed):
    return browser.post("/settings/country/", {"country": "GB", **OWN, **changed})


def test_ones_own_numbers_are_sealed_and_come_first(as_, author, sections):
    browser = as_(author)
    page = settings(browser)
    assert (page.status_code, page["Location"]) == (302, "/settings/country/")
    assert browser.get("/settings/country/").context["form"].initial == {**OWN, "country": "GB", "check_ins": False}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM deflection_ownnumbers")
        row = cursor.fetchone()
    assert [
        word
        for word in (b"Buddy", b"960", b"mine")
        if any(word in bytes(cell) for cell in row if isinstance(cell, bytes | memoryview))
    ] == []

    helpline = stop(browser, sections)
    assert [choice.number for choice in helpline.context["choices"]] == ["01632 960 001", "01632 960 199"]
    assert [(line.name, line.note) for line in helpline.context["own"]] == [
        ("A body of mine", "Your membership: AB 123"), ("Bea Buddy", "Your buddy"),
    ]  # fmt: skip
    critical = stop(browser, sections, BREATHLESS)
    assert [choice.number for choice in critical.context["choices"]] == ["999", "01632 960 001"]
    assert "Bea Buddy" in browser.get("/helpline/").content.decode()


def test_nobody_else_sees_them(as_, client, author, reader, administrator, sections):
    settings(as_(author))
    for browser in (as_(reader), as_(administrator), client):
        assert "Bea Buddy" not in browser.get("/helpline/").content.decode()
    assert as_(reader).get("/settings/country/").context["form"].initial == {"country": "GB", "check_ins": False}
    assert client.get("/settings/country/").status_code == 302


def test_emptied_fields_forget_them(as_, author):
    browser = as_(author)
    settings(browser)
    settings(browser, **dict.fromkeys(OWN, ""), country="NZ")
    author.refresh_from_db()
    assert (OwnNumbers.objects.count(), author.country) == (0, "NZ")


@pytest.mark.parametrize(
    ("field", "value", "wrong"),
    [
        ("country", "XX", ["country"]), ("line_number", "call me", ["line_number"]),
        ("line_number", "", ["line_number"]), ("buddy_name", "", ["buddy_name"]),
        ("buddy_name", "<b>Bea</b>", ["buddy_name"]),
        ("line_name", "Her lip is white and it is spreading right now, help me", ["line_name"]),
        ("membership", "x" * 61, ["membership"]),
    ],
)  # fmt: skip
def test_only_names_and_numbers_are_taken(as_, author, field, value, wrong):
    page = settings(as_(author), **{field: value})
    assert (page.status_code, sorted(page.context["form"].errors), OwnNumbers.objects.count()) == (422, wrong, 0)


def test_somebody_who_may_not_be_safe_is_shown_the_buddy_and_no_other(as_, author, sections):
    browser = as_(author)
    settings(browser)
    stop(browser, sections)
    Deflection.objects.update(route="crisis", event="suicidality")
    page = browser.get(f"/deflections/{last()}/")
    assert [line.number for line in page.context["choices"]] == ["116 123", "0330 123 1245"]
    assert [line.name for line in page.context["own"]] == ["Bea Buddy"]


def test_damaged_numbers_are_never_in_the_way(as_, author, sections):
    keep_own_numbers(member=author, fields=OWN)
    OwnNumbers.objects.update(sealed=b"damaged")
    browser = as_(author)
    page = stop(browser, sections)
    assert (page.status_code, page.context["own"], browser.get("/settings/country/").status_code) == (200, [], 200)


def test_the_date_of_a_check_is_told(as_, author):
    Helpline.objects.filter(route="helpline").update(last_checked_on=date(2026, 11, 1))
    assert "Last checked on 1 Nov 2026" in as_(author).get("/helpline/").content.decode()
