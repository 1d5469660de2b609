"""A picture or a handful of words in a clinical section: asked about, and no thank-you stopped for it."""

from uuid import uuid4

import pytest

from deflection.brevity import is_too_brief
from deflection.declaration import Declaration, Started, Symptomatic
from deflection.gate import Writing, screen
from deflection.models import Deflection
from deflection.outcomes import Answer, Prompt, Sample

UNSURE = Declaration(Started.UNSURE, Symptomatic.UNSURE)
NO_PATIENT = Declaration(Started.NO_PATIENT, Symptomatic.NO_PATIENT)
LIVE = Declaration(Started.TODAY, Symptomatic.YES)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("", "![lip](/media/lip.jpg)"),
        ("What do you make of this one, colleagues?", "https://example.org/photo.jpg"),
        ("Thoughts?", "Pic below"),
        ("Ideas", "😟"),
        ("Lip", "Day two, advice please"),
    ],
)
def test_an_opening_that_says_nothing_is_too_brief(title, body):
    assert is_too_brief(title, body, is_reply=False) is True


@pytest.mark.parametrize(
    "body", ["Mine looks like this", "does this look ok", "help pls", "https://example.org/a.jpg", "👀"]
)
def test_a_reply_that_points_is_too_brief(body):
    assert is_too_brief("", body, is_reply=True) is True


@pytest.mark.parametrize(
    "body",
    [
        "Thank you", "Thank you for this!", "Thanks, that is helpful", "Great case", "Agreed.", "Same here",
        "👍 thanks", "Twice a day.", "In a locked fridge.", "Which cannula did you use?", "By courier, every Tuesday.",
    ],
)  # fmt: skip
def test_courtesies_and_short_answers_are_let_be(body):
    assert is_too_brief("", body, is_reply=True) is False


def sent(author, body: str, **more):
    fields = {"title": "", "body": body, "place": "questions", "client_id": uuid4(), "declaration": UNSURE} | more
    return screen(Writing(**fields), author=author)


@pytest.mark.django_db
def test_it_is_asked_about_and_the_answer_decides(author):
    asked = sent(author, "![lip](/media/lip.jpg)", title="Lip")
    assert isinstance(asked, Prompt)
    assert (asked.kind, asked.because, asked.quotes) == ("ask", "brief", ())
    assert isinstance(sent(author, "![a](/a.jpg)", title="Lip", answer=Answer.OVER), Sample)
    assert isinstance(sent(author, "![b](/b.jpg)", title="Lip", answer=Answer.STILL_ON), Deflection)
    assert isinstance(sent(author, "![c](/c.jpg)", title="Lip", declaration=LIVE), Deflection)


@pytest.mark.django_db
@pytest.mark.parametrize("more", [{"declaration": NO_PATIENT}, {"place": "discussion"}, {"place": "support"}])
def test_where_no_patient_is_meant_few_words_are_enough(author, more):
    assert sent(author, "Which one?", title="Clinic lamp", **more) is None


@pytest.mark.django_db
def test_another_tongue_says_why_it_asks(author):
    asked = sent(author, "¿Qué lámpara es la mejor para una clínica pequeña y qué cuesta?", place="discussion")
    assert isinstance(asked, Prompt)
    assert asked.because == "tongue"
