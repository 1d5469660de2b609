"""Similar topics while a title is written: readable ones only, few, counted without words."""

import pytest

from forum.models import SimilarDay, Topic
from tests.conftest import make_reply, make_topic

pytestmark = pytest.mark.django_db

TITLE = "How do you store the thermometer of a small fridge?"


@pytest.fixture
def alike(sections, author) -> list[Topic]:
    return [
        make_topic(sections["discussion"], author, title, "Looking for a small one.")
        for title in ("A thermometer in a fridge", "Fridges, thermometers and doors", "Which fridge?", "A warm room")
    ]


def shown(client, title: str = TITLE, **more: str) -> list[str]:
    page = client.post("/search/similar/", {"title": title, **more})
    assert page.status_code == 200
    return sorted(post.topic.title for post in page.context["similar"])


def counts() -> list[tuple[int, int]]:
    return list(SimilarDay.objects.values_list("shown", "opened"))


def test_titles_that_share_two_words_are_shown_and_hidden_ones_are_not(as_, reader, alike):
    browser = as_(reader)
    assert shown(browser) == ["A thermometer in a fridge", "Fridges, thermometers and doors"]
    Topic.objects.filter(pk=alike[0].pk).update(status="hidden")
    assert shown(browser) == ["Fridges, thermometers and doors"]
    alike[1].posts.update(status="held")
    assert shown(browser) == []


def test_no_more_than_five_and_no_replies(as_, reader, sections, author):
    for n in range(7):
        topic = make_topic(sections["discussion"], author, f"A thermometer, a fridge, a door {n}")
        make_reply(topic, reader, "A thermometer in a fridge.")
    assert len(shown(as_(reader))) == 5


@pytest.mark.parametrize("title", ["", "fridge", "How do you do?", '"(*', "x" * 151])
def test_what_tells_nothing_shows_nothing(as_, reader, alike, title):
    assert (shown(as_(reader), title), counts()) == ([], [])


def test_it_is_counted_once_for_each_title_shown_and_once_for_each_opened(as_, reader, alike):
    browser = as_(reader)
    shown(browser)
    shown(browser, again="on")
    assert counts() == [(1, 0)]
    assert browser.post("/search/similar/opened/").status_code == 204
    assert counts() == [(1, 1)]


def test_visitors_are_asked_to_sign_in(client, alike):
    assert client.post("/search/similar/", {"title": TITLE}).status_code != 200
    assert counts() == []


@pytest.mark.parametrize(
    "address", ["/sections/discussion/new/", "/cases/new/one-page/", "/sections/questions/same-day/"]
)
def test_every_form_of_a_new_topic_asks_for_them(as_, reader, sections, address):
    assert 'hx-post="/search/similar/"' in as_(reader).get(address).content.decode()
