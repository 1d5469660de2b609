"""What is too little or too loud gets advice, once the gate has read it; a late edit says why."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from forum.braking import WHY_SO_LATE
from forum.floor import (
    LONE_CALL,
    LOUD,
    NO_WORDS,
    TITLE_TOO_SHORT,
    TOO_SHORT,
    advice_on_opening,
    advice_on_reply,
    advice_on_title,
)
from forum.forms import NO_FILES
from forum.models import Draft, Post, Topic
from tests.conftest import EMERGENCY

SHOUTED = "EVERY CLINIC SHOULD WRITE DOWN WHAT IT PAYS FOR A LOCKED CUPBOARD."


@pytest.mark.parametrize(
    ("advice", "text", "said"),
    [
        (advice_on_title, "Help please!!", LONE_CALL), (advice_on_title, "Fat?", TITLE_TOO_SHORT),
        (advice_on_title, "URGENT", LONE_CALL),
        (advice_on_title, "????? 🙏", NO_WORDS), (advice_on_title, SHOUTED, LOUD),
        (advice_on_title, "Help with HA filler storage", ""), (advice_on_title, "CQC, JCCP and MHRA", ""),
        (advice_on_opening, "What now?  \n\n\n  Any?", TOO_SHORT), (advice_on_opening, SHOUTED, LOUD),
        (advice_on_opening, "How do you label opened vials?", ""), (advice_on_reply, "👍👍", NO_WORDS),
        (advice_on_reply, "Twice a day.", ""), (advice_on_reply, "Да, каждый день.", ""),
        (advice_on_reply, "每天两次，我们都这样做。", ""),
        (advice_on_reply, SHOUTED, LOUD), (advice_on_reply, "HA, CaHA and PLLA: NO.", ""),
    ],
)  # fmt: skip
def test_advice(advice, text, said):
    assert advice(text) == said


@pytest.mark.django_db
def test_an_opening_is_refused_with_advice_and_kept(as_, author, sections):
    sent = {"title": "Help please", "body": "How do you label opened vials?", "client_id": uuid4()}
    page = as_(author).post("/sections/discussion/new/", sent)
    assert (page.status_code, page.context["form"].errors) == (422, {"title": [LONE_CALL]})
    assert (Topic.objects.count(), Draft.objects.get().fields_for(author.pk)["body"]) == (0, sent["body"])


@pytest.mark.django_db
def test_help_comes_before_advice(as_, author, sections):
    page = as_(author).post("/sections/discussion/new/", {"title": "HELP", "body": EMERGENCY, "client_id": uuid4()})
    assert page["Debrief-Outcome"] == "deflected"


@pytest.mark.django_db
def test_files_in_a_text_are_refused_in_a_sentence(as_, reader, question):
    body = "Look: ![it](data:image/png;base64,iVBORw0KGgo=)"
    page = as_(reader).post(question.reply_url, {"body": body, "client_id": uuid4()})
    assert (page.status_code, str(NO_FILES) in page.content.decode()) == (422, True)


@pytest.mark.django_db
def test_after_half_an_hour_an_edit_says_why(as_, reader, question, answer):
    edit = f"/posts/{answer.pk}/edit/"
    assert as_(reader).post(edit, {"body": "Three times a day."}).status_code == 302
    Post.objects.filter(pk=answer.pk).update(created_at=timezone.now() - timedelta(minutes=31))
    assert "please say why you change it" in as_(reader).get(edit).content.decode()

    page = as_(reader).post(edit, {"body": "Four times a day."})
    assert (page.status_code, page.context["form"].errors) == (422, {"reason": [WHY_SO_LATE]})
    assert as_(reader).post(edit, {"body": "Four times a day.", "reason": "Counted again."}).status_code == 302
    assert [row.reason for row in answer.revisions.order_by("pk")] == ["", "Counted again."]
