"""The socket base: knows streams and nothing else."""

import json
import logging
import time
from collections import deque
from typing import Any

from channels.generic.websocket import AsyncWebsocketConsumer

from realtime.hub import JOINED, hub

log = logging.getLogger(__name__)

UNREADABLE = 4400
NOT_YOURS = 4403
NOT_FOUND = 4404
TOO_LARGE = 4413
TRY_AGAIN = 4503
MAX_BYTES = 65_536
ASK_AT_MOST = 30  # questions of one socket
ASK_WITHIN = 10.0  # in so many seconds; a page that waits for pauses never gets there


class QuietSocket(AsyncWebsocketConsumer):
    """Hears through the hub alone: a channel of its own per socket would cost the layer a subscription each."""

    channel_layer_alias = "none"


class StreamSocket(QuietSocket):
    """A listening socket. A subclass says which streams it may hear; the answer is asked again when rights change."""

    joined: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked: deque[float] = deque(maxlen=ASK_AT_MOST)

    async def allowed_streams(self) -> list[str] | int:
        """The streams this socket may hear now, or the close code that says why none."""
        return NOT_FOUND

    async def connect(self) -> None:
        """Join what may be heard, then say so: the page asks for what it missed only after that frame."""
        await self.accept()
        try:
            streams = await self.allowed_streams()
            if isinstance(streams, int):
                await self.close(streams)
                return
            for stream in streams:
                await hub().join(stream, self)
                self.joined += (stream,)
            await self.send(text_data=JOINED)
        except Exception as error:  # the layer or the database is away: the browser comes back by itself
            log.warning("a socket could not join: %s", type(error).__name__)
            await self.leave_and_close(TRY_AGAIN)

    async def disconnect(self, code: int) -> None:
        await self.leave(self.joined)

    async def leave(self, streams: tuple[str, ...]) -> None:
        """Hear these no more, at once; if the layer is away, its own subscription ends with it."""
        self.joined = tuple(stream for stream in self.joined if stream not in streams)
        for stream in streams:
            try:
                await hub().leave(stream, self)
            except Exception as error:
                log.warning("the layer did not hear of a leave: %s", type(error).__name__)

    async def leave_and_close(self, code: int) -> None:
        await self.leave(self.joined)
        await self.close(code)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Everything is written over HTTP; a socket may say ping, or ask what its subclass answers."""
        if bytes_data is not None or text_data is None:
            await self.leave_and_close(UNREADABLE)
        elif len(text_data.encode(errors="replace")) > MAX_BYTES:
            await self.leave_and_close(TOO_LARGE)
        elif text_data == "ping":
            await self.send(text_data='{"kind":"pong"}')
        elif not self.understands(question := parsed(text_data)):
            await self.leave_and_close(UNREADABLE)
        elif self.may_ask_again() and (answer := await self.answer(question)):
            await self.send(text_data=json.dumps(answer))

    def understands(self, question: Any) -> bool:
        """Whether this is a question that the subclass knows."""
        return False

    async def answer(self, question: Any) -> dict[str, Any] | None:
        """What to send back to this socket alone; None is silence."""
        return None

    def may_ask_again(self) -> bool:
        """At most ASK_AT_MOST questions in ASK_WITHIN seconds; the rest stay unanswered."""
        now = time.monotonic()
        if len(self.asked) == ASK_AT_MOST and now - self.asked[0] < ASK_WITHIN:
            return False
        self.asked.append(now)
        return True

    async def deliver(self, text: str) -> None:
        await self.send(text_data=text)

    async def recheck(self) -> None:
        """Ask again. A question that cannot be answered closes the socket: it never goes on by default."""
        try:
            streams = await self.allowed_streams()
        except Exception as error:
            log.warning("a socket could not be checked: %s", type(error).__name__)
            streams = TRY_AGAIN
        if isinstance(streams, int):
            await self.leave_and_close(streams)
        else:
            await self.leave(tuple(set(self.joined) - set(streams)))


def parsed(text: str) -> Any:
    """The JSON of a message, or None."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


class NowhereConsumer(QuietSocket):
    """The last route: an address that does not exist is a close code, not a server error."""

    async def connect(self) -> None:
        await self.accept()
        await self.close(NOT_FOUND)

    async def receive(self, text_data: Any = None, bytes_data: Any = None) -> None:
        await self.close(NOT_FOUND)
