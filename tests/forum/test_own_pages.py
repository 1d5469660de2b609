"""A member's page, what they say of themselves, and how their marks and answers stand."""

import pytest
from django.utils import timezone

from audit.models import Line
from forum.actions.endorsements import endorse_answer
from forum.models import Endorsement, Profile, Topic
from moderation.models import Note
from tests.conftest import EMERGENCY, make_reply

pytestmark = pytest.mark.django_db
WHY = "This is what the guideline says, and it keeps the record complete."


@pytest.fixture
def mark(answer, expert) -> Endorsement:
    return endorse_answer(post=answer, expert=expert, reason=WHY, evidence="protocol")


def test_what_they_say_of_themselves_is_read_first(as_, author, reader):
    browser = as_(author)
    assert browser.post("/settings/about/", {"about": "I teach injectables in a small clinic."}).status_code == 302
    assert "I teach injectables in a small clinic." in as_(reader).get(f"/members/{author.pk}/").content.decode()

    stopped = browser.post("/settings/about/", {"about": EMERGENCY})
    assert stopped.templates[0].name == "deflection/helpline.html"
    too_long = browser.post("/settings/about/", {"about": "a fridge " * 40})
    assert (too_long.status_code, "a fridge a fridge" in too_long.content.decode()) == (422, True)
    assert Profile.objects.get().about == "I teach injectables in a small clinic."

    browser.post("/settings/about/", {"about": ""})
    assert "In their own words" not in as_(reader).get(f"/members/{author.pk}/").content.decode()


def test_a_moderator_takes_such_lines_off_and_says_why(as_, author, moderator, reader):
    Profile.objects.create(member=author, about="The cheapest filler in town, ring me.")
    path, why = f"/moderation/members/{author.pk}/lines/", "This is advertising, which the rules leave out."
    browser = as_(moderator)
    assert (as_(reader).get(path).status_code, browser.get(path).status_code) == (403, 200)
    assert browser.post(path, {"reason": "No."}).status_code == 422

    assert browser.post(path, {"reason": why})["Location"] == f"/members/{author.pk}/"
    assert (Profile.objects.get().about, browser.get(path).status_code) == ("", 404)
    assert [(line.note, line.url) for line in author.notifications.all()] == [(why, "/settings/about/")]
    assert (Line.objects.latest("number").deed, Note.objects.get().words) == ("about_cleared", why)


def marks_on(page) -> list[str]:
    return [mark.reason for mark in page.context["written"]]


def test_a_members_page_shows_marks_where_its_reader_may_read(as_, mark, expert, stranger, question):
    path = f"/members/{expert.pk}/?show=marks"
    page = as_(stranger).get(path)
    assert (marks_on(page), WHY in page.content.decode()) == ([WHY], True)

    Topic.objects.filter(pk=question.pk).update(status="hidden")
    assert marks_on(as_(stranger).get(path)) == []


def test_marks_are_listed_as_they_stand_and_taken_back(as_, mark, expert, django_assert_num_queries):
    browser = as_(expert)
    listed = browser.get("/endorsements/")
    assert [(one.reason, is_open) for one, is_open in listed.context["rows"]] == [(WHY, True)]
    assert browser.post(f"/endorsements/{mark.pk}/withdraw/", {"from": "list"})["Location"] == "/endorsements/"
    assert "withdrawn on" in browser.get("/endorsements/").content.decode()


def test_a_mark_whose_credential_ended_is_struck_through(as_, mark, expert):
    expert.credentials.update(valid_until=timezone.now())
    html = as_(expert).get("/endorsements/").content.decode()
    assert (f"<s>{WHY}</s>" in html, "counts no more" in html) == (True, True)


@pytest.mark.parametrize("number", [1, 3])
def test_answers_say_how_they_stand_in_as_many_queries_for_any_number(
    as_, mark, reader, question, number, django_assert_num_queries
):
    for _ in range(number - 1):
        make_reply(question, reader)
    browser = as_(reader)
    browser.get("/answers/")
    with django_assert_num_queries(8):
        page = browser.get("/answers/")
    assert len(page.context["rows"]) == number
    assert [len(answer.endorsed_by) for answer, _ in page.context["rows"]] == [0] * (number - 1) + [1]
