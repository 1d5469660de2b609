"""One reply to many open pages: when the last reader has it, what it costs each, and what an idle socket weighs.

Beside it, in the same run, a bare daphne fans the same bytes to as many sockets, one ASGI message each.
"""

import asyncio
import contextlib
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from statistics import mean, median
from time import perf_counter
from uuid import uuid4

from tests.load.client import Connection
from tests.load.machine import Forum, Server, daphne

TOGETHER = 50  # handshakes at a time
ROUNDS = 5
PATIENCE = 30.0
IDLE_SECONDS = 22.0  # daphne pings each 20

Say = Callable[[Connection, str], Awaitable[int]]


@dataclass(frozen=True)
class Site:
    """Servers that share the readers, the address of a socket, and how something is said to all of them."""

    servers: list[Server]
    socket: str
    say: Say
    sessions: list[str]

    def seconds(self) -> float:
        return sum(server.seconds() for server in self.servers)

    def memory(self) -> int:
        return sum(server.memory() for server in self.servers)


@dataclass(frozen=True)
class Fan:
    """Times in ms from the start of the POST; processor time of the servers in µs per socket."""

    sockets: int
    middle: float
    almost_all: float
    last: float
    cpu: float
    missed: int
    doubled: int
    kilobytes: float
    length: int  # of the frame, in bytes
    idle: float  # percent of a core
    joining: float  # processor ms of one socket, from its handshake to its first frame

    def line(self, name: str) -> str:
        return (
            f"{self.sockets:5} sockets, {name:<20} 50 % {self.middle:7.1f} ms   99 % {self.almost_all:7.1f}"
            f"   last {self.last:7.1f}   {self.cpu:6.1f} µs and {self.kilobytes:5.1f} kB each"
            f"   joining {self.joining:4.2f} ms   idle {self.idle:4.2f} %"
            f"   missed {self.missed}, doubled {self.doubled}"
        )


@dataclass(frozen=True)
class Round:
    took: list[float]
    used: float
    doubled: int
    length: int


