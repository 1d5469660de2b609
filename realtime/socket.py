"""The socket base: knows streams and nothing else."""

import asyncio
import json
import logging
import random
import time
from collections.abc import Awaitable, Callable
from typing import Any

from channels.db import database_sync_to_async
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.http.cookie import parse_cookie

from realtime.hub import JOINED, Answers, hub
from realtime.limits import Allowance
from realtime.line import Line, Ready, line_beneath

log = logging.getLogger(__name__)

UNREADABLE = 4400
NOT_YOURS = 4403
NOT_FOUND = 4404
TOO_SLOW = 4408  # like every code from 4400 on but the two above and the last, it sends the page to polling
TOO_LARGE = 4413
TOO_OFTEN = 4429
TRY_AGAIN = 4503
MAX_BYTES = 65_536
BEHIND = 262_144  # bytes that a browser has not taken; what comes beyond them, it asks for later
HELD_AT_MOST = 100  # frames that wait until a socket has been asked
ASKED_EACH = 600.0  # seconds after which rights are asked anew though nobody spoke of a change: some lapse by the clock
OLD_AFTER = 12 * 3600.0  # the page opens another by itself


class QuietSocket(AsyncWebsocketConsumer):
    """Hears through the hub alone: a channel of its own per socket would cost the layer a subscription each."""

    channel_layer = None

    async def __call__(self, scope: dict[str, Any], receive: Callable[[], Awaitable[Any]], send: Any) -> None:
        """Without a channel there is one thing to wait for, and no task is needed to wait for it."""
        self.scope, self.base_send = scope, send
        try:
            while True:
                await self.dispatch(await receive())
        except StopConsumer:
            pass


class StreamSocket(QuietSocket):
    """A listening socket. A subclass says which streams it may hear; the answer is asked again when rights change."""

    joined: tuple[str, ...] = ()
    allowance: Allowance | None = None
    session = ""
    line: Line | None = None
    again: asyncio.TimerHandle | None = None
    holds = 0
    held: tuple[Ready, ...] = ()

    def may_hear(self) -> list[str] | int:
        """The streams this socket may hear now, or the close code that says why none. Asks the database."""
        return NOT_FOUND

    async def allowed_streams(self) -> list[str] | int:
        """All of it in one go: each way to the database's thread costs more than a question."""
        return await database_sync_to_async(self.may_hear)()

    async def connect(self) -> None:
        """Join what may be heard, then say so: the page asks for what it missed only after that frame."""
        await self.accept()
        if not hub().sessions.admit(session := session_of(self.scope)):
            await self.close(TOO_OFTEN)
            return
        self.session = session
        try:
            streams = await self.allowed_streams()
            if isinstance(streams, int):
                await self.close(streams)
                return
            for place, stream in enumerate(streams):
                await hub().join(stream, self, may_wait=place > 0)  # the first is what the page shows
                self.joined += (stream,)
            await self.send(text_data=JOINED)
            self.line = line_beneath(self.base_send)
            self.born = time.monotonic()
            self.ask_later()
        except Exception as error:  # the layer or the database is away: the browser comes back by itself
            log.warning("a socket could not join: %s", type(error).__name__)
            await self.leave_and_close(TRY_AGAIN)

    def ask_later(self) -> None:
        """Not all at once: those who came together are asked one by one."""
        loop = asyncio.get_running_loop()
        self.again = loop.call_later(ASKED_EACH * random.uniform(0.9, 1.1), self.ask_by_the_clock)

    def ask_by_the_clock(self) -> None:
        if self.joined:
            hub().recheck([self])
            self.ask_later()

    async def __call__(self, scope: dict[str, Any], receive: Callable[[], Awaitable[Any]], send: Any) -> None:
        """However it ends, by a closed page or because the server gives it up: it is counted and heard no more."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            await self.let_go()

    async def let_go(self) -> None:
        if self.again:
            self.again.cancel()
        if self.session:
            hub().sessions.let_go(self.session)
            self.session = ""
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
        """Everything is written over HTTP; a socket may say ping, or ask what its subclass answers.

        Beyond its allowance it is not heard; one that goes on and on is closed.
        """
        if not (allowance := self.allowance_now()).take(time.monotonic()):
            if allowance.is_flooded:
                await self.leave_and_close(TOO_OFTEN)
        elif bytes_data is not None or text_data is None:
            await self.leave_and_close(UNREADABLE)
        elif len(text_data.encode(errors="replace")) > MAX_BYTES:
            await self.leave_and_close(TOO_LARGE)
        elif text_data == "ping":
            await self.send(text_data='{"kind":"pong"}')
        elif not self.understands(question := parsed(text_data)):
            await self.leave_and_close(UNREADABLE)
        elif answer := await self.answer(question):
            await self.send(text_data=json.dumps(answer))

    def understands(self, question: Any) -> bool:
        """Whether this is a question that the subclass knows."""
        return False

    async def answer(self, question: Any) -> dict[str, Any] | None:
        """What to send back to this socket alone; None is silence."""
        return None

    def allowance_now(self) -> Allowance:
        """Made when it is first needed: most sockets only listen."""
        self.allowance = self.allowance or Allowance()
        return self.allowance

    async def deliver(self, ready: Ready) -> None:
        """Whoever does not read costs the others nothing: the frame is dropped, the page is sent to polling."""
        if self.holds:
            self.held += (ready,)
            if len(self.held) > HELD_AT_MOST:
                await self.leave_and_close(TRY_AGAIN)
        elif self.line is None:
            await self.send(text_data=ready.text)
        elif self.line.waiting() > BEHIND:
            await self.leave_and_close(TOO_SLOW)
        elif not self.line.write(ready.frame):
            await self.send(text_data=ready.text)

    def hold(self) -> None:
        """What comes now waits until it is known whether this socket may still hear it."""
        self.holds += 1

    async def recheck(self, answers: Answers) -> None:
        """Ask again. A question that cannot be answered closes the socket: it never goes on by default."""
        question = (type(self), self.scope["path"], cookie_of(self.scope))
        try:
            if question not in answers:
                answers[question] = await self.allowed_streams()
            await self.abide_by(answers[question])
        except Exception as error:
            log.warning("a socket could not be checked: %s", type(error).__name__)
            await self.leave_and_close(TRY_AGAIN)
        finally:
            await self.release()

    async def abide_by(self, streams: list[str] | int) -> None:
        if isinstance(streams, int):
            await self.leave_and_close(streams)
        elif time.monotonic() - self.born > OLD_AFTER:
            await self.leave_and_close(TRY_AGAIN)
        else:
            await self.leave(tuple(set(self.joined) - set(streams)))

    async def release(self) -> None:
        """Let through what waited, unless somebody asks yet again, or the socket has left."""
        self.holds -= 1
        if self.holds:
            return
        held, self.held = self.held, ()
        for ready in held if self.joined else ():
            await self.deliver(ready)


def cookie_of(scope: dict[str, Any]) -> bytes:
    """Who asks, as far as this floor can tell."""
    return next((value for name, value in scope["headers"] if name == b"cookie"), b"")


def session_of(scope: dict[str, Any]) -> str:
    """The key of the session that the browser holds, whether or not it stands."""
    return parse_cookie(cookie_of(scope).decode("latin-1")).get(settings.SESSION_COOKIE_NAME, "")


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
