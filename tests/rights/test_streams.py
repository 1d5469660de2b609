"""Who may hear what: every socket address, by everybody, through the whole stack, held against docs/rights.md."""

import pytest
from asgiref.sync import sync_to_async

from config.sockets import routes
from tests.realtime.conftest import ORIGIN, Ear
from tests.rights.table import FILE, Table
from tests.rights.world import ROLES, World

pytestmark = pytest.mark.django_db(transaction=True)

THINGS = {
    "ws/topics/, open to visitors": "ws/topics/{open topic}/",
    "ws/topics/, for members": "ws/topics/{question}/",
    "ws/topics/, hidden": "ws/topics/{hidden topic}/",
    "ws/sections/, open to visitors": "ws/sections/{section discussion}/",
    "ws/sections/, for members": "ws/sections/{section questions}/",
    "ws/me/": "ws/me/",
    "ws/visitors/": "ws/visitors/",
    "ws/nowhere/": "ws/nowhere/",
}


def as_written() -> Table:
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line.startswith("| SOCKET ")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {name: dict(zip(ROLES, cells, strict=True)) for _, name, *cells in rows}


def test_every_socket_address_stands_in_the_table():
    """The last route catches what does not exist."""
    known = {str(route.pattern).partition("<")[0] for route in routes[:-1]} | {"ws/nowhere/"}
    assert {name.partition(",")[0] for name in as_written()} == known
    assert set(as_written()) == set(THINGS)


async def test_everybody_hears_what_is_written(sections):
    world = await sync_to_async(World)()
    numbers = {name: thing.pk for name, thing in world.things.items()}
    numbers |= {f"section {kind}": section.pk for kind, section in sections.items()}
    found = {
        name: {role: await first_heard(path.format_map(numbers), world, role) for role in ROLES}
        for name, path in THINGS.items()
    }
    assert found == as_written(), "\n".join(
        f"| SOCKET | {n} | {' | '.join(met.values())} |" for n, met in found.items()
    )


async def first_heard(path: str, world: World, role: str) -> str:
    ear = Ear(f"/{path}", world.browsers[role], ORIGIN)
    await ear.open()
    frame = await ear.next()
    await ear.hang_up()
    return "yes" if frame == {"kind": "joined"} else str(frame["closed"])
