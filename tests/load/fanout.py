"""One reply to many open pages: when the last reader has it, what it costs each, and what an idle socket weighs."""

import asyncio
import re
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from uuid import uuid4

from tests.load.client import Connection
from tests.load.machine import Forum, Server, daphne

TOGETHER = 50  # handshakes at a time
ROUNDS = 5
PATIENCE = 30.0


@dataclass(frozen=True)
class Fan:
    """Times in ms from the start of the POST; processor time of the server in µs per socket."""

    sockets: int
    middle: float
    almost_all: float
    last: float
    cpu: float
    missed: int
    doubled: int
    kilobytes: float


async def fan(server: Server, topic: str, sessions: list[str], sockets: int) -> Fan:
    alone = median([await reply(server, topic, sessions[0]) for _ in range(ROUNDS)])
    idle = server.memory()
    readers = await open_pages(server, topic, sessions, sockets)
    weight = (server.memory() - idle) / 1024 / sockets
    seen = [await one_round(server, topic, sessions[0], readers) for _ in range(ROUNDS)]
    for reader in readers:
        await reader.__aexit__()
    times = sorted(median(values) for values in zip(*(sorted(took) for took, _, _ in seen), strict=True))
    cpu = median(used for _, used, _ in seen) - alone
    return Fan(
        sockets, times[len(times) // 2], times[int(0.99 * (len(times) - 1))], times[-1], 1e6 * cpu / sockets,
        sum(took.count(PATIENCE * 1000) for took, _, _ in seen), sum(more for _, _, more in seen), weight,
    )  # fmt: skip


async def open_pages(server: Server, topic: str, sessions: list[str], sockets: int) -> list[Connection]:
    async def one(number: int) -> Connection:
        connection = await Connection(server.port, sessions[number % len(sessions)]).__aenter__()
        await connection.listen(f"/ws{topic}")
        return connection

    found: list[Connection] = []
    for start in range(0, sockets, TOGETHER):
        found += await asyncio.gather(*(one(number) for number in range(start, min(start + TOGETHER, sockets))))
    return found


async def reply(server: Server, topic: str, session: str) -> float:
    """Processor seconds of one reply."""
    before = server.seconds()
    async with Connection(server.port, session) as connection:
        status = await connection.post(f"{topic}replies/", fields_of("We keep ours in a bound book on the shelf."))
    if status not in (200, 302):
        raise RuntimeError(f"a reply was answered with {status}")
    await asyncio.sleep(0.2)
    return server.seconds() - before


def fields_of(body: str) -> dict[str, str]:
    return {"body": body, "client_id": str(uuid4()), "rests_on": "opinion", "interest": "none"}


async def one_round(
    server: Server, topic: str, session: str, readers: list[Connection]
) -> tuple[list[float], float, int]:
    """How long each reader waited, the processor seconds, and how many frames of a post came twice."""
    marker = f"Note {uuid4().hex}"
    before, begun = server.seconds(), perf_counter()

    async def wait(reader: Connection) -> float:
        try:
            async with asyncio.timeout(PATIENCE):
                while marker.encode() not in await reader.frame():
                    pass
        except TimeoutError:
            return PATIENCE * 1000
        return 1000 * (perf_counter() - begun)

    waiting = [asyncio.create_task(wait(reader)) for reader in readers]
    async with Connection(server.port, session) as connection:
        status = await connection.post(f"{topic}replies/", fields_of(f"We write it down. {marker}"))
    if status not in (200, 302):
        raise RuntimeError(f"a reply was answered with {status}")
    took = list(await asyncio.gather(*waiting))
    await asyncio.sleep(0.3)
    used = server.seconds() - before
    return took, used, sum([await came_again(reader, marker) for reader in readers])


async def came_again(reader: Connection, marker: str) -> bool:
    """Whether another frame with the same post lies there already."""
    waiting = bytes(reader.reader._buffer)  # what has come and was not read
    return marker.encode() in waiting


async def a_discussion(server: Server) -> str:
    async with Connection(server.port) as connection:
        page = (await connection.get("/sections/discussion/")).decode()
    return re.findall(r'href="(/topics/\d+/)"', page)[-1]


def measure(forum: Forum, *, counts: tuple[int, ...]) -> list[str]:
    lines = []
    for sockets in counts:
        with daphne("tests.load.unread:application", forum.env) as server:
            topic = asyncio.run(a_discussion(server))
            found = asyncio.run(fan(server, topic, forum.sessions, sockets))
        lines.append(
            f"{found.sockets:5} sockets   50 % {found.middle:7.1f} ms   99 % {found.almost_all:7.1f}"
            f"   last {found.last:7.1f}   {found.cpu:6.1f} µs and {found.kilobytes:5.1f} kB each"
            f"   missed {found.missed}, doubled {found.doubled}"
        )
    return lines
