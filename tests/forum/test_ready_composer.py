"""The reply form that is laid out once: it is the form, word for word, and nobody else's."""

import re
from uuid import UUID, uuid4

import pytest
from django.template.loader import render_to_string
from django.test import Client

from forum.composers import empty_composer
from forum.forms import ReplyForm
from forum.models import InterestDeclaration, Kind
from tests.conftest import make_topic
from tests.forum.composer import fields_of

pytestmark = pytest.mark.django_db

SEND_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
TITLE = 'Fridges & "kits" <b>of</b> 4815162342108642'


@pytest.mark.parametrize("kind", [Kind.QUESTIONS, Kind.DISCUSSION, Kind.SUPPORT])
def test_it_is_the_form_itself(author, sections, kind):
    topic = make_topic(sections[kind], author, title=TITLE)
    shown = {"topic": topic, "form": ReplyForm(topic=topic), "csrf_token": "a'b"}
    laid_out = render_to_string("forum/composer.html", shown)
    for _ in range(2):
        ready = empty_composer(topic, "a'b")
        assert SEND_ID.sub("id", ready) == SEND_ID.sub("id", laid_out)


def test_each_page_has_an_id_and_a_token_of_its_own_which_a_form_is_taken_by(reader, author, sections):
    topic = make_topic(sections["discussion"], author)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(reader)
    pages = [fields_of(browser.get(topic.get_absolute_url())) for _ in range(2)]
    assert len({UUID(page["client_id"]) for page in pages}) == len({page["csrfmiddlewaretoken"] for page in pages}) == 2
    sent = {**{name: value or "" for name, value in pages[0].items()}, "body": "We keep ours in a locked cupboard."}
    assert browser.post(topic.reply_url, sent).status_code == 302
    assert browser.post(topic.reply_url, sent | {"csrfmiddlewaretoken": "a" * 64}).status_code == 403


def test_ones_own_words_stand_in_ones_own_form_alone(as_, reader, stranger, author, sections):
    topic = make_topic(sections["discussion"], author)
    InterestDeclaration.objects.create(member=reader, words="Shares in a fridge maker")
    as_(reader).post(topic.reply_url, {"body": "Unfinished words"})
    theirs, others = (fields_of(as_(who).get(topic.get_absolute_url())) for who in (reader, stranger))
    assert (theirs["interest_words"], others["interest_words"]) == ("Shares in a fridge maker", None)
    page = as_(stranger).get(topic.get_absolute_url()).content.decode()
    assert ("Unfinished words" in page, "Shares" in page) == (False, False)


def test_after_a_reply_the_next_form_is_the_one_that_the_page_brings(as_, reader, author, sections):
    topic = make_topic(sections["discussion"], author)
    browser, sent = as_(reader), {"body": "We keep ours in a locked cupboard.", "client_id": str(uuid4())}
    answer = browser.post(topic.reply_url, sent, headers={"HX-Request": "true"})
    laid_out = empty_composer(topic, fields_of(answer)["csrfmiddlewaretoken"])
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert SEND_ID.sub("id", answer.content.decode()) == SEND_ID.sub("id", laid_out)
    InterestDeclaration.objects.create(member=reader, words="Shares in a fridge maker")
    answer = browser.post(topic.reply_url, sent | {"client_id": str(uuid4())}, headers={"HX-Request": "true"})
    assert fields_of(answer)["interest_words"] == "Shares in a fridge maker"
