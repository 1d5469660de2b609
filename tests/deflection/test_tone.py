"""Remarks about tone at the gate: seen once they stand in nobody's way, but words that belittle a patient wait."""

import re
from uuid import uuid4

import pytest

from forum.models import Endorsement

pytestmark = pytest.mark.django_db

LOUD = "We write the reading down twice a day in a bound book, and nobody ever forgets it since then!!!"
BELITTLING = "We write it down twice a day since a stupid patient asked for the book and read it to the end."


def reply(topic, client, body: str, **more: object):
    return client.post(topic.reply_url, {"client_id": uuid4(), "body": body, "rests_on": "opinion", **more})


def seen_in(answer) -> list[str]:
    return re.findall(r'name="remark-seen" value="(\w+)"', answer.content.decode())


def test_a_loud_text_is_remarked_once_and_then_published(as_, reader, question):
    asked = reply(question, as_(reader), LOUD)
    assert (asked["Debrief-Outcome"], "read as shouting" in asked.content.decode()) == ("prompted:look", True)

    sent = reply(question, as_(reader), LOUD, **{"remark-seen": seen_in(asked)})
    post = question.posts.replies().get()
    assert (sent["Debrief-Outcome"], post.body, post.wants_a_look) == ("published", LOUD, False)


def test_words_that_belittle_a_patient_wait_for_a_moderator(as_, reader, question):
    asked = reply(question, as_(reader), BELITTLING)
    sent = reply(question, as_(reader), BELITTLING, **{"remark-seen": seen_in(asked)})
    post = question.posts.replies().get()
    start = BELITTLING.index("stupid patient")
    assert [asked["Debrief-Outcome"], sent["Debrief-Outcome"], post.held_because] == [
        "prompted:look",
        "held",
        "conduct",
    ]
    observed = post.observations.values_list("kind", "field", "start", "end").get()
    assert observed == ("disparaging", "body", start, start + len("stupid patient"))


def test_they_cannot_stand_under_an_answer_as_a_reason(as_, expert, answer):
    form = {"reason": BELITTLING, "evidence": "study"}
    asked = as_(expert).post(f"/posts/{answer.pk}/endorse/", form)
    again = as_(expert).post(f"/posts/{answer.pk}/endorse/", form | {"remark-seen": seen_in(asked)})
    assert ([seen_in(asked), again["Debrief-Outcome"]], Endorsement.objects.count()) == ([[], "prompted:look"], 0)


@pytest.mark.parametrize(("room", "outcome"), [("question", "prompted:look"), ("discussion", "published")])
def test_emoji_are_remarked_in_clinical_rooms_alone(as_, reader, request, room, outcome):
    body = "We write the reading down twice a day in a bound book by the door. 🎉🎉🎉🎉"
    assert reply(request.getfixturevalue(room), as_(reader), body)["Debrief-Outcome"] == outcome


@pytest.mark.parametrize(("declared", "outcome"), [({}, "prompted:look"), ({"interest": "some"}, "published")])
def test_an_interest_that_was_declared_is_no_remark(as_, reader, question, declared, outcome):
    words = {"interest_words": "I own the course"} if declared else {}
    body = "We write it down twice a day in a bound book, as I teach it in my own course for nurses."
    assert reply(question, as_(reader), body, **declared, **words)["Debrief-Outcome"] == outcome
