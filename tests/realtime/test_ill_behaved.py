"""Ill-behaved clients against a real server: each is refused as promised, and a reader beside them hears on."""

import asyncio
import contextlib
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from demo.people import LOGINS
from demo.replay.visitor import Page, Visitor
from firstrun.services import free_port
from realtime.limits import SAID_AT_ONCE
from realtime.socket import MAX_BYTES
from tests.ready import FILE, on_sqlite
from tests.realtime.ill_behaved import BINARY, ENDED_WITHOUT_A_WORD, Rude
from tests.servers import WebServer

EMAILS = {login.role: login.email for login in LOGINS}
PONG = b'{"kind":"pong"}'
SOCKETS = 20
TRIED = 60


@dataclass
class Site:
    port: int
    file: Path
    people: dict[str, Visitor] = field(default_factory=dict)

    def ask(self, question: str, *words: Any) -> int:
        with contextlib.closing(sqlite3.connect(self.file)) as database:
            return database.execute(question, words).fetchone()[0]

    @property
    def topic(self) -> int:
        return self.ask("SELECT id FROM forum_topic WHERE kind = 'discussion' AND status = 'published' ORDER BY id")

    def as_(self, role: str) -> Visitor:
        """A browser in which the demo's member of that role is signed in."""
        if role not in self.people:
            visitor = self.people[role] = Visitor(f"http://127.0.0.1:{self.port}")
            hidden = visitor.get("/accounts/login/").hidden
            assert visitor.send("/demo/login/", hidden | {"role": role}).status == 302
        return self.people[role]

    def rude(self, role: str, **how: str) -> Rude:
        return Rude(self.port, self.as_(role).cookies["sessionid"].value, **how)

    def send(self, role: str, path: str, **fields: str) -> Page:
        visitor = self.as_(role)
        token = visitor.get("/accounts/logout/").hidden["csrfmiddlewaretoken"]
        return visitor.send(path, fields | {"csrfmiddlewaretoken": token})

    async def opened(self, role: str) -> Rude:
        rude = self.rude(role)
        assert await rude.open("/ws/me/") == 101
        await rude.hears(b"joined")
        return rude


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[Site]:
    folder, port = tmp_path_factory.mktemp("ill-behaved"), free_port()
    web = WebServer(on_sqlite(folder, port), port, folder / "web.log")
    try:
        web.start()
        yield Site(port, folder / FILE)
    finally:
        web.kill()


@pytest.fixture
async def beside(site) -> Any:
    """Somebody who reads a topic meanwhile, and hears a reply after all of it."""
    reader = site.rude("verified")
    assert await reader.open(f"/ws/topics/{site.topic}/") == 101
    await reader.hears(b"joined")
    yield reader
    words = {"body": "Ours is read twice a day, and written down.", "client_id": str(uuid4())}
    page = await asyncio.to_thread(site.send, "moderator", f"/topics/{site.topic}/replies/", **words)
    assert page.status == 302
    await reader.hears(b"Ours is read twice a day")
    reader.writer.close()


@pytest.mark.parametrize("origin", ["none", "null", "https://elsewhere.example", "http://127.0.0.1:1", "https://{own}"])
async def test_another_origin_gets_no_socket(site, origin):
    rude = site.rude("verified", origin=origin.format(own=f"127.0.0.1:{site.port}"))
    assert await rude.open("/ws/me/") == 403


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({"payload": b"\x00\xff", "kind": BINARY}, {4400}),
        ({"payload": b"{}"}, {4400}),
        ({"payload": b"[" * 60_000}, {4400}),
        ({"payload": b'{"kind":"reading","id":1,"title":"","body":1}'}, {4400}),
        ({"payload": b"x" * (MAX_BYTES + 1)}, {4413}),
        ({"payload": b"\xff\xfe"}, {1007, ENDED_WITHOUT_A_WORD}),
        ({"payload": b"", "claims": 2**31}, {1009, ENDED_WITHOUT_A_WORD}),
    ],
)
async def test_what_is_no_question_ends_the_socket(site, beside, said, codes):
    rude = await site.opened("expert")
    rude.say(**said)
    assert await rude.ends() in codes


async def test_a_flood_is_not_answered_and_ends_the_socket(site, beside):
    rude = await site.opened("expert")
    for _ in range(1_000):
        rude.say(b"ping")
    assert await rude.ends() == 4429
    assert SAID_AT_ONCE <= rude.heard[PONG] < 500  # of a thousand


async def test_one_session_holds_so_many_sockets_and_no_more(site, beside):
    """And has them back when it lets some go."""
    many = [site.rude("member") for _ in range(TRIED)]
    assert Counter([await first_heard(rude) for rude in many]) == {
        b'{"kind": "joined"}': SOCKETS,
        (4429).to_bytes(2, "big"): TRIED - SOCKETS,
    }
    for rude in many:
        rude.writer.close()
    async with asyncio.timeout(30):
        while True:
            if b"joined" in await first_heard(site.rude("member")):
                break


async def first_heard(rude: Rude) -> bytes:
    assert await rude.open("/ws/me/") == 101
    return (await rude.frame())[1]


async def test_a_stale_session_hears_nothing_after_a_suspension(site, beside):
    rude = await site.opened("expert")
    member = site.ask("SELECT id FROM members_member WHERE email = ?", EMAILS["expert"])
    about = {
        "rung": "suspended",
        "hours": "24",
        "rule": "other",
        "text": "You were asked twice to leave colleagues alone.",
    }
    page = await asyncio.to_thread(site.send, "administrator", f"/moderation/members/{member}/measures/", **about)
    assert page.status == 302
    assert await rude.ends() == 4403
    again = site.rude("expert")
    assert (await again.open("/ws/me/"), await again.ends()) == (101, 4403)
