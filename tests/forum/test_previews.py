"""A preview before sending: byte for byte what will be stored, and nothing is kept of it."""

import re
from uuid import uuid4

import pytest
from pytest_django.asserts import assertTemplateUsed

from forum.models import Draft, Post
from tests.conftest import EMERGENCY
from tests.forum.composer import fields_of

pytestmark = pytest.mark.django_db

WORDS = "  Ask **{name}**, or @{name}.\r\n\r\n- in a locked fridge\r\n- <b>labelled</b>\r\n\r\n`@{name}`  "


def test_it_is_byte_for_byte_what_is_stored(as_, reader, author, question):
    words = WORDS.format(name=author.name)
    shown = as_(reader).post("/preview/", {"text": words})
    as_(reader).post(question.reply_url, {"body": words, "client_id": uuid4()})

    post = question.posts.replies().get()
    assert (shown.status_code, shown["X-Preview"]) == (200, "1")
    assert post.body_html.count(f'<a href="/members/{author.pk}/"') == 1
    assert shown.content.decode().split('<div class="said">')[1].split("</div>")[0] == post.body_html


def test_without_a_script_the_page_shows_it_and_keeps_every_field_and_stores_nothing(as_, reader, question):
    client_id = str(uuid4())
    sent = {"body": "In a *locked* fridge.", "rests_on": "study", "citation": "PMID 1", "client_id": client_id}
    page = as_(reader).post(question.reply_url, sent | {"preview": "1"})

    assert (page.status_code, [shown.html for shown in page.context["previews"]]) == (
        200, ["<p>In a <em>locked</em> fridge.</p>\n"],
    )  # fmt: skip
    fields, html = fields_of(page), page.content.decode()
    assert {name: fields[name] for name in sent if name != "body"} == {n: w for n, w in sent.items() if n != "body"}
    assert re.search(r"<textarea[^>]* id=\"id_body\"[^>]*>\s*In a \*locked\* fridge.</textarea>", html)
    assert ("Nothing was lost" in html, Draft.objects.count(), Post.objects.replies().count()) == (False, 0, 0)
    assertTemplateUsed(page, "forum/topic.html")


def test_each_form_has_it(as_, author, question, sections):
    browser, opening = as_(author), question.posts.get(is_opening=True)
    for url in ("/sections/discussion/new/", f"/posts/{opening.pk}/edit/"):
        page = browser.post(url, {"title": "A title", "body": "**Words**", "reason": "Clearer", "preview": "1"})
        assert [shown.html for shown in page.context["previews"]] == ["<p><strong>Words</strong></p>\n"]
        assert page.context["form"]["title"].value() == "A title"
    assert (Draft.objects.count(), Post.objects.count()) == (0, 1)


def test_what_reads_as_happening_now_names_the_number_there_too(as_, reader, question):
    page = as_(reader).post(question.reply_url, {"body": EMERGENCY, "client_id": uuid4(), "preview": "1"})
    assert f'href="tel:{page.context["call"]["tel"]}">Call ' in page.content.decode()


def test_signed_out_and_too_long_are_sentences(client, as_, reader):
    assert "You are signed out." in client.post("/preview/", {"text": "x"}).content.decode()
    page = as_(reader).post("/preview/", {"text": "x" * 20_001})
    assert (page.status_code, "shorten it" in page.content.decode()) == (422, True)
    assert as_(reader).get("/preview/").status_code == 405
