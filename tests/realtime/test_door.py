"""The door never lets an error reach an author, whatever is broken behind it."""

from collections.abc import Iterable
from dataclasses import dataclass

import pytest
from django.db import transaction

from firstrun.services import free_port
from forum.models import Post
from realtime import streams
from realtime.door import announce
from realtime.frames import Bell, Frame
from tests.conftest import make_reply

pytestmark = pytest.mark.django_db(transaction=True)


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
