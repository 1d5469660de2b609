"""The copy of the helpline page that a device keeps, and the keeper itself."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection

from tests.deflection.test_routes import out_of_reach

pytestmark = pytest.mark.django_db

SUNDAY_NIGHT = datetime(2026, 3, 1, 23, 0, tzinfo=UTC)


def test_the_keeper_stands_at_the_root_and_is_asked_anew_each_time(client):
    page = client.get("/sw.js")
    assert (page.status_code, page["Content-Type"], page["Cache-Control"]) == (
        200, "text/javascript; charset=utf-8", "no-cache",
    )  # fmt: skip
    assert ('const PAGE = "/helpline/";' in page.content.decode(), "sessionid" in page.cookies) == (True, False)


def test_the_copy_says_what_it_is_and_nothing_of_a_member(as_, author):
    author.country = "IE"
    author.save()
    page = as_(author).get("/helpline/?kept=1&country=GB")
    html = page.content.decode()
    assert (page["Debrief-Country"], "the copy that this device kept on" in html, "<script" in html) == (
        "GB", True, False,
    )  # fmt: skip
    assert 'class="country' not in html


@time_machine.travel(SUNDAY_NIGHT)
def test_the_copy_claims_nothing_about_what_is_open(client):
    live, kept = (client.get(path).content.decode() for path in ("/helpline/", "/helpline/?kept=1"))
    assert ("Closed, opens" in live, "Closed, opens" in kept) == (True, False)


@pytest.mark.parametrize(("asked", "given"), [("", "GB"), ("IE", "IE"), ("../x", "GB")])
def test_it_names_its_country_also_without_a_database(client, asked, given):
    with connection.execute_wrapper(out_of_reach):
        page = client.get("/helpline/", {"kept": "1", "country": asked})
    assert (page.status_code, page["Debrief-Country"]) == (200, given)
