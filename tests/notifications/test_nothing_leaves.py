"""What was held, stopped or hidden reaches nobody by any channel, however far the telling had come (NO9)."""

import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core import mail as outbox
from django.test import TestCase
from django.utils import timezone

from deflection.actions.pages import send_waiting as send_pages
from forum.actions.posts import hide_post, post_reply
from forum.digest import useful_for
from forum.models import Post, Watch
from notifications.leaving.actions.devices import add_device, ring_waiting
from notifications.leaving.actions.digests import send_digests
from notifications.leaving.actions.lines import send_waiting
from notifications.models import Digest, Notification, Preference
from screening import emergency
from tests.conftest import EMERGENCY
from tests.notifications.pushed import push_service
from tests.notifications.test_push import KEY

pytestmark = pytest.mark.django_db

CANARY = "kookaburra"
BODY = f"We keep a {CANARY} on the shelf beside the thermometer, and it has never been late."


@pytest.fixture
def watched(question, author, settings) -> Iterator[SimpleNamespace]:
    """A topic whose author wants everything, at once, in the digest and on a device, at any hour."""
    settings.VAPID_PRIVATE_KEY, settings.VAPID_SUBJECT = KEY, "mailto:site@example.org"
    settings.PUSH_TO_THIS_MACHINE = True
    ways = {"mail_replies": "at_once", "push_replies": True, "quiet": [None] * 7}
    Preference.objects.create(member=author, **ways)
    Watch.objects.create(member=author, topic=question, level="watch")
    now = timezone.now()
    Digest.objects.create(member=author, due_at=now, told_to=now - timedelta(hours=1))
    with push_service() as service:
        add_device(member=author, endpoint=service.endpoint("phone"), label="phone", now=now)
        yield SimpleNamespace(topic=question, author=author, service=service)


def reply(watched: SimpleNamespace, member, body: str) -> tuple[object, list[str]]:
    """What became of it, and every frame that left for a socket; whoever hears of it was told in the bell."""
    with TestCase.captureOnCommitCallbacks(execute=True) as callbacks:
        outcome = post_reply(topic=watched.topic, author=member, body=body, client_id=uuid4())
    events = [done.__self__.event for done in callbacks if hasattr(getattr(done, "__self__", None), "event")]
    return outcome, [json.dumps(frame.payload()) for event in events for frame in event.frames()]


def work() -> None:
    """All that the worker does, and does again."""
    for minute in (1, 12):
        now = timezone.now() + timedelta(minutes=minute)
        send_waiting(now=now)
        ring_waiting(now=now)
        send_pages(now=now)
        send_digests(now=now, ask=useful_for)


def change_to_digest() -> None:
    Preference.objects.update(mail_replies="digest")


def held(watched, reader, moderator, monkeypatch) -> list[str]:
    def out_of_order(*args: object, **kwargs: object) -> None:
        raise RuntimeError(CANARY)

    monkeypatch.setattr(emergency, "assess", out_of_order)
    outcome, frames = reply(watched, reader, BODY)
    assert outcome.status == "held"
    return frames


def deflected(watched, reader, moderator, monkeypatch) -> list[str]:
    outcome, frames = reply(watched, reader, f"{EMERGENCY} {CANARY}")
    assert (type(outcome).__name__, Post.objects.filter(body__contains=CANARY).exists()) == ("Deflection", False)
    return frames


def hidden(watched, reader, moderator, monkeypatch) -> list[str]:
    """Between the bell and the worker's next round. Its socket frame left while it was public."""
    post, _ = reply(watched, reader, BODY)
    assert watched.author.notifications.count() == 1
    with TestCase.captureOnCommitCallbacks(execute=True):
        hide_post(post=post, moderator=moderator)
    return []


@pytest.fixture(params=[held, deflected, hidden])
def left(request, watched, reader, moderator, monkeypatch, caplog) -> SimpleNamespace:
    caplog.set_level(logging.DEBUG)
    frames = request.param(watched, reader, moderator, monkeypatch)
    return SimpleNamespace(author=watched.author, service=watched.service, frames=frames, caplog=caplog)


def mails() -> list[str]:
    """Whole, as they leave; those to moderators on duty as well."""
    return [message.message().as_string() for message in outbox.outbox]


def test_by_mail(left):
    work()
    assert [message for message in outbox.outbox if left.author.email in message.to] == []
    assert [words for words in mails() if CANARY in words] == []


def test_by_push(left):
    work()
    assert left.service.taken == []


def test_by_socket(left):
    assert [frame for frame in left.frames if CANARY in frame] == []


def test_in_the_bell(left):
    assert left.author.notifications.count() == 0
    assert [row for row in Notification.objects.values() if CANARY in str(row)] == []


def test_in_the_digest(left):
    change_to_digest()
    work()
    assert [message for message in outbox.outbox if left.author.email in message.to] == []


def test_in_the_log(left):
    work()
    assert CANARY not in left.caplog.text


def test_what_stands_reaches_them_by_each_channel_and_none_but_the_socket_holds_a_word(watched, reader):
    """So that the tests above would see it."""
    _, frames = reply(watched, reader, BODY)
    assert len([frame for frame in frames if CANARY in frame]) == 1
    work()
    assert ([message.subject for message in outbox.outbox], len(watched.service.taken)) == (
        ["Debrief: There is a new reply in a topic that you watch"], 1,
    )  # fmt: skip
    assert [words for words in mails() if CANARY in words] == []
