"""Pages: processor time per request of the server process, and its ratio to a bare daphne of the same round."""

import asyncio
import re
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from tests.load.client import Connection
from tests.load.machine import Forum, Server, daphne

AT_ONCE = 4
WARM_UP = 20


@dataclass(frozen=True)
class Cost:
    """Milliseconds of the server's processor per request; requests a second with four at once."""

    cpu: float
    rate: float


async def cost_of(server: Server, path: str, session: str, requests: int) -> Cost:
    await run(server, path, session, WARM_UP)
    before, begun = server.seconds(), perf_counter()
    await run(server, path, session, requests)
    return Cost(1000 * (server.seconds() - before) / requests, requests / (perf_counter() - begun))


async def run(server: Server, path: str, session: str, requests: int) -> None:
    async def some(number: int) -> None:
        async with Connection(server.port, session) as connection:
            for _ in range(number):
                await connection.get(path)

    await asyncio.gather(*(some(requests // AT_ONCE) for _ in range(AT_ONCE)))


async def paths(server: Server) -> dict[str, str]:
    """The long topic is the newest of all; the one after it in its list is of the usual length."""
    async with Connection(server.port) as connection:
        page = (await connection.get("/sections/discussion/")).decode()
    longest, usual, *_ = re.findall(r'href="(/topics/\d+/)"', page)
    return {"topic, 10 posts": usual, "topic, 100 posts": longest, "list": "/sections/discussion/"}


def measure(forum: Forum, *, rounds: int, requests: int) -> list[str]:
    """Lines to print: the median of the rounds."""
    found: dict[str, list[tuple[Cost, Cost]]] = {}
    for _ in range(rounds):
        with daphne("tests.load.bare:application") as server:
            bare = asyncio.run(cost_of(server, "/", "", 10 * requests))
        with daphne("config.asgi:application", forum.env) as server:
            for name, path in asyncio.run(paths(server)).items():
                for who, session in (("anonymous", ""), ("signed in", forum.sessions[0])):
                    cost = asyncio.run(cost_of(server, path, session, requests))
                    found.setdefault(f"{name}, {who}", []).append((cost, bare))
    return [
        f"{name:32} {median(cost.cpu for cost, _ in costs):7.2f} ms  {median(cost.rate for cost, _ in costs):6.0f}/s"
        f"  ratio {median(bare.cpu / cost.cpu for cost, bare in costs):.4f}"
        for name, costs in found.items()
    ]
