"""What members write stays where they wrote it: no word of it reaches a log, a mail or a bell."""

import json
import logging
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from deflection.actions.pages import send_waiting
from deflection.models import Deflection
from forum.models import Draft, Endorsement, Post, Revision
from moderation.models import Decision, Flag
from notifications.models import Notification
from screening import emergency
from tests.conftest import EMERGENCY
from tests.forum.told import TOLD, case_form

pytestmark = pytest.mark.django_db

CANARY = "Quetzalfeather"
QUIET = f"A {CANARY} on the second shelf, nothing more."


@pytest.fixture
def write_everywhere(as_, author, reader, expert, answer) -> Callable[[], list[tuple[int, str]]]:
    """Called inside a test, because pytest forgets what was logged while it prepared one."""
    return lambda: everywhere(as_(author), as_(reader), as_(expert), answer)


def everywhere(asked: Client, replies: Client, agrees: Client, answer: Post) -> list[tuple[int, str]]:
    """The canary in every place that takes words: let through, prompted, refused, held and deflected."""
    question = answer.topic

    def topic(body: str, kind: str = "discussion", **fields) -> HttpResponse:
        form = {"title": "A quiet title", "body": body, "client_id": uuid4(), **fields}
        return asked.post(f"/sections/{kind}/new/", form)

    draft = {"key": "case:new", "label": "Case", "url": "/cases/new/", "texts": json.dumps({"title": QUIET})}
    pages = [
        topic(QUIET), topic(QUIET, "questions", started="today", symptomatic="yes"),
        topic(QUIET, "questions"),
        topic(f"{EMERGENCY}, {CANARY}"),
        topic(f"{EMERGENCY}, {CANARY}", "questions", started="weeks", symptomatic="no"),
        asked.post("/cases/new/one-page/", case_form(background=f"{TOLD['background']} {QUIET}")),
        asked.post("/cases/new/one-page/", case_form(signs=QUIET, managed="")),
        replies.post(question.reply_url, {"body": QUIET, "client_id": uuid4()}),
        replies.post(question.reply_url, {"body": f"{EMERGENCY}, {CANARY}", "client_id": uuid4()}),
        replies.post(question.reply_url, {"body": CANARY * 2000, "client_id": uuid4()}),
        replies.post(f"/posts/{answer.pk}/edit/", {"body": QUIET, "reason": f"Because of the {CANARY}"}),
        asked.post("/drafts/save/", draft),
        agrees.post(f"/posts/{answer.pk}/endorse/", {"reason": f"{QUIET} And so I agree.", "evidence": "study"}),
        asked.post(f"/posts/{answer.pk}/flag/", {"reason": "other", "note": QUIET}),
        asked.post("/sections/discussion/new/", f"body={CANARY}%ff".encode(), content_type=URLENCODED),
        asked.post(f"/posts/{answer.pk}/edit/", {"body": QUIET}), asked.post("/nowhere/", {"body": QUIET}),
    ]  # fmt: skip
    return [(page.status_code, page.get("Debrief-Outcome", "")) for page in pages]


URLENCODED = "application/x-www-form-urlencoded"
OUTCOMES = [
    (302, "published"), (409, "prompted:current"), (422, "refused"), (200, "deflected"), (302, "held"),
    (302, "published"),
    (422, "refused"), (302, "published"), (200, "deflected"), (422, "refused"), (302, "published"), (200, ""),
    (302, "published"), (302, ""), (400, ""), (403, ""), (404, ""),
]  # fmt: skip


@pytest.fixture(autouse=True)
def listening(caplog):
    caplog.set_level(logging.INFO)
    logging.getLogger("django.request").setLevel(logging.INFO)
    yield
    logging.getLogger("django.request").setLevel(logging.NOTSET)


def test_it_was_written_everywhere(write_everywhere):
    assert write_everywhere() == OUTCOMES
    rows = (Post, Revision, Endorsement, Flag, Draft, Deflection)
    assert [model.__name__ for model in rows if not model.objects.exists()] == []
    assert Post.objects.filter(body__contains=CANARY).count() == 5


def test_no_log_mail_or_bell_repeats_it(write_everywhere, caplog):
    write_everywhere()
    assert "Unprocessable Entity: /cases/new/one-page/" in caplog.text
    assert CANARY not in caplog.text
    assert send_waiting(now=timezone.now()) > 0
    assert [message for message in mail.outbox if CANARY in f"{message.subject} {message.body}"] == []
    assert Notification.objects.count() > 0
    assert [row for row in Notification.objects.values() if CANARY in str(row)] == []


def test_nor_does_it_when_the_reader_breaks_on_it(as_, author, sections, monkeypatch, caplog):
    def out_of_order(*args: object, **kwargs: object) -> None:
        raise ValueError(str(args))

    monkeypatch.setattr(emergency, "assess", out_of_order)
    form = {"title": "A quiet title", "body": QUIET, "client_id": uuid4()}
    assert as_(author).post("/sections/discussion/new/", form)["Debrief-Outcome"] == "held"
    assert "the emergency reader failed" in caplog.text
    assert CANARY not in caplog.text


def test_nor_does_a_bell_or_the_queue(
    as_, moderator, django_capture_on_commit_callbacks, author, sections
):  # fmt: skip
    with django_capture_on_commit_callbacks() as callbacks:
        as_(author).post(
            "/sections/discussion/new/",
            {"title": "A quiet title", "body": f"{EMERGENCY}, {CANARY} again", "client_id": uuid4()},
        )
    payloads = [frame.payload() for callback in callbacks for frame in callback.__self__.event.frames()]
    # That it was stopped, and for each of two moderators a line in the bell and a call.
    assert (len(payloads), CANARY in str(payloads)) == (5, False)
    assert CANARY not in as_(moderator).get("/moderation/").content.decode()
    assert Decision.objects.count() == 0
