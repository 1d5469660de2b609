"""Pages ready for visitors: the same as laid out anew, gone with what left the public, and of nobody in particular."""

from uuid import uuid4

import pytest
from django.test import Client

from forum.actions.brakes import brake_topic, release_topic
from forum.actions.posts import edit_post, hide_post, post_reply, show_post
from forum.models import Section, Topic
from tests.conftest import PLAIN, make_reply

pytestmark = pytest.mark.django_db

WORDS = "Ours stands behind the door of the second room."


@pytest.fixture
def topic(discussion) -> Topic:
    """No commit ever ends these tests: no message about a change is sent, and the pages must know all the same."""
    return discussion


@pytest.fixture
def processes() -> list[Client]:
    """Each with a shelf of its own, over one database."""
    return [Client(), Client()]


def holding(processes: list[Client], path: str, words: str) -> list[bool]:
    """Which of them show it; asked twice, so that the second answer comes from the shelf if it can."""
    pages = [process.get(path) for process in processes for _ in range(2)]
    assert {page.status_code for page in pages} == {200}
    return [words in page.content.decode() for page in pages]


def test_a_hidden_reply_is_gone_at_once_and_comes_back(processes, topic, reader, moderator):
    reply, url = make_reply(topic, reader, WORDS), topic.get_absolute_url()
    assert holding(processes, url, WORDS) == [True] * 4
    hide_post(post=reply, moderator=moderator)
    assert holding(processes, url, WORDS) == [False] * 4
    show_post(post=reply, moderator=moderator)
    assert holding(processes, url, WORDS) == [True] * 4
    edit_post(post=reply, editor=reader, body=PLAIN, reason="")
    assert holding(processes, url, WORDS) == [False] * 4


def test_with_its_opening_a_topic_leaves_every_list(processes, topic, author, moderator):
    url, lists = topic.get_absolute_url(), ["/", "/sections/discussion/"]
    other = make_reply(topic, author).topic
    assert [holding(processes, path, topic.title) for path in lists] == [[True] * 4] * 2
    assert holding(processes, url, topic.title) == [True] * 4
    hide_post(post=other.posts.get(is_opening=True), moderator=moderator)
    assert [holding(processes, path, topic.title) for path in lists] == [[False] * 4] * 2
    assert [process.get(url).status_code for process in processes] == [404, 404]


def test_a_reply_counts_in_lists_and_stands_on_the_page(processes, topic, reader):
    url = topic.get_absolute_url()
    assert holding(processes, "/sections/discussion/", "0 replies") == [True] * 4
    assert holding(processes, url, WORDS) == [False] * 4
    post_reply(topic=topic, author=reader, body=WORDS, client_id=uuid4())
    assert holding(processes, "/sections/discussion/", "1 reply") == [True] * 4
    assert holding(processes, url, WORDS) == [True] * 4


def test_a_section_that_closes_to_visitors_is_closed(processes, topic):
    paths = [topic.get_absolute_url(), "/sections/discussion/"]
    for path in ["/", *paths]:
        assert holding(processes, path, topic.title) == [True] * 4
    Section.objects.filter(pk=topic.section_id).update(members_only=True)
    assert holding(processes, "/", topic.title) == [False] * 4
    assert [process.get(path).status_code for process in processes for path in paths] == [404, 302] * 2


def test_a_brake_shows_while_it_holds(processes, topic, moderator):
    url, reason = topic.get_absolute_url(), "We need a pause here."
    assert holding(processes, url, reason) == [False] * 4
    brake_topic(topic=topic, moderator=moderator, reason=reason, slow_minutes=30)
    assert holding(processes, url, reason) == [True] * 4
    release_topic(topic=topic, moderator=moderator)
    assert holding(processes, url, reason) == [False] * 4


def test_a_browser_that_has_the_page_is_not_sent_it_again(client, topic, reader):
    url = topic.get_absolute_url()
    first, kept = client.get(url), client.get(url)
    assert (kept.content, kept.headers) == (first.content, first.headers)
    assert (kept["Cache-Control"], kept["Vary"], kept["Content-Length"]) == (
        "no-cache", "Cookie, HX-Request", str(len(kept.content))
    )  # fmt: skip
    same = client.get(url, headers={"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content, same["ETag"]) == (304, b"", first["ETag"])
    make_reply(topic, reader, WORDS)
    changed = client.get(url, headers={"If-None-Match": first["ETag"]})
    assert (changed.status_code, WORDS in changed.content.decode()) == (200, True)


@pytest.mark.parametrize(("path", "asked"), [("", 1), ("/sections/discussion/", 1), ("/", 3)])
def test_what_holds_is_asked_in_few_words(client, topic, path, asked, django_assert_num_queries):
    path = path or topic.get_absolute_url()
    first = client.get(path)
    with django_assert_num_queries(asked):
        again = client.get(path)
    assert (again.status_code, again.content, again["ETag"]) == (200, first.content, first["ETag"])


def test_nobody_who_is_signed_in_is_on_the_shelf_or_gets_from_it(as_, topic, stranger):
    url, browser = topic.get_absolute_url(), as_(stranger)
    for _ in range(2):
        page = browser.get(url)
        named = stranger.name in page.content.decode()
        assert (named, "ETag" in page, "no-store" in page["Cache-Control"]) == (True, False, True)
    browser.logout()
    assert stranger.name not in browser.get(url).content.decode()
    browser.force_login(stranger)
    assert stranger.name in browser.get(url).content.decode()


@pytest.mark.parametrize("asked", [{"cookie": "messages=x"}, {"cookie": "sessionid=x"}, {"HX-Request": "true"}])
def test_whoever_brings_something_along_gets_a_page_of_their_own(client, topic, asked):
    client.get(topic.get_absolute_url())
    assert "ETag" not in client.get(topic.get_absolute_url(), headers=asked)
    assert "ETag" not in client.get(f"{topic.get_absolute_url()}?cited=1")
