"""Two web servers share one Redis: each change reaches every open page once, and who does not read costs nobody else.

The first writes frames straight to its connections, the second leaves that to daphne: readers cannot tell.
"""

import asyncio
import contextlib
import json
import socket
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from channels_redis.pubsub import RedisPubSubChannelLayer

from firstrun.services import free_port, start_valkey, valkey_program
from realtime import streams
from realtime.line import IS_TRIED, Ready
from realtime.wire import publish
from tests.faults.writers import Writer
from tests.load.client import ORIGIN, Connection
from tests.ready import FILE, on_sqlite
from tests.servers import PATIENCE, WebServer

pytestmark = pytest.mark.redis

SENDERS = ("member@demo.example", "verified@demo.example", "expert@demo.example")
ANSWER = """
    SELECT post.id, post.topic_id FROM forum_post post JOIN forum_topic topic ON topic.id = post.topic_id
    WHERE topic.kind = 'questions' AND topic.status = 'published' AND NOT post.is_opening AND post.status = 'published'
    AND post.id NOT IN (SELECT post_id FROM forum_endorsement) ORDER BY post.id LIMIT 1
"""
EACH = 6  # readers of each server
SIZES = [100, 125, 126, 65_535, 65_536, *[250_000] * 40]


@dataclass
class Site:
    webs: list[WebServer]
    redis_url: str
    answer: int
    topic_id: int
    senders: list[Writer]

    @property
    def topic(self) -> str:
        return f"/topics/{self.topic_id}/"


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[Site]:
    if valkey_program() is None:
        pytest.skip("no Redis-protocol server on this machine")
    folder: Path = tmp_path_factory.mktemp("two-servers")
    ports = [free_port(), free_port()]
    with start_valkey() as url, contextlib.ExitStack() as stack:
        origins = ",".join([ORIGIN, *(f"http://127.0.0.1:{port}" for port in ports)])
        env = on_sqlite(folder, ports[0]) | {"REDIS_URL": url, "ORIGINS": origins}
        ways = zip(ports, ("1", "0"), strict=True)
        webs = [WebServer(env | {"DIRECT_FRAMES": way}, port, folder / f"{port}.log") for port, way in ways]
        for web in webs:
            stack.callback(web.kill)
            web.begin()
        for web in webs:
            web.wait_until_healthy()
        with contextlib.closing(sqlite3.connect(folder / FILE)) as database:
            [(answer, topic_id)] = database.execute(ANSWER).fetchall()
        senders = [
            Writer([web.url for web in webs], email, f"/topics/{topic_id}/", threading.Event()) for email in SENDERS
        ]
        for sender in senders:
            sender.sign_in()
        yield Site(webs, url, answer, topic_id, senders)


async def readers_of(site: Site, each: int) -> list[Connection]:
    readers = []
    for number in range(each * len(site.webs)):
        session = site.senders[number % len(site.senders)].session
        reader = await Connection(site.webs[number % len(site.webs)].port, session).__aenter__()
        await reader.listen(f"/ws{site.topic}")
        readers.append(reader)
    return readers


def change_by_change(site: Site) -> list[tuple[str, str]]:
    """A reply, its edit, an endorsement of another, and the reply is gone: each at the server whose turn it is."""
    member, _, expert = site.senders
    said = {"csrfmiddlewaretoken": member.token, "client_id": "6a" * 16, "body": "We keep ours in a bound book."}
    element = member.visitor.send(f"{site.topic}replies/", said).headers["location"].partition("#")[2]
    reply = f"/posts/{element.removeprefix('post-')}"
    member.turn_to_next(0)
    form = member.visitor.get(f"{reply}/edit/").hidden
    assert member.visitor.send(f"{reply}/edit/", form | said | {"body": "In a bound book."}).status in (200, 302)
    reason = {"reason": "This is what our own protocol says as well.", "evidence": "protocol"}
    form = expert.visitor.get(f"/posts/{site.answer}/endorse/").hidden
    assert expert.visitor.send(f"/posts/{site.answer}/endorse/", form | reason).status == 302
    form = member.visitor.get(f"{reply}/withdraw/").hidden
    assert member.visitor.send(f"{reply}/withdraw/", form).status == 302
    return [("fragment", element), ("fragment", element), ("fragment", f"post-{site.answer}"), ("gone", element)]


async def changes_heard(reader: Connection, awaited: int) -> list[tuple[str, str, int]]:
    """All that come, until so many are there and nothing comes any more."""
    heard = []
    with contextlib.suppress(TimeoutError):
        while True:
            frame = json.loads(await asyncio.wait_for(reader.frame(), PATIENCE if len(heard) < awaited else 1))
            if frame["kind"] in ("fragment", "gone"):
                heard.append((frame["kind"], frame["element"], frame["version"]))
    return heard


async def test_a_change_at_one_server_reaches_every_reader_of_both_once_and_in_order(site):
    readers = await readers_of(site, EACH)

    made = await asyncio.to_thread(change_by_change, site)

    heard = await asyncio.gather(*(changes_heard(reader, len(made)) for reader in readers))
    first = heard[0][0][2]
    whole = [(kind, element, first + number) for number, (kind, element) in enumerate(made)]
    assert heard == [whole] * len(readers)


async def deaf_reader(site: Site) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A page whose line is full: it joined, and then takes next to nothing."""
    small = socket.socket()
    small.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    small.connect(("127.0.0.1", site.webs[0].port))
    page = Connection(site.webs[0].port, site.senders[0].session)
    page.reader, page.writer = await asyncio.open_connection(sock=small, limit=1_024)
    await page.listen(f"/ws{site.topic}")
    return page.reader, page.writer


async def test_who_does_not_read_is_let_go_and_the_others_hear_everything(site):
    assert IS_TRIED, "daphne, autobahn or Twisted is new: read realtime/line.py against it, then name its version there"
    reader, writer = await deaf_reader(site)
    others = await readers_of(site, 2)
    layer = RedisPubSubChannelLayer(hosts=[site.redis_url])
    texts = [json.dumps({"kind": "test", "number": n}).ljust(size) for n, size in enumerate(SIZES)]

    for text in texts:  # one after the other: whoever reads, on however busy a machine, has never much waiting
        await asyncio.to_thread(publish, layer, [(streams.topic(site.topic_id), text)])
        async with asyncio.timeout(PATIENCE):
            heard = [(await other.frame()).decode() for other in others]
        assert [text == one for one in heard] == [True] * len(others)

    taken = 0
    with contextlib.suppress(ConnectionResetError):  # it reads at last: what lay there, and then the end
        async with asyncio.timeout(PATIENCE):
            while more := await reader.read(65_536):
                taken += len(more)
    assert taken < sum(SIZES)
    writer.close()
    assert site.senders[0].visitor.get(f"{site.topic}tail/?after=0").status == 200


@pytest.mark.parametrize(
    ("length", "head"),
    [(0, "8100"), (125, "817d"), (126, "817e007e"), (65_535, "817effff"), (65_536, "817f0000000000010000")],
)
def test_a_frame_says_how_long_it_is(length, head):
    assert Ready("x" * length).frame == bytes.fromhex(head) + b"x" * length
