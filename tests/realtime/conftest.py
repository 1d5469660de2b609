"""Sockets through the whole stack: origin check, session cookie, route, consumer, hub."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from config.asgi import application
from forum.models import Topic
from members.models import Member

ORIGIN = "http://testserver"
PATIENCE = 30  # only a test that fails waits so long


class Ear:
    """One open socket, as a browser holds it."""

    def __init__(self, path: str, client: Client, origin: str | None) -> None:
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
        headers = [(b"cookie", cookies.encode())] + ([(b"origin", origin.encode())] if origin else [])
        self.client = client
        self.wire = WebsocketCommunicator(application, path, headers=headers)

    async def open(self) -> tuple[bool, Any]:
        return await self.wire.connect(timeout=PATIENCE)

    async def next(self) -> dict[str, Any]:
        """The next frame, or the close code as {"closed": code}."""
        message = await self.wire.receive_output(timeout=PATIENCE)
        return {"closed": message["code"]} if message["type"] == "websocket.close" else json.loads(message["text"])

    async def say(self, text: str | None = None, data: bytes | None = None) -> None:
        await self.wire.send_input({"type": "websocket.receive", "text": text, "bytes": data})

    async def hears_nothing(self) -> bool:
        return await self.wire.receive_nothing(timeout=0.3)

    async def hang_up(self) -> None:
        if not self.wire.future.done():
            await self.wire.disconnect(timeout=PATIENCE)


OpenSocket = Callable[..., Awaitable[Ear]]


@pytest.fixture
async def listen(transactional_db) -> AsyncIterator[OpenSocket]:
    """`await listen(path, member)` opens a socket; all are hung up when the test ends."""
    ears: list[Ear] = []

    async def listening(path: str, member: Member | None = None, *, origin: str | None = ORIGIN) -> Ear:
        client = Client()
        if member:
            await sync_to_async(client.force_login)(member)
        ear = Ear(path, client, origin)
        ears.append(ear)
        await ear.open()
        return ear

    yield listening
    for ear in ears:
        await ear.hang_up()


@pytest.fixture
def hearing(listen: OpenSocket) -> OpenSocket:
    """The same, past its first frame."""

    async def joined(path: str, member: Member | None = None) -> Ear:
        ear = await listen(path, member)
        assert await ear.next() == {"kind": "joined"}
        return ear

    return joined


async def post_reply(member: Member, topic: Topic, body: str = "Twice a day.") -> HttpResponse:
    return await post(member, topic.reply_url, {"body": body, "client_id": uuid4()})


async def post(member: Member, path: str, data: dict[str, Any]) -> HttpResponse:
    client = Client()
    await sync_to_async(client.force_login)(member)
    return await sync_to_async(client.post)(path, data)


def topic_socket(topic: Topic) -> str:
    return f"/ws/topics/{topic.pk}/"


assert ORIGIN in settings.ORIGINS
