"""Interests that stand behind a text, and that no page counts anybody."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from forum.actions.endorsements import endorse_answer
from forum.actions.marks import mark_helped
from forum.models import InterestDeclaration, Post
from tests.conftest import EMERGENCY, PLAIN
from tests.forum.composer import fields_of

pytestmark = pytest.mark.django_db

REASON = "This is what our own protocol says, and it has served us well."


def test_a_standing_declaration_shows_on_ones_page_and_fills_in_the_form(as_, author, reader, question):
    browser = as_(reader)
    assert browser.post("/settings/interests/", {"interest": "some"}).status_code == 422
    assert (
        browser.post("/settings/interests/", {"interest": "some", "words": "Shares in a fridge maker"}).status_code
        == 302
    )
    assert "Shares in a fridge maker" in as_(author).get(f"/members/{reader.pk}/").content.decode()
    form = browser.get(question.get_absolute_url()).context["form"]
    assert (form["interest"].value(), form["interest_words"].value()) == ("some", "Shares in a fridge maker")

    browser.post("/settings/interests/", {"interest": "none", "words": "Shares in a fridge maker"})
    assert fields_of(browser.get(question.get_absolute_url()))["interest"] == "none"
    assert [declared.words for declared in InterestDeclaration.objects.all()] == ["", "Shares in a fridge maker"]


def test_after_a_year_it_is_said_again(as_, reader, question):
    InterestDeclaration.objects.create(member=reader, words="Shares", declared_at=timezone.now() - timedelta(days=366))
    browser = as_(reader)
    assert "has run out" in browser.get("/settings/interests/").content.decode()
    assert "has run out" in browser.get(f"/members/{reader.pk}/").content.decode()
    assert fields_of(browser.get(question.get_absolute_url()))["interest"] is None


def test_an_emergency_is_no_interest(as_, reader):
    page = as_(reader).post("/settings/interests/", {"interest": "some", "words": EMERGENCY})
    assert (page["Debrief-Outcome"], InterestDeclaration.objects.count()) == ("deflected", 0)


def test_an_opening_says_it_too(as_, author, sections):
    sent = {
        "title": "A question for colleagues",
        "body": PLAIN,
        "client_id": uuid4(),
        "interest_words": "I sell fridges",
    }
    as_(author).post("/sections/discussion/new/", sent)
    post = Post.objects.get()
    assert (post.interest, post.interest_words) == ("some", "I sell fridges")
    assert "I sell fridges" in as_(author).get(post.topic.get_absolute_url()).content.decode()


# No vanity


VAIN = re.compile(
    r"\b(likes?|liked by|followers?|following|karma|reputation|upvotes?|downvotes?|votes?|points|score|streak"
    r"|leaderboard|top posters?|ranking|views|badges? earned)\b\s*:?\s*\d|"
    r"\b\d[\d,.]*\s*(%|per cent|likes?|followers?|karma|reputation|upvotes?|downvotes?|votes?|points|streaks?|views"
    r"|stars?)",
    re.IGNORECASE,
)


def test_no_page_counts_anybody(as_, author, reader, expert, moderator, question, answer, sections):
    endorse_answer(post=answer, expert=expert, reason=REASON, evidence="protocol")
    mark_helped(post=answer, author=author, helped=True)
    pages = [
        "/", "/sections/questions/", question.get_absolute_url(), f"{question.get_absolute_url()}?cited=1",
        f"/topics/{question.pk}/tail/?after=0", f"/members/{reader.pk}/", f"/members/{expert.pk}/", "/cases/",
        "/notifications/", "/questions/needs-an-expert/", "/settings/interests/", f"/posts/{answer.pk}/menu/",
    ]  # fmt: skip
    browser = as_(reader)
    found = {}
    for url in pages:
        page = browser.get(url)
        assert (url, page.status_code) == (url, 200)
        said = re.sub(r"<[^>]+>", " ", page.content.decode())
        found[url] = [match.group() for match in VAIN.finditer(said)]
    assert found == {url: [] for url in pages}
