"""Replies: processor time of one, and sixteen writers on one topic at once."""

import asyncio
from statistics import median
from time import perf_counter

from tests.load.client import Connection
from tests.load.fanout import a_discussion, fields_of
from tests.load.machine import Forum, Server, daphne
from tests.load.pages import Cost

WRITERS, EACH = 16, 10
ONE_BY_ONE = 60


async def write(server: Server, topic: str, sessions: list[str], *, writers: int, each: int) -> tuple[Cost, int]:
    """What one cost, and how many were refused."""

    async def some(session: str) -> int:
        refused = 0
        async with Connection(server.port, session) as connection:
            for number in range(each):
                body = f"We keep number {number} in a bound book on the shelf."
                refused += await connection.post(f"{topic}replies/", fields_of(body)) not in (200, 302)
        return refused

    before, begun = server.seconds(), perf_counter()
    refused = sum(await asyncio.gather(*(some(session) for session in sessions[:writers])))
    took = perf_counter() - begun
    await asyncio.sleep(0.2)
    number = writers * each
    return Cost(1000 * (server.seconds() - before) / number, number / took), refused


def measure(forum: Forum, *, rounds: int) -> list[str]:
    single: list[Cost] = []
    crowd: list[Cost] = []
    failed = 0
    for _ in range(rounds):
        with daphne("tests.load.unread:application", forum.env) as server:
            topic = asyncio.run(a_discussion(server))
            asyncio.run(write(server, topic, forum.sessions, writers=1, each=5))
            single.append(asyncio.run(write(server, topic, forum.sessions, writers=1, each=ONE_BY_ONE))[0])
            cost, refused = asyncio.run(write(server, topic, forum.sessions, writers=WRITERS, each=EACH))
            crowd.append(cost)
            failed += refused
    return [
        f"one writer                       {median(cost.cpu for cost in single):7.2f} ms",
        f"{WRITERS} writers on one topic          {median(cost.cpu for cost in crowd):7.2f} ms"
        f"  {median(cost.rate for cost in crowd):6.0f}/s  failed {failed}",
    ]
