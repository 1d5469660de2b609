"""One word in everything that members, patients and moderators can write: it leaves by no mail, push, log or line."""

import json
import logging
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core import mail as outbox
from django.test import TestCase
from django.utils import timezone

from audit.models import Line
from deflection.actions import keep_own_numbers
from deflection.actions.pages import send_waiting as send_pages
from deflection.gate import Writing, screen
from deflection.models import Deflection
from forum.actions import drafts
from forum.actions.bookmarks import keep_bookmark, remind_of_bookmarks
from forum.actions.endorsements import endorse_answer
from forum.actions.interests import declare_interests
from forum.actions.posts import edit_post, post_reply
from forum.actions.profiles import tell_about
from forum.actions.saved import save_search
from forum.actions.topics import open_topic
from forum.digest import useful_for
from forum.models import Post, Topic, Watch
from members.actions.own import declare_workplaces
from moderation.actions import decide_post, flag_post
from moderation.actions.concerns import answer_concern, raise_concern
from moderation.actions.measures import take_measure
from moderation.actions.notes import write_note
from moderation.models import Found
from notifications.leaving.actions.devices import add_device, ring_waiting
from notifications.leaving.actions.digests import send_digests
from notifications.leaving.actions.lines import send_waiting
from notifications.models import Digest, Preference
from privacy.actions.erasing import erase
from privacy.models import Words
from tests.conftest import EMERGENCY
from tests.notifications.pushed import push_service
from tests.notifications.test_push import KEY

pytestmark = pytest.mark.django_db
CANARY = "kookaburra"
SAID = f"We keep a {CANARY} on the shelf beside the thermometer, and it has never been late."


def write_everywhere(question: Topic, answer: Post, author, reader, expert) -> None:
    open_topic(section=question.section, author=author, title=f"A {CANARY}?", body=SAID, client_id=uuid4())
    reply = post_reply(topic=question, author=reader, body=SAID, client_id=uuid4())
    assert isinstance(reply, Post)
    edit_post(post=answer, editor=reader, body=f"{SAID} In a book.", reason=f"The {CANARY} was left out.")
    endorse_answer(post=answer, expert=expert, reason=f"The {CANARY} is in the guideline.", evidence="guideline")
    declare_interests(member=reader, words=f"Shares in {CANARY} farms.")
    tell_about(member=reader, about=f"I teach the {CANARY} method.")
    declare_workplaces(member=reader, names=[f"Clinic {CANARY}"], now=timezone.now())
    keep_bookmark(post=answer, member=author, note=f"The {CANARY}!", remind_on=timezone.localdate())
    save_search(member=author, name=f"All {CANARY}", text=CANARY, chosen={}, cadence="daily")
    keep_own_numbers(member=author, fields={"name": CANARY, "number": "0123"})
    drafts.save_draft(
        author=author, key="reply:1", label="A reply", url="/topics/1/", fields={"body": f"Half of it: {SAID}"}
    )
    screen(Writing(title=CANARY, body=f"{EMERGENCY} {CANARY}", place="questions"), author=author)


def moderate_everywhere(answer: Post, author, reader, moderator) -> None:
    flag_post(post=answer, member=author, reason="other", note=f"A {CANARY} is not sterile.")
    write_note(about=answer, author=moderator, words=f"Ask about the {CANARY}.")
    take_measure(member=author, by=moderator, rung="note", rule="other", text=f"Please leave the {CANARY} out.")
    decide_post(post=answer, moderator=moderator, verdict="hide", reason=f"Please leave the {CANARY} out.")
    concern = raise_concern(where=f"A text about a {CANARY}.", words=f"I am the {CANARY}.", post=None)
    reply = f"There is no {CANARY} here that is you, as far as we can see."
    answer_concern(concern=concern, moderator=moderator, found=Found.NOT_YOU, reply=reply)


def work() -> None:
    """All that the worker sends, at once and later."""
    remind_of_bookmarks()
    for minutes in (1, 12, 24 * 60):
        now = timezone.now() + timedelta(minutes=minutes)
        send_waiting(now=now)
        ring_waiting(now=now)
        send_pages(now=now)
        send_digests(now=now, ask=useful_for)


@pytest.fixture
def everybody(author, reader, expert, moderator, question, settings) -> SimpleNamespace:
    """Each of them wants everything at once, at any hour."""
    settings.VAPID_PRIVATE_KEY, settings.VAPID_SUBJECT = KEY, "mailto:site@example.org"
    settings.PUSH_TO_THIS_MACHINE = True
    for member in (author, reader, expert, moderator):
        ways = {"mail_replies": "at_once", "mail_yours": "at_once", "push_replies": True, "quiet": [None] * 7}
        Preference.objects.create(member=member, **ways)
        Watch.objects.create(member=member, topic=question, level="watch")
        told_to = timezone.now() - timedelta(hours=1)
        Digest.objects.create(member=member, due_at=timezone.now(), told_to=told_to)
    return SimpleNamespace(author=author, reader=reader, expert=expert, moderator=moderator)


def test_it_leaves_by_no_mail_push_log_or_line_of_the_chain(everybody, question, answer, caplog):
    caplog.set_level(logging.DEBUG)
    one = everybody
    with push_service() as service:
        add_device(member=one.author, endpoint=service.endpoint("phone"), label="phone", now=timezone.now())
        with TestCase.captureOnCommitCallbacks(execute=True):
            write_everywhere(question, answer, one.author, one.reader, one.expert)
        with TestCase.captureOnCommitCallbacks(execute=True):
            moderate_everywhere(answer, one.author, one.reader, one.moderator)
        work()
        with TestCase.captureOnCommitCallbacks(execute=True):
            erase(member=one.reader, words=Words.GO)
    assert (len(outbox.outbox) > 3, len(service.taken) > 0, Deflection.objects.count()) == (True, True, 1)
    sent = "".join(f"{mail.subject} {mail.body} {mail.alternatives} {mail.extra_headers}" for mail in outbox.outbox)
    recorded = json.dumps(list(Line.objects.values("deed", "about_kind", "about_id", "facts")))
    logged = "".join(entry.getMessage() for entry in caplog.records if entry.name != "django.db.backends")
    found = {"mail": sent, "record": recorded, "push": str(service.taken), "log": logged}
    assert [where for where, words in found.items() if CANARY in words] == []
