"""Open pages without a screen: a socket each, the tail for what they missed, and back again as a browser comes back."""

import asyncio
import json
import random
import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

from tests.load.client import Connection, Refused

SHORTEST, LONGEST = 0.5, 8.0  # as static/js/streams.js waits
SILENCE = 40.0  # a browser pings; here a socket that says nothing for so long counts as dead
GONE = (OSError, EOFError, asyncio.IncompleteReadError, TimeoutError, Refused)


def jitter(attempt: int) -> float:
    return random.uniform(SHORTEST, max(SHORTEST, min(LONGEST, SHORTEST * 2**attempt)))


@dataclass(eq=False)
class Reader:
    """One open topic page. `seen` is its version, `elements` what stands on it, `frames` how often each came."""

    ports: list[int]
    topic: str
    session: str = ""
    seen: int = 0
    elements: set[str] = field(default_factory=set)
    frames: Counter[int] = field(default_factory=Counter)
    attempt: int = 0
    tails: int = 0

    async def read(self) -> None:
        while True:
            try:
                async with Connection(self.ports[0], self.session) as line:
                    await line.listen(f"/ws{self.topic}")
                    self.attempt = 0
                    await self.fetch_tail()
                    while True:
                        await self.hear(json.loads(await asyncio.wait_for(line.frame(), SILENCE)))
            except GONE:
                self.attempt += 1
                self.ports = [*self.ports[1:], self.ports[0]]
                await asyncio.sleep(jitter(self.attempt))

    async def hear(self, frame: dict) -> None:
        if frame["kind"] == "joined" or (frame["kind"] == "bell" and frame["about"] == "changed"):
            await self.fetch_tail()
        if frame["kind"] not in ("fragment", "gone") or "version" not in frame:
            return
        self.frames[frame["version"]] += 1
        if frame["version"] <= self.seen:
            return
        if frame["version"] > self.seen + 1:
            await self.fetch_tail()
        else:
            self.seen = frame["version"]
            self.elements.add(frame["element"])

    async def fetch_tail(self) -> None:
        """Until it is answered, at whichever server."""
        attempt = 0
        while True:
            try:
                async with asyncio.timeout(10), Connection(self.ports[attempt % len(self.ports)], self.session) as line:
                    while await self.next_of_tail(line):
                        pass
                return
            except GONE:
                attempt += 1
                await asyncio.sleep(jitter(attempt))

    async def next_of_tail(self, line: Connection) -> bool:
        self.tails += 1
        answer = json.loads(await line.get(f"{self.topic}tail/?after={self.seen}"))
        self.elements |= {change["element"] for change in answer["changes"]}
        self.seen = max(self.seen, answer["version"])
        return bool(answer["more"])


class Readers(threading.Thread):
    """All of them, on one loop of their own."""

    def __init__(self, ports: list[int], topic: str, sessions: list[str], count: int) -> None:
        super().__init__(daemon=True)
        turned = [ports, [*ports[1:], ports[0]]]
        self.all = [Reader(turned[n % 2], topic, sessions[n % len(sessions)]) for n in range(count)]
        self.loop = asyncio.new_event_loop()

    def run(self) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_until_complete(self.read_all())

    async def read_all(self) -> None:
        self.tasks = [asyncio.create_task(reader.read()) for reader in self.all]
        await asyncio.gather(*self.tasks, return_exceptions=True)

    def stop(self) -> None:
        self.loop.call_soon_threadsafe(lambda: [task.cancel() for task in self.tasks])
        self.join(10)

    def seconds_until_whole(self, posts: set[str], patience: float) -> float:
        """How long until every page shows all of these posts; `patience` and more means never."""
        started = time.monotonic()
        while time.monotonic() - started < patience:
            if all(posts <= reader.elements for reader in self.all):
                return time.monotonic() - started
            time.sleep(0.05)
        return patience

    def missing(self, posts: set[str]) -> int:
        return sum(len(posts - reader.elements) for reader in self.all)

    def doubled(self) -> int:
        return sum(count - 1 for reader in self.all for count in reader.frames.values())


def elements(addresses: list[str]) -> set[str]:
    """The elements behind the addresses of posts: /topics/4/#post-9 is post-9."""
    return {found[0] for address in addresses if (found := re.findall(r"#(post-\d+)", address))}