async def fan(site: Site, sockets: int, *, idle_for: float = 0.0) -> Fan:
    alone = mean([await said_to_nobody(site) for _ in range(ROUNDS)])
    empty, before = site.memory(), site.seconds()
    readers = await open_pages(site, sockets)
    joining = 1e3 * (site.seconds() - before) / sockets
    weight = (site.memory() - empty) / 1024 / sockets
    idle = await idle_cost(site, idle_for)
    rounds = [await one_round(site, readers) for _ in range(ROUNDS)]
    for reader in readers:
        await reader.__aexit__()
    times = sorted(median(values) for values in zip(*(sorted(one.took) for one in rounds), strict=True))
    cpu = mean(one.used for one in rounds) - alone  # a mean: the kernel counts in hundredths of a second
    return Fan(
        sockets, times[len(times) // 2], times[int(0.99 * (len(times) - 1))], times[-1], 1e6 * cpu / sockets,
        sum(one.took.count(PATIENCE * 1000) for one in rounds), sum(one.doubled for one in rounds), weight,
        rounds[0].length, idle, joining,
    )  # fmt: skip


async def open_pages(site: Site, sockets: int) -> list[Connection]:
    async def one(number: int) -> Connection:
        server = site.servers[number % len(site.servers)]
        connection = await Connection(server.port, site.sessions[number % len(site.sessions)]).__aenter__()
        await connection.listen(site.socket)
        return connection

    found: list[Connection] = []
    for start in range(0, sockets, TOGETHER):
        found += await asyncio.gather(*(one(number) for number in range(start, min(start + TOGETHER, sockets))))
    return found


async def idle_cost(site: Site, seconds: float) -> float:
    """Percent of a core while nobody says a thing."""
    if not seconds:
        return 0.0
    before = site.seconds()
    await asyncio.sleep(seconds)
    return 100 * (site.seconds() - before) / seconds


async def speak(site: Site, marker: str) -> None:
    async with Connection(site.servers[0].port, site.sessions[0]) as connection:
        status = await site.say(connection, marker)
    if status not in (200, 302):
        raise RuntimeError(f"a reply was answered with {status}")


async def said_to_nobody(site: Site) -> float:
    """Processor seconds of saying it alone."""
    before = site.seconds()
    await speak(site, "We keep ours in a bound book on the shelf.")
    await asyncio.sleep(0.3)
    return site.seconds() - before


async def one_round(site: Site, readers: list[Connection]) -> Round:
    """How long each reader waited, the processor seconds, and how many frames of a post came twice."""
    marker = f"Note {uuid4().hex}"
    before, begun = site.seconds(), perf_counter()

    async def wait(reader: Connection) -> tuple[float, int]:
        try:
            async with asyncio.timeout(PATIENCE):
                while marker.encode() not in (frame := await reader.frame()):
                    pass
        except TimeoutError:
            return PATIENCE * 1000, 0
        return 1000 * (perf_counter() - begun), len(frame)

    waiting = [asyncio.create_task(wait(reader)) for reader in readers]
    await speak(site, f"We write it down. {marker}")
    heard = await asyncio.gather(*waiting)
    await asyncio.sleep(0.3)
    used = site.seconds() - before
    doubled = sum([await came_again(reader, marker) for reader in readers])
    return Round([took for took, _ in heard], used, doubled, max(length for _, length in heard))


async def came_again(reader: Connection, marker: str) -> bool:
    """Whether another frame with the same post lies there already."""
    waiting = bytes(reader.reader._buffer)  # what has come and was not read
    return marker.encode() in waiting


async def a_discussion(server: Server) -> str:
    async with Connection(server.port) as connection:
        page = (await connection.get("/sections/discussion/")).decode()
    return re.findall(r'href="(/topics/\d+/)"', page)[-1]


def fields_of(body: str) -> dict[str, str]:
    return {"body": body, "client_id": str(uuid4()), "rests_on": "opinion", "interest": "none"}


def replies_to(topic: str) -> Say:
    async def say(connection: Connection, words: str) -> int:
        return await connection.post(f"{topic}replies/", fields_of(words))

    return say


def bytes_of(length: int) -> Say:
    async def say(connection: Connection, words: str) -> int:
        return await connection.post("/fan", {"words": words.ljust(length, ".")})

    return say


def forum_fan(forum: Forum, sockets: int, *, processes: int, idle_for: float = 0.0) -> Fan:
    with contextlib.ExitStack() as stack:
        application = "tests.load.unread:application"
        servers = [stack.enter_context(daphne(application, forum.env)) for _ in range(processes)]
        topic = asyncio.run(a_discussion(servers[0]))
        site = Site(servers, f"/ws{topic}", replies_to(topic), forum.sessions)
        return asyncio.run(fan(site, sockets, idle_for=idle_for))


def bare_fan(sockets: int, length: int, *, idle_for: float = 0.0) -> Fan:
    with daphne("tests.load.bare:application") as server:
        return asyncio.run(fan(Site([server], "/", bytes_of(length), [""]), sockets, idle_for=idle_for))


def measure(forum: Forum, *, counts: tuple[int, ...]) -> list[str]:
    lines = []
    for sockets in counts:
        idle_for = IDLE_SECONDS if sockets == max(counts) else 0.0
        ours = forum_fan(forum, sockets, processes=1, idle_for=idle_for)
        bare = bare_fan(sockets, ours.length, idle_for=idle_for)
        both = forum_fan(forum, sockets, processes=2)
        lines += [
            ours.line("the forum"), both.line("two over one Redis"), bare.line("bare daphne"),
            f"{'':14} ratio to bare: processor {bare.cpu / ours.cpu:.2f}, last reader {bare.last / ours.last:.2f},"
            f" memory {bare.kilobytes / ours.kilobytes:.2f}   (frame of {ours.length} bytes)",
        ]  # fmt: skip
    return lines
