"""The same sockets through a real Redis-protocol server, and without it for a while."""

import asyncio
import runpy
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis
from asgiref.sync import sync_to_async
from channels.layers import get_channel_layer
from django.conf import settings as site

from firstrun import services
from forum.models import Post
from realtime import streams, wire
from realtime.hub import echo_on, hub
from realtime.wire import REST, shard_of
from tests.conftest import make_topic
from tests.realtime.conftest import post_reply, topic_socket

pytestmark = [pytest.mark.redis, pytest.mark.django_db(transaction=True)]

LONGER_THAN_A_READ_TIMEOUT = 6.5  # redis-py 8 ends a silent read after five seconds unless it is told not to
BACK_WITHIN = 20
LONG_PATIENCE = 3.0  # so that waiting once and waiting twice are far apart, however busy the machine


@pytest.fixture
def through(settings, monkeypatch) -> Callable[..., None]:
    """Set the channel layer as the real settings make it from the environment."""

    def use(*urls: str, patience: float = wire.PATIENCE) -> None:
        monkeypatch.setattr(wire, "PATIENCE", patience)
        monkeypatch.setenv("REDIS_URL", urls[0])
        monkeypatch.setenv("CHANNEL_REDIS_URLS", ",".join(urls))
        settings.CHANNEL_LAYERS = runpy.run_path(str(site.BASE_DIR / "config" / "settings.py"))["CHANNEL_LAYERS"]

    return use


class Server:
    """A Valkey of one's own that may be killed, frozen and started again at the same address."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, services.free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self) -> None:
        program = services.valkey_program()
        assert program is not None
        command = services.valkey_command(program, self.port, self.folder)
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
        assert services.wait_for(self.port, self.process)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def server(redis_url) -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="debrief-valkey-") as folder:
        server = Server(Path(folder))
        try:
            yield server
        finally:
            server.kill()


async def test_a_reply_travels_and_an_idle_socket_lives(through, redis_url, hearing, reader, stranger, question):
    through(redis_url)
    ear = await hearing(topic_socket(question), stranger)
    await asyncio.sleep(LONGER_THAN_A_READ_TIMEOUT)

    await post_reply(reader, question)

    frame = await ear.next()
    assert (frame["kind"], frame["version"]) == ("fragment", 2)
    assert await ear.hears_nothing()


async def test_a_process_subscribes_once_to_each_stream(through, server, hearing, author, reader, question):
    """And once to a channel and an echo of its own; no socket has one."""
    through(server.url)
    for member in (author, reader, reader):
        await hearing(topic_socket(question), member)

    with redis.Redis.from_url(server.url) as asking:  # the server's own word
        names = sorted(name.decode() for name in asking.pubsub_channels())
    groups = sorted(f"asgi__group__{name}" for name in (
        streams.EVERYBODY, streams.topic(question.pk), streams.member(author.pk), streams.member(reader.pk),
        echo_on(server.url, hub().channel),
    ))  # fmt: skip
    assert [name for name in names if "__group__" in name] == groups
    assert [name for name in names if "__group__" not in name] == [hub().channel]


async def test_while_the_server_is_dead_replies_are_saved_and_afterwards_pages_ask(
    through, server, listen, author, reader, stranger, question, caplog
):
    through(server.url)
    ear = await listen(topic_socket(question), stranger)
    assert await ear.next() == {"kind": "joined"}

    server.kill()
    page = await post_reply(reader, question, "Said while nobody could hear it.")
    assert (page.status_code, page["Debrief-Outcome"]) == (302, "published")
    assert await Post.objects.replies().acount() == 1
    assert any(message.startswith("event not delivered: ReplyPosted") for message in caplog.messages)
    # Refused, or joined to a connection that has not noticed yet: the second kind is told to ask again, like `ear`.
    newcomer = await (await listen(topic_socket(question), author)).next()
    assert newcomer in ({"closed": 4503}, {"kind": "joined"})
    await asyncio.sleep(1.2)

    server.start()
    assert await asyncio.wait_for(ear.next(), BACK_WITHIN) == {"kind": "joined"}
    await post_reply(reader, question, "Said afterwards.")
    frame = await ear.next()
    assert (frame["kind"], frame["version"]) == ("fragment", 3)
    late = await listen(topic_socket(question), author)
    assert await late.next() == {"kind": "joined"}


async def test_a_frozen_server_makes_the_author_wait_once_and_briefly(
    through, server, hearing, author, reader, stranger, question, caplog
):
    """The reply and the bells of those who take part are events of their own: the first waits, the other does not."""
    through(server.url, patience=LONG_PATIENCE)
    await post_reply(author, question, "The author takes part.")
    await post_reply(stranger, question, "So does a stranger.")
    ear = await hearing(topic_socket(question), stranger)

    server.process.send_signal(signal.SIGSTOP)
    try:
        started = time.monotonic()
        page = await post_reply(reader, question, "Said into the silence.")
        waited = time.monotonic() - started
    finally:
        server.process.send_signal(signal.SIGCONT)

    assert (page.status_code, page["Debrief-Outcome"]) == (302, "published")
    assert LONG_PATIENCE <= waited < 2 * LONG_PATIENCE
    refused = [message for message in caplog.messages if message.startswith("event not delivered, the layer does not")]
    assert [message.rpartition(" ")[2] for message in refused] == ["ReplyPosted", "MembersNotified"]
    await asyncio.sleep(REST)
    await post_reply(author, question, "Said afterwards.")
    frames = [await ear.next()]
    while frames[-1].get("version") != 5 and len(frames) < 6:  # bells, and perhaps the frame that was stuck
        frames.append(await ear.next())
    assert (frames[-1]["kind"], frames[-1]["version"]) == ("fragment", 5)


async def test_a_lost_server_of_several_silences_its_streams_alone_and_they_heal(
    through, server, redis_url, hearing, author, reader, stranger, sections
):
    through(redis_url, server.url)
    at = {}
    for _ in range(200):  # which server a topic falls to hangs on its number and on the servers' ports
        topic = await sync_to_async(make_topic)(sections["questions"], author)
        at[shard_of(get_channel_layer(), streams.topic(topic.pk))] = topic
        if len(at) == 2:
            break
    assert set(at) == {redis_url, server.url}
    living, lost = at[redis_url], at[server.url]
    beside, within = await hearing(topic_socket(living), stranger), await hearing(topic_socket(lost), stranger)

    server.kill()
    page = await post_reply(reader, lost, "Said while nobody could hear it.")
    assert (page.status_code, page["Debrief-Outcome"]) == (302, "published")
    await post_reply(reader, living)
    assert (await beside.next())["kind"] == "fragment"
    newcomer = await hearing(topic_socket(living), author)
    await post_reply(reader, living, "Said to a newcomer.")
    assert [(await ear.next())["kind"] for ear in (beside, newcomer)] == ["fragment", "fragment"]
    await asyncio.sleep(1.2)

    server.start()
    assert await asyncio.wait_for(within.next(), BACK_WITHIN) == {"kind": "joined"}
    await post_reply(reader, lost, "Said afterwards.")
    frames = [await within.next()]
    while frames[-1]["kind"] != "fragment":
        frames.append(await within.next())
    assert frames[-1]["version"] == 3
