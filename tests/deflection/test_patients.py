"""Whoever is no professional is led to people who can help, and to no account."""

import pytest
from django.db import connection

from tests.deflection.test_routes import out_of_reach

pytestmark = pytest.mark.django_db


def numbers(html: str) -> list[str]:
    """What can be rung from the page itself, without the bar above it."""
    return [part.split('"')[0] for part in html.partition("<main")[2].split('href="tel:')[1:]]


@pytest.mark.parametrize(
    ("country", "expected"),
    [("GB", ["999", "111", "116123"]), ("IE", ["112"]), ("NZ", ["111"]), ("US", ["911"])],
)
def test_it_names_the_numbers_of_their_country_and_no_other(client, country, expected):
    page = client.get("/patients/", {"country": country})
    assert (page.status_code, "sessionid" in page.cookies, numbers(page.content.decode())) == (200, False, expected)


def test_it_says_that_nobody_here_can_advise_them_and_offers_no_account(client):
    main = client.get("/patients/").content.decode().partition("<main")[2].partition("</main")[0]
    assert ("Nobody here can advise you" in main, "/accounts/" in main, "<textarea" in main) == (True, False, False)


@pytest.mark.parametrize("path", ["/helpline/", "/accounts/signup/"])
def test_the_way_to_it_stands_where_they_would_look(client, path):
    assert 'href="/patients/">I am a patient, or not a professional</a>' in client.get(path).content.decode()


def test_it_needs_no_database(client):
    with connection.execute_wrapper(out_of_reach):
        page = client.get("/patients/")
    assert (page.status_code, numbers(page.content.decode())[:2]) == (200, ["999", "111"])
