"""The socket base: knows streams and nothing else."""

import json
from typing import Any

from channels.generic.websocket import AsyncWebsocketConsumer

from realtime.hub import hub

UNREADABLE = 4400
NOT_YOURS = 4403
NOT_FOUND = 4404
TOO_LARGE = 4413
MAX_BYTES = 65_536


class StreamSocket(AsyncWebsocketConsumer):
    """A listening socket. A subclass says which streams it may hear; the answer is asked again when rights change."""

    joined: tuple[str, ...] = ()

    async def allowed_streams(self) -> list[str] | int:
        """The streams this socket may hear now, or the close code that says why none."""
        return NOT_FOUND

    async def connect(self) -> None:
        streams = await self.allowed_streams()
        await self.accept()
        if isinstance(streams, int):
            await self.close(streams)
            return
        for stream in streams:
            await hub().join(stream, self)
            self.joined += (stream,)
        # The page asks for what it missed only after this frame: join first, then ask.
        await self.send(text_data=json.dumps({"kind": "joined"}))

    async def disconnect(self, code: int) -> None:
        for stream in self.joined:
            await hub().leave(stream, self)
        self.joined = ()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Everything is written over HTTP; a socket that talks gets one chance to say ping."""
        if bytes_data is not None or text_data is None:
            await self.close(UNREADABLE)
        elif len(text_data) > MAX_BYTES:
            await self.close(TOO_LARGE)
        elif text_data == "ping":
            await self.send(text_data='{"kind":"pong"}')
        else:
            await self.close(UNREADABLE)

    async def deliver(self, text: str) -> None:
        await self.send(text_data=text)

    async def recheck(self) -> None:
        streams = await self.allowed_streams()
        if isinstance(streams, int):
            await self.close(streams)
        elif lost := set(self.joined) - set(streams):
            for stream in lost:
                await hub().leave(stream, self)
            self.joined = tuple(stream for stream in self.joined if stream not in lost)


class NowhereConsumer(AsyncWebsocketConsumer):
    """The last route: an address that does not exist is a close code, not a server error."""

    async def connect(self) -> None:
        await self.accept()
        await self.close(NOT_FOUND)

    async def receive(self, text_data: Any = None, bytes_data: Any = None) -> None:
        await self.close(NOT_FOUND)
