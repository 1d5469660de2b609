"""Saved searches: kept by name, told of once, never of what their owner may not read."""

import pytest

from forum.actions import saved as deeds
from forum.actions.posts import hide_post, show_post
from forum.actions.saved import look_through, save_search
from forum.models import Post, SavedSearch
from tests.conftest import EMERGENCY, make_reply

pytestmark = pytest.mark.django_db
ADDRESS = "/search/save/?q=bound+book&kind=questions"


def save(browser, address: str = ADDRESS, **fields):
    return browser.post(address, {"name": "Record books", "cadence": "at_once", **fields})


def told(member) -> list[tuple]:
    return list(member.notifications.values_list("about", "subject", "url", "number"))


@pytest.fixture
def kept(stranger, question) -> SavedSearch:
    return save_search(
        member=stranger, name="Record books", text="bound book", chosen={"kind": "questions"}, cadence="at_once"
    )


def test_from_the_results_to_the_list_and_away_again(as_, stranger, question):
    browser = as_(stranger)
    assert "/search/save/?q=bound+book" in browser.get("/search/?q=bound+book").content.decode()
    assert save(browser)["Location"] == "/search/saved/"
    (kept,) = SavedSearch.objects.all()
    assert (kept.member, kept.name, kept.text, kept.chosen, kept.cadence) == (
        stranger, "Record books", "bound book", {"kind": "questions"}, "at_once",
    )  # fmt: skip
    save(browser, cadence="never")
    assert [(row.name, row.cadence) for row in SavedSearch.objects.all()] == [("Record books", "never")]
    page = browser.get("/search/saved/").content.decode()
    assert ('href="/search/?q=bound+book&amp;kind=questions"' in page, "Do not tell me" in page) == (True, True)
    assert browser.post(f"/search/saved/{kept.pk}/drop/")["Location"] == "/search/saved/"
    assert "None yet." in browser.get("/search/saved/").content.decode()


def test_what_is_not_kept_is_said(as_, client, stranger, question, monkeypatch):
    browser = as_(stranger)
    page = save(browser, name="")
    assert (page.status_code, sorted(page.context["form"].errors)) == (422, ["name"])
    page = save(browser, f"/search/save/?q={EMERGENCY}")
    assert (page.status_code, page.context["signpost"].route) == (422, "helpline")
    assert "may name a patient" in save(browser, "/search/save/?q=nhs+no+999+123+4560").content.decode()
    assert save(browser, "/search/save/?q=").status_code == 302
    monkeypatch.setattr(deeds, "SHELF", 0)
    assert "Please let one go first" in save(browser).content.decode()
    assert client.get(ADDRESS).status_code == 302
    assert SavedSearch.objects.count() == 0


def test_what_is_new_is_told_once_and_counts_on_until_it_is_read(kept, question, reader, author, stranger):
    assert look_through("at_once") == 0
    make_reply(question, stranger)
    assert look_through("at_once") == 0
    make_reply(question, reader)
    assert [look_through("daily"), look_through("at_once"), look_through("at_once")] == [0, 1, 0]
    make_reply(question, author)
    look_through("at_once")
    assert told(stranger) == [("search", "Record books", "/search/?q=bound+book&kind=questions", 2)]


def test_what_a_moderator_lets_through_later_is_news_and_what_is_hidden_is_not(
    kept, question, reader, stranger, moderator
):
    held, later = make_reply(question, reader), make_reply(question, reader)
    Post.objects.filter(pk=held.pk).update(status="held")
    hide_post(post=later, moderator=moderator)
    assert look_through("at_once") == 0
    show_post(post=held, moderator=moderator)
    assert look_through("at_once") == 1
    assert [number for *_, number in told(stranger)] == [1]


def test_nobody_sees_or_drops_anothers(as_, kept, reader):
    assert as_(reader).get("/search/saved/").context["rows"] == []
    assert as_(reader).post(f"/search/saved/{kept.pk}/drop/").status_code == 404


def test_a_topic_that_was_hidden_is_no_news(kept, question, reader, stranger, moderator):
    make_reply(question, reader)
    hide_post(post=question.posts.get(is_opening=True), moderator=moderator)
    assert (look_through("at_once"), told(stranger)) == (0, [])
