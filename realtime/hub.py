"""One subscription per process and stream; a ready frame goes to every local socket in one loop."""

import asyncio
import contextlib
import json
import logging
from collections import defaultdict
from collections.abc import Hashable, Iterable
from itertools import count
from typing import Any, NamedTuple, Protocol
from weakref import WeakKeyDictionary

import redis
from channels.layers import get_channel_layer

from realtime.limits import Sessions
from realtime.line import Ready
from realtime.wire import shard_of, shards_of

log = logging.getLogger(__name__)

YIELD_EVERY = 200  # sockets written before pages get a turn again
RETRY_SECONDS = 0.5
ECHO_EVERY = 1.0
ECHO_PATIENCE = 3.0
ECHO = "echo"
TRIES = 3
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
        self.starting = asyncio.Lock()
        self.locks: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)  # by server of the layer
        self.owed: set[str] = set()  # streams with listeners whose server did not take the subscription
        self.channel = ""
        self.reader: asyncio.Task[None] | None = None
        self.watchers: list[asyncio.Task[None]] = []
        self.echoed: dict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self.asking: set[asyncio.Task[None]] = set()
        self.sessions = Sessions()

    async def join(self, stream: str, listener: Listener, *, may_wait: bool = False) -> None:
        """Add a socket; the first one on a stream subscribes the process. Returns once nothing can be missed.

        A stream that may wait is joined when its server is back, and its listeners are told to ask then.
        """
        async with self.starting:
            await self._start()
        async with self.locks[shard_of(get_channel_layer(), stream)]:
            if not self.listeners.get(stream) or stream in self.owed:
                await self._subscribe(stream, may_wait)
            self.listeners[stream].add(listener)

    async def _subscribe(self, stream: str, may_wait: bool) -> None:
        try:
            await get_channel_layer().group_add(stream, self.channel)
            self.owed.discard(stream)
        except Exception as error:
            if not may_wait:
                raise
            log.warning("hub: a stream must wait for its server: %s", type(error).__name__)
            self.owed.add(stream)

    async def leave(self, stream: str, listener: Listener) -> None:
        """Take a socket away; the last one on a stream ends the subscription."""
        async with self.locks[shard_of(get_channel_layer(), stream)]:
            self.listeners[stream].discard(listener)
            if not self.listeners[stream]:
                del self.listeners[stream]
                self.owed.discard(stream)
                await get_channel_layer().group_discard(stream, self.channel)

    async def _start(self) -> None:
        if self.reader is not None and not self.reader.done():
            return
        layer = get_channel_layer()
        self.channel = await a_channel(layer)
        for stream in list(self.listeners):
            await self._subscribe(stream, may_wait=True)
        self.reader = asyncio.create_task(self._read(), name="hub")
        for watcher in self.watchers:
            watcher.cancel()
        self.watchers = [asyncio.create_task(self._watch(shard), name="hub watch") for shard in shards_of(layer)]

    async def _read(self) -> None:
        while True:
            try:
                message = await get_channel_layer().receive(self.channel)
                if message["type"] == ECHO:
                    self.echoed[message["shard"]].set()
                else:
                    await self._fan_out(self.listeners.get(message["stream"], ()), message["text"])
            except asyncio.CancelledError:
                raise
            except Exception:
                # A lost message is found by the page's tail; a dead reader would not be.
                log.exception("hub: a frame was not delivered")
                await asyncio.sleep(RETRY_SECONDS)

    async def _watch(self, shard: str) -> None:
        """Call to ourselves through a server; after a silence its pages hear `joined` and ask what they missed."""
        deaf, stream = False, echo_on(shard, self.channel)
        while True:
            heard = await self._hears_itself(shard, stream)
            if heard and (deaf or self.owed):
                await self._catch_up(shard, everything=deaf)
            elif not heard and not deaf:
                log.warning("hub: the layer is away; posts are saved, open pages wait")
            deaf = not heard
            await asyncio.sleep(ECHO_EVERY)

    async def _catch_up(self, shard: str, *, everything: bool) -> None:
        """Rights as well: a change of them may have been among what was missed."""
        layer = get_channel_layer()
        streams = [name for name in (self.listeners if everything else self.owed) if shard_of(layer, name) == shard]
        for stream in streams:
            await self._subscribe(stream, may_wait=True)
        waiting: set[Listener] = set().union(*(self.listeners.get(name, ()) for name in streams))
        if waiting:
            log.warning("hub: the layer is back; pages ask for what they missed")
            self.recheck(list(waiting))
            await self._fan_out(waiting, JOINED)

    async def _hears_itself(self, shard: str, stream: str) -> bool:
        echoed, layer = self.echoed[shard], get_channel_layer()
        echoed.clear()
        try:
            async with asyncio.timeout(ECHO_PATIENCE):
                await layer.group_add(stream, self.channel)
                await layer.group_send(stream, {"type": ECHO, "shard": shard})
                await echoed.wait()
        except Exception:  # refused, reset, full or silent: all mean that frames may be getting lost
            return False
        return True

    async def _fan_out(self, listeners: "Iterable[Listener]", text: str) -> None:
        if text == RECHECK:
            self.recheck(list(listeners))
            return
        ready = Ready(text)
        for number, listener in enumerate(list(listeners), start=1):
            try:
                await listener.deliver(ready)
            except Exception as error:  # one broken socket must not cost the others their frame
                log.warning("hub: a socket failed: %s", type(error).__name__)
            if number % YIELD_EVERY == 0:
                await asyncio.sleep(0)

    def recheck(self, listeners: "list[Listener]") -> None:
        """From now on none of them hears a thing; each is asked in turn, while other frames travel on."""
        for listener in listeners:
            listener.hold()
        task = asyncio.create_task(ask_all(listeners), name="hub asking")
        self.asking.add(task)
        task.add_done_callback(self.asking.discard)


async def a_channel(layer: Any) -> str:
    """A name of its own falls to any server: while some are away, others still serve."""
    for _ in range(TRIES * len(shards_of(layer)) - 1):
        with contextlib.suppress(redis.RedisError):
            return await layer.new_channel()
    return await layer.new_channel()


def echo_on(shard: str, channel: str) -> str:
    """A stream of this process alone, by a name that falls to this server."""
    layer = get_channel_layer()
    names = (f"{ECHO}.{channel}.{number}".replace("!", ".") for number in count())
    return next(name for name in names if shard_of(layer, name) == shard)


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


class Listening(NamedTuple):
    sockets: int
    streams: int


def listening() -> Listening:
    """How many open pages this process serves, and how many streams they hear; for whoever counts."""
    streams = [set(heard) for one in list(_hubs.values()) for heard in list(one.listeners.values()) if heard]
    return Listening(len(set().union(*streams)), len(streams))
