"""Who may open a socket, and what becomes of one that talks."""

import asyncio
import contextlib

import pytest
from django.conf import settings

from forum.models import Status
from realtime.hub import hub
from realtime.socket import MAX_BYTES, StreamSocket
from tests.realtime.conftest import PATIENCE, topic_socket

pytestmark = pytest.mark.django_db(transaction=True)


async def test_it_says_that_it_joined_and_answers_a_ping(listen, reader, question):
    ear = await listen(topic_socket(question), reader)

    assert await ear.next() == {"kind": "joined"}
    await ear.say("ping")
    assert await ear.next() == {"kind": "pong"}


async def test_a_visitor_hears_a_public_topic(listen, discussion):
    ear = await listen(topic_socket(discussion))
    assert await ear.next() == {"kind": "joined"}


@pytest.mark.parametrize("path", ["/ws/topics/999999/", "/ws/sections/999999/", "/ws/nowhere/", "/"])
async def test_what_does_not_exist_is_a_close_code(listen, reader, path):
    assert await (await listen(path, reader)).next() == {"closed": 4404}


async def test_a_visitor_has_no_socket_of_their_own(listen):
    assert await (await listen("/ws/me/")).next() == {"closed": 4403}


async def test_a_members_topic_looks_to_visitors_as_if_it_did_not_exist(listen, question):
    assert await (await listen(topic_socket(question))).next() == {"closed": 4404}


async def test_a_hidden_topic_is_open_to_its_author_and_moderators_alone(listen, author, reader, moderator, question):
    question.status = Status.HIDDEN
    await question.asave()

    heard = [await (await listen(topic_socket(question), member)).next() for member in (author, moderator, reader)]
    assert heard == [{"kind": "joined"}, {"kind": "joined"}, {"closed": 4404}]


@pytest.mark.parametrize("origin", [None, "https://elsewhere.example", "http://testserver:8001", "https://testserver"])
async def test_another_origin_is_refused(listen, reader, question, origin):
    ear = await listen("/ws/nowhere/", reader)
    stranger = type(ear)(topic_socket(question), ear.client, origin)

    assert (await stranger.open())[0] is False


@pytest.mark.parametrize(
    ("text", "data", "code"),
    [
        ("hello", None, 4400),
        ("", None, 4400),
        ('{"kind":"fragment"}', None, 4400),
        (None, b"\x00\xff", 4400),
        ("x" * (MAX_BYTES + 1), None, 4413),
    ],
)
async def test_a_socket_that_talks_is_closed(hearing, reader, question, text, data, code):
    ear = await hearing(topic_socket(question), reader)
    await ear.say(text, data)
    assert await ear.next() == {"closed": code}


class Hanging(StreamSocket):
    """It has joined one stream, and then its question is never answered, or its page says nothing."""

    def __init__(self, *, hangs: bool) -> None:
        super().__init__()
        self.hangs, self.reached = hangs, asyncio.Event()

    async def allowed_streams(self) -> list[str]:
        if self.hangs:
            self.reached.set()
            await asyncio.Event().wait()
        return ["given-up"]


@pytest.mark.parametrize("hangs", [True, False])
async def test_a_socket_that_the_server_gives_up_is_counted_no_more(hangs):
    """As daphne does with one that has not ended a while after its page was closed."""
    socket, session = Hanging(hangs=hangs), f"given-up-{hangs}"
    said = asyncio.Queue()
    said.put_nowait({"type": "websocket.connect"})

    async def heard(message: dict) -> None:
        if "joined" in message.get("text", ""):
            socket.reached.set()

    cookie = (b"cookie", f"{settings.SESSION_COOKIE_NAME}={session}".encode())
    task = asyncio.create_task(socket({"type": "websocket", "path": "/", "headers": [cookie]}, said.get, heard))
    await asyncio.wait_for(socket.reached.wait(), PATIENCE)
    before = (hub().sessions.held[session], socket in hub().listeners.get("given-up", ()))
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    after = (session in hub().sessions.held, "given-up" in hub().listeners, task.cancelled())
    assert (before, after) == ((1, not hangs), (False, False, True))
