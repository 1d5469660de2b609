"""Light and dark: chosen on one device, worn by every page from its first byte, and no reason to lay one out anew."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def worn(page) -> tuple[bool, bool, str]:
    """Whether the page says light, says dark, and which button is pressed."""
    html = page.content.decode()
    pressed = html.split('aria-pressed="true">')[1].split("<")[0]
    return 'data-theme="light"' in html, 'data-theme="dark"' in html, pressed


def test_a_visitor_chooses_and_goes_on_where_they_were(client):
    assert worn(client.get("/cases/")) == (False, False, "As my device")
    answer = client.post("/theme/", {"theme": "dark"}, headers={"referer": "http://testserver/cases/"})
    assert (answer.status_code, answer.url) == (302, "http://testserver/cases/")
    assert worn(client.get("/cases/")) == (False, True, "Dark")
    client.post("/theme/", {"theme": "light"})
    assert worn(client.get("/cases/")) == (True, False, "Light")
    client.post("/theme/", {"theme": "system"})
    assert worn(client.get("/cases/")) == (False, False, "As my device")


def test_a_member_keeps_it_while_signed_in_and_afterwards(as_, author):
    client = as_(author)
    client.post("/theme/", {"theme": "dark"})
    assert worn(client.get("/drafts/")) == (False, True, "Dark")
    client.logout()
    assert "theme" not in client.cookies  # Django's client throws all away; a browser keeps this one
    client.cookies["theme"] = "dark"
    assert worn(client.get("/")) == (False, True, "Dark")


@pytest.mark.parametrize("place", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
def test_nobody_is_sent_to_another_site(client, place):
    answer = client.post("/theme/", {"theme": "dark"}, headers={"referer": place})
    assert (answer.status_code, answer.url) == (302, "/")


def test_what_was_not_offered_is_not_worn(client):
    client.cookies["theme"] = 'dark" onload="x'
    assert worn(client.get("/cases/")) == (False, False, "As my device")
    assert client.get("/theme/").status_code == 405


def test_pages_of_all_colours_come_from_the_shelf(discussion, django_assert_num_queries):
    """One statement each, as for a visitor who has chosen nothing, and never in the colours of another."""
    client, path = Client(), discussion.get_absolute_url()
    for theme in ("", "light", "dark"):
        client.cookies["theme"] = theme
        client.get(path)
    for theme, wears in (("dark", "Dark"), ("", "As my device"), ("light", "Light")):
        client.cookies["theme"] = theme
        with django_assert_num_queries(1):
            page = client.get(path)
        assert worn(page)[2] == wears
