"""Replying: the life of a reply from the form to the row."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from pytest_django.asserts import assertTemplateUsed

from deflection.models import Deflection
from forum import pages
from forum.actions.posts import post_reply
from forum.events import ReplyPosted
from forum.models import Draft, Post
from tests.conftest import EMERGENCY, PLAIN, make_reply

pytestmark = pytest.mark.django_db


def test_it_publishes_a_reply(as_, reader, question):
    page = as_(reader).post(question.reply_url, {"body": "In a locked fridge.", "client_id": uuid4()})

    post = question.posts.replies().get()
    assert (page.status_code, page["Location"], page["Debrief-Outcome"]) == (302, post.get_absolute_url(), "published")
    assert (post.author, post.body, post.body_html, post.status, post.version) == (
        reader, "In a locked fridge.", "<p>In a locked fridge.</p>\n", "published", 2,
    )  # fmt: skip
    question.refresh_from_db()
    assert (question.reply_count, question.version) == (1, 2)


def test_it_shows_the_helpline_and_publishes_nothing(as_, reader, question):
    page = as_(reader).post(question.reply_url, {"body": EMERGENCY, "client_id": uuid4()})

    assertTemplateUsed(page, "deflection/helpline.html")
    assert page["Debrief-Outcome"] == "deflected"
    assert list(question.posts.replies()) == []
    deflection = Deflection.objects.get()
    assert (deflection.author, deflection.place, deflection.route) == (reader, "reply", "helpline")
    assert deflection.fields_for(reader.pk)["body"] == EMERGENCY


def test_a_repeated_client_id_changes_nothing(as_, reader, question):
    client_id = uuid4()
    first = as_(reader).post(question.reply_url, {"body": "Once.", "client_id": client_id})
    second = as_(reader).post(question.reply_url, {"body": "Once.", "client_id": client_id})

    assert first["Location"] == second["Location"]
    assert [post.body for post in question.posts.replies()] == ["Once."]


@pytest.mark.parametrize("body", ["", "   ", "x" * 20_001])
def test_an_empty_or_oversized_body_is_refused_and_kept(as_, reader, question, body):
    page = as_(reader).post(question.reply_url, {"body": body, "client_id": uuid4()})

    assert (page.status_code, page["Debrief-Outcome"]) == (422, "refused")
    assert Post.objects.replies().count() == 0
    assert [draft.fields_for(reader.pk)["body"] for draft in Draft.objects.all()] == [body]


@pytest.mark.parametrize("body", [b"body=%ff%fe&client_id=", b"body=a%00b&client_id="])
def test_a_body_that_is_not_text_is_a_sentence(as_, reader, question, body):
    page = as_(reader).post(
        question.reply_url, body + str(uuid4()).encode(), content_type="application/x-www-form-urlencoded"
    )

    assert page.status_code == 400
    assert "UTF-8" in page.content.decode()
    assert Post.objects.replies().count() == 0


def test_words_that_arrive_signed_out_are_given_back(client, question):
    page = client.post(question.reply_url, {"body": PLAIN, "client_id": uuid4()})

    assert page.status_code == 403
    assert PLAIN in page.content.decode()
    assert Post.objects.replies().count() == 0


def test_a_topic_one_may_not_see_is_not_found(as_, stranger, question):
    question.status = "hidden"
    question.save()
    assert as_(stranger).post(question.reply_url, {"body": "Hello", "client_id": uuid4()}).status_code == 404


@pytest.mark.parametrize("who", ["author", "reader", "stranger", "expert"])
@pytest.mark.parametrize("where", ["question", "discussion"])
def test_what_open_pages_get_is_what_a_page_shows_that_is_opened_later(request, where, who):
    topic, writer = request.getfixturevalue(where), request.getfixturevalue(who)
    said = {"rests_on": "protocol", "citation": "doi 10.1000/182", "interest": "some", "interest_words": "I teach it."}
    post = post_reply(topic=topic, author=writer, body="In a *locked* fridge.", client_id=uuid4(), **said)
    (frame,) = ReplyPosted(post).frames()
    assert frame.payload()["html"] == pages.html_of(Post.objects.for_reading().get(pk=post.pk))


def test_replies_stand_as_they_were_stored_also_after_the_clock_was_set_back(as_, reader, author, discussion):
    first, second = make_reply(discussion, author), make_reply(discussion, author)
    Post.objects.filter(pk=second.pk).update(created_at=first.created_at - timedelta(hours=2))
    page = as_(reader).get(discussion.get_absolute_url()).content.decode()
    assert page.index(f'id="{first.element}"') < page.index(f'id="{second.element}"')
    assert re.findall(r'data-order="(\d+)"', page) == sorted(re.findall(r'data-order="(\d+)"', page))
