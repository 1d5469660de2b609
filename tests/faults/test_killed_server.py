"""The web server is killed again and again while members post: nothing acknowledged is lost, nothing is doubled.

A quick run kills it a few times; `KILLS=120 pytest tests/faults` does it properly. The ledger is kept by the clients
and compared with the database file itself, without a word of our own code in between.
"""

import contextlib
import os
import random
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.people import LOGINS
from firstrun.services import free_port
from tests.faults.writers import Writer
from tests.ready import on_sqlite
from tests.servers import PATIENCE, WebServer

KILLS = int(os.environ.get("KILLS", "5"))
WRITERS = ("member@demo.example", "verified@demo.example", "expert@demo.example")
SEED = 20_260


@pytest.fixture
def web(tmp_path) -> Iterator[WebServer]:
    port = free_port()
    web = WebServer(on_sqlite(tmp_path, port), port, tmp_path / "web.log")
    web.start()
    try:
        yield web
    finally:
        web.kill()


def rows(folder: Path, question: str, *words: object) -> list[tuple[object, ...]]:
    with contextlib.closing(sqlite3.connect(folder / "replay.sqlite3")) as database:
        return database.execute(question, words).fetchall()


def post_through_kills(web: WebServer, writers: list[Writer]) -> None:
    """Each kill comes at a random moment while all of them post."""
    chance = random.Random(SEED)
    for writer in writers:
        writer.sign_in()
    for writer in writers:
        writer.start()
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.05, 0.8))
        web.kill()
        web.start()
    time.sleep(0.5)
    writers[0].enough.set()
    for writer in writers:
        writer.join(PATIENCE)


def test_no_acknowledged_reply_is_lost_and_none_is_doubled(web, tmp_path, capsys):
    (topic_id, before), *_ = rows(tmp_path, "SELECT id, reply_count FROM forum_topic WHERE kind = 'discussion' LIMIT 1")
    enough = threading.Event()
    writers = [Writer([web.url], email, f"/topics/{topic_id}/", enough) for email in WRITERS]
    assert {login.email for login in LOGINS} >= set(WRITERS)

    post_through_kills(web, writers)

    assert [writer.failure for writer in writers] == ["", "", ""]
    ledger = {client_id: entry for writer in writers for client_id, entry in writer.ledger.items()}
    stored = rows(tmp_path, "SELECT client_id, body, id FROM forum_post WHERE body LIKE 'Reply % about fridges.'")
    found = Counter((str(client_id), body, f"/topics/{topic_id}/#post-{pk}") for client_id, body, pk in stored)
    assert found == Counter((client_id.replace("-", ""), *entry) for client_id, entry in ledger.items())
    counted = rows(tmp_path, "SELECT reply_count, version FROM forum_topic WHERE id = ?", topic_id)
    newest = rows(tmp_path, "SELECT max(version) FROM forum_post WHERE topic_id = ?", topic_id)
    assert counted == [(before + len(ledger), newest[0][0])]

    client_id, (body, address) = next(iter(writers[0].ledger.items()))
    assert writers[0].send_until_answered(client_id, body) == address
    with capsys.disabled():
        print(f"\n  {KILLS} kills: {len(ledger)} replies acknowledged, {sum(w.repeats for w in writers)} sent again,"
              " 0 lost, 0 doubled")  # fmt: skip
