"""Replies: what one costs, how long its author waits, and sixteen writers on one topic at once."""

import asyncio
from dataclasses import dataclass, field
from statistics import median, quantiles
from time import perf_counter

from tests.load import counted
from tests.load.client import Connection
from tests.load.fanout import a_discussion, fields_of
from tests.load.machine import Forum, Server, daphne
from tests.load.pages import cost_of

WRITERS, EACH = 16, 10
ONE_BY_ONE = 60
EVERY = 0.2
PACED = 50
DONE = (200, 302)


@dataclass
class Written:
    """Milliseconds of processor for one reply, of the server and of its database; how it went for the writers."""

    cpu: float
    database: float
    rate: float
    failed: int
    took: list[float] = field(default_factory=list)


async def write(
    server: Server, topic: str, sessions: list[str], *, writers: int, each: int, every: float = 0
) -> Written:
    took: list[float] = []

    async def some(session: str) -> int:
        failed = 0
        async with Connection(server.port, session) as connection:
            for number in range(each):
                begun = perf_counter()
                body = f"We keep number {number} in a bound book on the shelf."
                failed += await connection.post(f"{topic}replies/", fields_of(body)) not in DONE
                took.append(1000 * (perf_counter() - begun))
                await asyncio.sleep(max(0.0, every - (perf_counter() - begun)))
        return failed

    before, stored, begun = server.seconds(), server.database_seconds(), perf_counter()
    failed = sum(await asyncio.gather(*(some(session) for session in sessions[:writers])))
    span, number = perf_counter() - begun, writers * each
    await asyncio.sleep(0.2)
    cpu, database = server.seconds() - before, server.database_seconds() - stored
    return Written(1000 * cpu / number, 1000 * database / number, number / span, failed, took)


async def statements(server: Server, topic: str, sessions: list[str]) -> float:
    """How many for one reply; those that open and close the transaction are not counted."""
    async with Connection(server.port) as connection:
        before = int(await connection.get(counted.WHERE))
        await write(server, topic, sessions, writers=1, each=EACH)
        return (int(await connection.get(counted.WHERE)) - before) / EACH


async def one_round(server: Server, sessions: list[str]) -> list[Written]:
    """One by one, five a second, and all at once."""
    topic = await a_discussion(server)
    await write(server, topic, sessions, writers=1, each=5)
    return [
        await write(server, topic, sessions, writers=1, each=ONE_BY_ONE),
        await write(server, topic, sessions, writers=1, each=PACED, every=EVERY),
        await write(server, topic, sessions, writers=WRITERS, each=EACH),
    ]


async def counted_round(server: Server, sessions: list[str]) -> float:
    topic = await a_discussion(server)
    await write(server, topic, sessions, writers=1, each=5)
    return await statements(server, topic, sessions)


def measure(forum: Forum, *, rounds: int) -> list[str]:
    """Lines to print: the median of the rounds."""
    bare: list[float] = []
    found: list[list[Written]] = []
    for _ in range(rounds):
        with daphne("tests.load.bare:application") as server:
            bare.append(asyncio.run(cost_of(server, "/", "", 1_000)).cpu)
        with daphne("tests.load.unread:application", forum.env) as server:
            found.append(asyncio.run(one_round(server, forum.sessions)))
    with daphne("tests.load.counted:application", forum.env) as server:
        asked = asyncio.run(counted_round(server, forum.sessions))
    ratio = median(page / alone.cpu for page, (alone, _, _) in zip(bare, found, strict=True))
    alone, paced, crowd = zip(*found, strict=True)
    middle, late = median(median(one.took) for one in paced), median(quantiles(one.took, n=20)[-1] for one in paced)
    return [
        f"one writer               {cost(alone)}  ratio {ratio:.4f}  {asked:.0f} statements",
        f"five a second            {cost(paced)}  50 % {middle:.1f} ms  95 % {late:.1f} ms",
        f"{WRITERS} writers on one topic  {cost(crowd)}  {median(one.rate for one in crowd):.0f}/s"
        f"  failed {sum(one.failed for each in found for one in each)}",
    ]


def cost(runs: tuple[Written, ...]) -> str:
    database = median(one.database for one in runs)
    return f"{median(one.cpu for one in runs):7.2f} ms" + (f" +{database:.2f} in the database" if database else "")
