"""What a program sends passes the forms, the actions and the gate of the pages, and is stored once."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.utils import timezone

from deflection.models import Deflection
from forum.models import Brake, Draft, Post
from moderation.models import Flag
from screening import emergency
from tests.api.test_reading import said
from tests.conftest import EMERGENCY, PLAIN
from tests.deflection.test_identity_gate import NAME, NAMED
from tests.forum.sentences import ASK

pytestmark = pytest.mark.django_db
BODY = "We write it down twice a day, in a bound book."


def a_text(number: int, body: str = BODY, **more: Any) -> dict[str, Any]:
    return {"client_id": str(UUID(int=number)), "body": body, **more}


def test_a_reply_is_published_once_however_often_it_is_sent(program, reader, question):
    theirs = program(reader)
    first, again = (theirs.say(f"topics/{question.pk}/posts", **a_text(1)) for _ in range(2))
    post = question.posts.replies().get()
    assert (first.status_code, first["Location"], first.json()) == (201, f"/api/v1/posts/{post.pk}", again.json())
    assert (post.body, post.author, first.json()["outcome"]) == (BODY, reader, "published")


def test_a_topic_is_opened_in_its_section_and_a_case_study_is_not(program, reader, sections):
    theirs = program(reader)
    sent = a_text(1, PLAIN, title="Which thermometer do you use for the fridge?")
    unsaid = theirs.say("sections/questions/topics", **sent)
    assert (said(unsaid), [wrong["field"] for wrong in unsaid.json()["errors"]]) == (
        (422, "not-valid"), ["started", "symptomatic"],
    )  # fmt: skip
    told = theirs.say("sections/questions/topics", **sent, started="no_patient", symptomatic="no_patient")
    assert (told.status_code, told.json()["post"]["is_opening"]) == (201, True)
    assert said(theirs.say("sections/cases/topics", **sent)) == (422, "not-valid")
    assert said(theirs.say("sections/attic/topics", **sent)) == (404, "nowhere")


def test_an_emergency_is_not_published_and_the_answer_says_whom_to_ring(program, reader, question):
    draft = Draft.objects.create(
        author=reader, key=f"reply:{question.pk}", label="A reply", url="/", sealed=b"sealed", sequence=3
    )
    theirs = program(reader)
    first, again = (theirs.say(f"topics/{question.pk}/posts", **a_text(1, EMERGENCY)) for _ in range(2))
    stopped, told = Deflection.objects.get(), first.json()
    assert (said(first), told, question.posts.count()) == ((409, "deflected"), again.json(), 1)
    assert (told["helpline"]["number"], told["vault"]) == ("01632 960 199", f"http://testserver/vault/{stopped.pk}/")
    assert stopped.fields_for(reader.pk)["body"] == EMERGENCY
    assert EMERGENCY not in first.content.decode()
    assert Draft.every.filter(author=reader).exclude(pk=draft.pk).exists()  # another text, of a browser, is set aside


def test_a_doubt_is_asked_about_and_its_answer_goes_on(program, reader, question):
    theirs, path = program(reader), f"topics/{question.pk}/posts"
    asked = theirs.say(path, **a_text(1, ASK))
    ways = [way["answer"] for way in asked.json()["question"]["ways"]]
    assert (said(asked), ways) == ((409, "asked"), ["still_on", "over", "no_patient"])
    assert question.posts.replies().count() == 0
    assert theirs.say(path, **a_text(1, ASK, answer="over")).status_code == 201
    assert said(theirs.say(path, **a_text(2, ASK, answer="still_on"))) == (409, "deflected")


def test_what_may_name_a_patient_is_replaced_as_its_author_says(program, reader, question):
    theirs, path = program(reader), f"topics/{question.pk}/posts"
    asked = theirs.say(path, **a_text(1, NAMED)).json()["question"]
    find = asked["finds"][0]
    assert (asked["kind"], find["words"], find["choices"][0]) == ("look", NAME, "replace")
    answers = {find["key"]: {"choice": "replace", "instead": "the patient"}}
    told = theirs.say(path, **a_text(1, NAMED, answers=answers))
    assert (told.status_code, NAME in Post.objects.latest("pk").body) == (201, False)


def test_a_reader_that_fails_holds_the_text(program, reader, question, monkeypatch):
    def out_of_order(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(emergency, "assess", out_of_order)
    theirs = program(reader)
    told = theirs.say(f"topics/{question.pk}/posts", **a_text(1))
    assert (told.status_code, told.json()["outcome"], question.posts.replies().get().status) == (202, "held", "held")
    assert "out of order" in told.json()["notice"]
    flagged = theirs.say(f"posts/{question.posts.get(is_opening=True).pk}/flags", reason="other", note="A note.")
    assert (said(flagged), Flag.objects.count()) == ((503, "out-of-order"), 0)


def test_an_edit_names_the_version_that_was_read(program, reader, author, answer):
    theirs, path = program(reader), f"posts/{answer.pk}/edits"
    changed = theirs.say(path, body=BODY, version=answer.version)
    again = theirs.say(path, body=BODY, version=answer.version)
    assert (changed.status_code, again.status_code, again.json()) == (200, 200, changed.json())
    now = Post.objects.get(pk=answer.pk)
    assert (now.body, now.revisions.count(), changed.json()["post"]["version"]) == (BODY, 1, now.version)
    late = theirs.say(path, body="Three times a day, in a bound book.", version=answer.version)
    assert (said(late), late.json()["version"]) == ((409, "changed-meanwhile"), now.version)
    assert said(program(author).say(path, body=BODY, version=now.version)) == (403, "not-allowed")
    stopped = theirs.say(path, body=EMERGENCY, version=now.version)
    assert (said(stopped), Post.objects.get(pk=answer.pk).body) == ((409, "deflected"), BODY)


def test_a_report_reaches_the_moderators_once(program, author, reader, answer):
    theirs, path = program(author), f"posts/{answer.pk}/flags"
    first, again = (theirs.say(path, reason="unsafe_advice", note="The dose is missing.") for _ in range(2))
    flag = Flag.objects.get()
    assert (first.status_code, first.json(), flag.note) == (201, again.json(), "The dose is missing.")
    assert first.json() == {"id": flag.pk, "post": answer.pk, "reason": "unsafe_advice", "outcome": "waiting"}
    assert said(program(reader).say(path, reason="other")) == (403, "not-allowed")
    assert said(theirs.say(path, reason="dislike")) == (422, "not-valid")


@pytest.mark.parametrize("sign", ["\x00", "\ud800"])
def test_signs_that_no_database_keeps_are_refused_in_words(program, author, reader, question, answer, sign):
    texts = {f"topics/{question.pk}/posts": a_text(1, BODY + sign), f"posts/{answer.pk}/flags": {"reason": "other"}}
    texts[f"posts/{answer.pk}/flags"]["note"] = f"A note.{sign}"
    theirs = program(author)
    assert {path: said(theirs.say(path, **sent)) for path, sent in texts.items()} == dict.fromkeys(
        texts, (422, "not-valid")
    )
    assert said(theirs.ask("search", q="fridge\x00")) == (422, "not-valid")


def test_the_paces_of_the_pages_hold(program, reader, question, moderator, settings):
    settings.WRITE_LIMITS = {"posts": {60: 1}}
    theirs, path = program(reader), f"topics/{question.pk}/posts"
    assert theirs.say(path, **a_text(1)).status_code == 201
    often = theirs.say(path, **a_text(2, "And once more before the clinic closes."))
    assert (said(often), often.json()["status"], "Retry-After" in often) == ((429, "too-often"), 429, True)
    settings.WRITE_LIMITS = {}
    Brake.objects.create(topic=question, set_by=moderator, reason="We read it first.", closed_from=timezone.now())
    assert said(theirs.say(path, **a_text(3))) == (422, "not-now")


def test_what_is_sent_is_never_said_again(program, reader, question, caplog):
    """Neither in a refusal nor in the log."""
    words = "The copper kettle stands beside the fridge."
    refused = program(reader).say(f"topics/{question.pk}/posts", body=words, client_id=words, answer=words)
    assert (said(refused), "kettle" in refused.content.decode(), "kettle" in caplog.text) == (
        (422, "not-valid"), False, False,
    )  # fmt: skip


def test_a_member_makes_a_token_sees_it_once_and_is_told(as_, reader, sections):
    browser = as_(reader)
    form = {"name": "Rota of the clinic", "scopes": ["read"], "section": "discussion", "days": "30"}
    shown = browser.post("/settings/tokens/new/", form)
    token = re.findall(r"debrief_[\w-]{43}", shown.content.decode())[0]
    row = reader.tokens.get()
    assert (row.scopes, row.section, row.expires_at - row.created_at) == (["read"], "discussion", timedelta(days=30))
    assert "no-store" in shown["Cache-Control"]
    listed = browser.get("/settings/tokens/").content.decode()
    assert ("Rota of the clinic" in listed, "In Discussion alone." in listed, token in listed) == (True, True, False)
    assert [letter.subject for letter in mail.outbox] == ["Debrief: A program may act for you"]
    assert token not in mail.outbox[0].body
    assert reader.notifications.get().subject == "An access token for a program was made"
    assert browser.post("/settings/tokens/new/", form).status_code == 422
    assert browser.post("/settings/tokens/new/", {"name": EMERGENCY[:60]}).status_code == 422
    browser.post(f"/settings/tokens/{row.pk}/revoke/")
    assert reader.tokens.count() == 0


def test_a_token_asks_for_a_fresh_proof(as_, reader, settings):
    settings.STEP_UP_MINUTES = 15
    browser = as_(reader)
    session = browser.session
    session["account_authentication_methods"] = [{"method": "password", "at": 0}]
    session.save()
    led = browser.post("/settings/tokens/new/", {"name": "Rota", "scopes": ["read"], "days": "30"})
    assert (led.status_code, led["Location"].split("?")[0], reader.tokens.count()) == (
        302, "/accounts/reauthenticate/", 0,
    )  # fmt: skip
