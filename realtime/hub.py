"""One subscription per process and stream; a ready frame goes to every local socket in one loop."""

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Any, Protocol
from weakref import WeakKeyDictionary

from channels.layers import get_channel_layer

from realtime.line import Ready

log = logging.getLogger(__name__)

YIELD_EVERY = 200  # sockets written before pages get a turn again
RETRY_SECONDS = 0.5
ECHO_EVERY = 1.0
ECHO_PATIENCE = 3.0
ECHO = "echo"
JOINED = json.dumps({"kind": "joined"})
RECHECK = json.dumps({"kind": "recheck"})

Answers = dict[Hashable, Any]  # one round of asking: sockets with the same question share its answer


class Listener(Protocol):
    """What the hub needs of a socket."""

    async def deliver(self, ready: Ready) -> None: ...

    def hold(self) -> None: ...

    async def recheck(self, answers: Answers) -> None: ...


class Hub:
    """The sockets of one event loop, by stream."""

    def __init__(self) -> None:
        self.listeners: dict[str, set[Listener]] = defaultdict(set)
        self.lock = asyncio.Lock()
        self.channel = ""
        self.reader: asyncio.Task[None] | None = None
        self.watcher: asyncio.Task[None] | None = None
        self.echoed = asyncio.Event()
        self.asking: set[asyncio.Task[None]] = set()

    async def join(self, stream: str, listener: Listener) -> None:
        """Add a socket; the first one on a stream subscribes the process. Returns once nothing can be missed."""
        async with self.lock:
            await self._start()
            if not self.listeners[stream]:
                await get_channel_layer().group_add(stream, self.channel)
            self.listeners[stream].add(listener)

    async def leave(self, stream: str, listener: Listener) -> None:
        """Take a socket away; the last one on a stream ends the subscription."""
        async with self.lock:
            self.listeners[stream].discard(listener)
            if not self.listeners[stream]:
                del self.listeners[stream]
                await get_channel_layer().group_discard(stream, self.channel)

    async def _start(self) -> None:
        if self.reader is not None and not self.reader.done():
            return
        layer = get_channel_layer()
        self.channel = await layer.new_channel()
        for stream in self.listeners:
            await layer.group_add(stream, self.channel)
        self.reader = asyncio.create_task(self._read(), name="hub")
        self.watcher = asyncio.create_task(self._watch(), name="hub watch")

    async def _read(self) -> None:
        while True:
            try:
                message = await get_channel_layer().receive(self.channel)
                if message["type"] == ECHO:
                    self.echoed.set()
                else:
                    await self._fan_out(self.listeners.get(message["stream"], ()), message["text"])
            except asyncio.CancelledError:
                raise
            except Exception:
                # A lost message is found by the page's tail; a dead reader would not be.
                log.exception("hub: a frame was not delivered")
                await asyncio.sleep(RETRY_SECONDS)

    async def _watch(self) -> None:
        """Call to ourselves through the layer; after a silence every page hears `joined` and asks what it missed."""
        deaf = False
        while True:
            heard = await self._hears_itself()
            if deaf and heard:
                log.warning("hub: the layer is back; pages ask for what they missed")
                everybody = set().union(*self.listeners.values())
                self.recheck(list(everybody))
                await self._fan_out(everybody, JOINED)
            elif not heard and not deaf:
                log.warning("hub: the layer is away; posts are saved, open pages wait")
            deaf = not heard
            await asyncio.sleep(ECHO_EVERY)

    async def _hears_itself(self) -> bool:
        self.echoed.clear()
        try:
            async with asyncio.timeout(ECHO_PATIENCE):
                await get_channel_layer().send(self.channel, {"type": ECHO})
                await self.echoed.wait()
        except Exception:  # refused, reset, full or silent: all mean that frames may be getting lost
            return False
        return True

    async def _fan_out(self, listeners: "Iterable[Listener]", text: str) -> None:
        if text == RECHECK:
            self.recheck(list(listeners))
            return
        ready = Ready(text)
        for count, listener in enumerate(list(listeners), start=1):
            try:
                await listener.deliver(ready)
            except Exception as error:  # one broken socket must not cost the others their frame
                log.warning("hub: a socket failed: %s", type(error).__name__)
            if count % YIELD_EVERY == 0:
                await asyncio.sleep(0)

    def recheck(self, listeners: "list[Listener]") -> None:
        """From now on none of them hears a thing; each is asked in turn, while other frames travel on."""
        for listener in listeners:
            listener.hold()
        task = asyncio.create_task(ask_all(listeners), name="hub asking")
        self.asking.add(task)
        task.add_done_callback(self.asking.discard)


async def ask_all(listeners: "list[Listener]") -> None:
    answers: Answers = {}
    for listener in listeners:
        try:
            await listener.recheck(answers)
        except Exception as error:
            log.warning("hub: a socket could not be asked: %s", type(error).__name__)


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def hub() -> Hub:
    """The hub of the running loop (a server process has one loop; each asynchronous test has its own)."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        _hubs[loop] = Hub()
    return _hubs[loop]
