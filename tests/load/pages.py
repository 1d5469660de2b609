"""Pages: processor time per request of the server process, its ratio to a bare daphne of the same round, statements."""

import asyncio
import re
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from tests.load import counted
from tests.load.client import Connection
from tests.load.machine import Forum, Server, daphne

AT_ONCE = 4
WARM_UP = 20
ANEW = "?anew=1"  # nobody keeps such a page: it is laid out each time


@dataclass(frozen=True)
class Cost:
    """Milliseconds of the server's processor per request; requests a second with four at once."""

    cpu: float
    rate: float


@dataclass(frozen=True)
class Asked:
    """What is asked for, by whom; `kept`: by a browser that has it already."""

    path: str
    session: str = ""
    kept: bool = False


async def cost_of(server: Server, path: str, session: str, requests: int, *, kept: bool = False) -> Cost:
    asked = Asked(path, session, kept)
    await run(server, asked, WARM_UP)
    before, begun = server.seconds(), perf_counter()
    await run(server, asked, requests)
    return Cost(1000 * (server.seconds() - before) / requests, requests / (perf_counter() - begun))


async def run(server: Server, asked: Asked, requests: int) -> None:
    async def some(number: int) -> None:
        async with Connection(server.port, asked.session) as connection:
            if asked.kept:
                await connection.get(asked.path)
            for _ in range(number):
                await connection.get(asked.path, connection.tag if asked.kept else "")

    await asyncio.gather(*(some(requests // AT_ONCE) for _ in range(AT_ONCE)))


async def pages_of(server: Server, session: str) -> dict[str, Asked]:
    """The long topic is the newest of all; the one after it in its list is of the usual length."""
    async with Connection(server.port) as connection:
        page = (await connection.get("/sections/discussion/")).decode()
    longest, usual, *_ = re.findall(r'href="(/topics/\d+/)"', page)
    places = {"topic, 10 posts": usual, "topic, 100 posts": longest, "list": "/sections/discussion/", "home": "/"}
    pages: dict[str, Asked] = {}
    for name, path in places.items():
        pages[f"{name}, signed in"] = Asked(path, session)
        pages[f"{name}, visitor, anew"] = Asked(path + ANEW)
        pages[f"{name}, visitor, ready"] = Asked(path)
    return pages | {"topic, 100 posts, visitor, has it": Asked(longest, kept=True)}


async def statements(server: Server, asked: Asked) -> int:
    async with Connection(server.port) as other, Connection(server.port, asked.session) as reader:
        for _ in range(2):
            before = int(await other.get(counted.WHERE))
            await reader.get(asked.path)
        return int(await other.get(counted.WHERE)) - before


async def statements_of_each(server: Server, session: str) -> dict[str, int]:
    return {name: await statements(server, asked) for name, asked in (await pages_of(server, session)).items()}


def measure(forum: Forum, *, rounds: int, requests: int) -> list[str]:
    """Lines to print: the median of the rounds."""
    found: dict[str, list[tuple[Cost, Cost]]] = {}
    for _ in range(rounds):
        with daphne("tests.load.bare:application") as server:
            bare = asyncio.run(cost_of(server, "/", "", 10 * requests))
        with daphne("config.asgi:application", forum.env) as server:
            for name, asked in asyncio.run(pages_of(server, forum.sessions[0])).items():
                cost = asyncio.run(cost_of(server, asked.path, asked.session, requests, kept=asked.kept))
                found.setdefault(name, []).append((cost, bare))
    with daphne("tests.load.counted:application", forum.env) as server:
        asked_for = asyncio.run(statements_of_each(server, forum.sessions[0]))
    return [
        f"{name:34} {median(cost.cpu for cost, _ in costs):7.2f} ms  {median(cost.rate for cost, _ in costs):6.0f}/s"
        f"  ratio {median(bare.cpu / cost.cpu for cost, bare in costs):.4f}  {asked_for[name]} statements"
        for name, costs in found.items()
    ]
