"""The web server is killed again and again while members post: nothing acknowledged is lost, nothing is doubled.

A quick run kills it a few times; `KILLS=120 pytest tests/faults` does it properly. The ledger is kept by the clients
and compared with the database file itself, without a word of our own code in between.
"""

import contextlib
import http.client
import os
import random
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings

from demo.people import LOGINS, PASSWORD
from demo.replay.visitor import Visitor
from firstrun.services import free_port
from tests.ready import on_sqlite

KILLS = int(os.environ.get("KILLS", "5"))
WRITERS = ("member@demo.example", "verified@demo.example", "expert@demo.example")
SEED = 20_260
PATIENCE = 60
FAILED = (http.client.HTTPException, OSError)


class Supervised:
    """A web server that is started again as soon as it is dead."""

    def __init__(self, folder: Path) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.env = on_sqlite(folder, port)
        self.log = folder / "web.log"
        self.command = [sys.executable, "-m", "daphne", "-b", "127.0.0.1", "-p", str(port), "-v", "0"]
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*self.command, "config.asgi:application"], env=self.env, cwd=settings.BASE_DIR, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        self.wait_until_healthy()

    def wait_until_healthy(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with contextlib.suppress(*FAILED):
                if Visitor(self.url).ask_once("GET", "/healthz/", None).status == 200:
                    return
            time.sleep(0.05)
        raise AssertionError(self.log.read_text(errors="replace")[-2000:])

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()


@dataclass(eq=False)
class Writer(threading.Thread):
    """A member who posts reply after reply, sends an unanswered one again, and keeps a ledger of the answers."""

    url: str
    email: str
    topic: str
    enough: threading.Event
    ledger: dict[str, tuple[str, str]] = field(default_factory=dict)  # client id → body, address of the post
    repeats: int = 0
    failure: str = ""

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self.visitor = Visitor(self.url)

    def sign_in(self) -> None:
        hidden = self.visitor.get("/accounts/login/").hidden
        answer = self.visitor.send("/accounts/login/", hidden | {"login": self.email, "password": PASSWORD})
        assert answer.status == 302
        self.token = self.visitor.get(self.topic).hidden["csrfmiddlewaretoken"]

    def run(self) -> None:
        number = 0
        while not self.enough.is_set() and not self.failure:
            number += 1
            who = self.email.partition("@")[0]
            client_id, body = str(uuid4()), f"Reply {in_letters(number)} of {who}, about fridges."
            self.ledger[client_id] = (body, self.send_until_answered(client_id, body))

    def send_until_answered(self, client_id: str, body: str) -> str:
        fields = {"csrfmiddlewaretoken": self.token, "client_id": client_id, "body": body}
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                page = self.visitor.send_once(f"{self.topic}replies/", fields)
            except FAILED:
                self.visitor.hang_up()
                self.repeats += 1
                time.sleep(0.02)
                continue
            if page.status != 302:
                outcome = page.headers.get("debrief-outcome", "")
                self.failure = f"{body} was answered with {page.status} {outcome}"
            return page.headers.get("location", "")
        self.failure = f"{client_id} was never answered"
        return ""


def in_letters(number: int) -> str:
    """Reply 999 would be read as a call for help."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


@pytest.fixture
def web(tmp_path) -> Iterator[Supervised]:
    web = Supervised(tmp_path)
    web.start()
    try:
        yield web
    finally:
        web.kill()


def rows(folder: Path, question: str, *words: object) -> list[tuple[object, ...]]:
    with contextlib.closing(sqlite3.connect(folder / "replay.sqlite3")) as database:
        return database.execute(question, words).fetchall()


def post_through_kills(web: Supervised, writers: list[Writer]) -> None:
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
    writers = [Writer(web.url, email, f"/topics/{topic_id}/", enough) for email in WRITERS]
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
