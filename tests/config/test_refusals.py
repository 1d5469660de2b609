"""Refusals look like every other page: the number to ring stays, they say why, and there is one way on."""

import re

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import reverse

from config import views

pytestmark = pytest.mark.django_db


def told(response) -> tuple[int, str, bool, list[str]]:
    """The status, the heading, whether the number to ring is there, and the buttons."""
    html = response.content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", main)[1]
    return response.status_code, heading, "Happening now?" in html, re.findall(r'class="button[^>]*>([^<]+)<', main)


def test_a_page_that_is_not_there_offers_to_look_for_it(client, as_, author):
    page = client.get("/nothing/here/")
    assert told(page) == (404, "Not here", True, ["Sign in", "To the start page"])
    assert 'action="/search/"' in page.content.decode().split("<main")[1]
    assert told(as_(author).get("/nothing/here/")) == (404, "Not here", True, ["To the start page"])


def test_a_page_of_somebody_else_is_not_open(as_, author):
    page = as_(author).get("/style/")
    assert told(page) == (403, "Not open to you", True, ["To the start page"])


def test_what_cannot_be_read_is_said_so(client):
    page = client.post("/accounts/login/", b"login=%FF%FE", content_type="application/x-www-form-urlencoded")
    assert told(page) == (400, "That did not work", True, ["To the start page"])
    assert told(client.post("/accounts/login/", {"login": "x" * 300_000})) == (
        413, "Too long", True, ["To the start page"],
    )  # fmt: skip


def test_whoever_tries_too_often_hears_when_to_try_again(client):
    cache.clear()
    answers = [client.post(reverse("account_reset_password"), {"email": "a@clinic.example"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert told(answers[5]) == (429, "A little slower, please", True, ["Try again"])
    assert answers[5]["Retry-After"] == "120"
    assert re.search(r"You can try again from \d\d:\d\d on\.", answers[5].content.decode())
    cache.clear()


def test_a_form_without_its_token_loses_no_word(author):
    client = Client(enforce_csrf_checks=True)
    client.force_login(author)
    page = client.post("/sections/discussion/new/", {"title": "A fridge", "body": "Ours has two thermometers."})
    assert told(page)[:3] == (403, "Nothing was lost", True)
    assert "Ours has two thermometers." in page.content.decode()


def test_what_breaks_says_so_in_the_colours_that_were_chosen():
    request = RequestFactory().get("/", headers={"cookie": "theme=dark"})
    page = views.server_error(request)
    assert told(page) == (500, "Something broke on our side", True, ["To the start page", "Your drafts"])
    assert 'data-theme="dark"' in page.content.decode()


@pytest.mark.parametrize(("country", "number"), [("", "999"), ("IE", "112"), ("../x", "999")])
def test_a_device_without_a_network_keeps_a_page_with_its_number(client, country, number):
    page = client.get("/offline/", {"country": country})
    assert told(page) == (200, "There is no connection just now", True, ["Try again", "Whom to ring"])
    html = page.content.decode()
    assert (f"tel:{number}" in html, "<script" in html, "csrfmiddlewaretoken" in html) == (True, False, False)
