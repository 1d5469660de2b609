"""The door never lets an error reach an author, whatever is broken behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import uuid4

import pytest
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction

from firstrun.services import free_port
from forum.models import Post
from realtime import streams
from realtime.door import announce
from realtime.frames import Bell, Frame
from tests.conftest import make_reply

pytestmark = pytest.mark.django_db(transaction=True)
MEMORY = "channels.layers.InMemoryChannelLayer"


@dataclass(frozen=True)
class Told:
    def frames(self) -> Iterable[Frame]:
        yield Bell(streams.DUTY, "queue")


@dataclass(frozen=True)
class Unspeakable:
    def frames(self) -> Iterable[Frame]:
        raise ZeroDivisionError


@pytest.fixture
def away(settings) -> None:
    """A layer at an address where nobody listens."""
    hosts = [{"address": f"redis://127.0.0.1:{free_port()}/0"}]
    layer = {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": hosts}}
    settings.CHANNEL_LAYERS = {"default": layer}


def test_a_reply_is_saved_and_answered_while_the_layer_is_away(as_, away, reader, author, question, caplog):
    page = as_(reader).post(question.reply_url, {"body": "Twice a day.", "client_id": "5f" * 16})

    reply = question.posts.replies().get()
    assert (page.status_code, page["Location"], page["Debrief-Outcome"]) == (302, reply.get_absolute_url(), "published")
    assert author.notifications.count() == 1
    refused = [message.partition(" (")[0] for message in caplog.messages if message.startswith("event")]
    assert refused == ["event not delivered: ReplyPosted", "event not delivered: MembersNotified"]


def test_a_reader_who_is_behind_misses_frames_and_no_post_is_lost(as_, reader, discussion, settings, caplog):
    """A full channel drops what does not fit: the page finds it by its tail."""
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": MEMORY, "CONFIG": {"capacity": 2}}}
    layer = get_channel_layer()
    channel = async_to_sync(layer.new_channel)()
    async_to_sync(layer.group_add)(streams.topic(discussion.pk), channel)
    browser, bodies = as_(reader), [f"We keep number {number} on the shelf." for number in range(4)]
    pages = [browser.post(discussion.reply_url, {"body": body, "client_id": uuid4()}) for body in bodies]
    assert ([page.status_code for page in pages], layer.channels[channel].qsize()) == ([302] * 4, 2)
    refused = [message for message in caplog.messages if message.startswith("event")]
    stored = discussion.posts.replies().order_by("pk").values_list("body", flat=True)
    assert (list(stored), refused) == (bodies, [])
    assert len(browser.get(f"/topics/{discussion.pk}/tail/?after=0").json()["changes"]) == 5


def test_an_event_that_cannot_be_told_costs_a_log_line(caplog):
    with transaction.atomic():
        announce(Unspeakable())
    assert caplog.messages == ["event not delivered: Unspeakable"]


def test_what_was_rolled_back_is_never_told(question, reader, away, caplog):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        make_reply(question, reader)
        announce(Told())
        raise ZeroDivisionError

    assert Post.objects.replies().count() == 0
    assert caplog.messages == []
