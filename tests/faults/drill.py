"""The drill: members post to two web servers while their parts are taken away one after the other, and given back."""

import contextlib
import sqlite3
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import psycopg
from django.conf import settings

from demo.replay.scratch import environment
from firstrun.children import Children
from firstrun.services import free_port
from tests.faults import machines
from tests.faults.machines import Machine
from tests.faults.readers import Readers, elements
from tests.faults.writers import Writer
from tests.load.client import ORIGIN
from tests.ready import on_sqlite
from tests.servers import PATIENCE, WebServer

WRITERS = ("member@demo.example", "verified@demo.example", "expert@demo.example")
WHOLE_WITHIN = 10.0
SETTLE = 1.0


@dataclass
class Site:
    """Two web servers, and what they share."""

    webs: list[WebServer]
    env: dict[str, str]
    redis: Machine | None = None
    postgres: Machine | None = None

    @property
    def database_url(self) -> str:
        return self.env["DATABASE_URL"]

    def rows(self, question: str, *words: object) -> list[tuple]:
        if self.postgres is None:
            with contextlib.closing(sqlite3.connect(self.database_url.removeprefix("sqlite:///"), timeout=60)) as file:
                return file.execute(question.replace("%s", "?"), words).fetchall()
        with psycopg.connect(self.database_url) as database:
            return database.execute(question, words).fetchall()


@dataclass
class Finding:
    """What one fault did."""

    fault: str
    acknowledged: int = 0
    sent_again: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    doubled: int = 0
    whole_after: float = 0.0

    def line(self) -> str:
        refused = ", ".join(f"{count} × {what}" for what, count in self.refused.items()) or "none"
        return (
            f"{self.fault:<44} {self.acknowledged:>6} {self.sent_again:>6} {self.lost:>5} {self.doubled:>8}"
            f" {self.whole_after:>8.1f} s  {refused}"
        )


HEAD = f"{'fault':<44} {'posts':>6} {'again':>6} {'lost':>5} {'doubled':>8} {'whole in':>10}  503"


@contextlib.contextmanager
def site(tree: Path = settings.BASE_DIR) -> Iterator[Site]:
    """Raises LookupError, with a sentence, where this machine has no Redis or no PostgreSQL."""
    with tempfile.TemporaryDirectory(prefix="debrief-drill-") as place:
        folder = Path(place)
        folder.chmod(0o711)  # PostgreSQL may run as another user, and must get through to its own folder
        children = Children(logs=folder / "log", note=folder / "note.json")
        webs: list[WebServer] = []
        try:
            redis, redis_url = machines.redis(children, folder)
            postgres, url = machines.database(children, folder)
            ports = [free_port(), free_port()]
            origins = ",".join([ORIGIN, *(f"http://127.0.0.1:{port}" for port in ports)])
            env = environment(folder, ports[0]) | {"DEBUG": "0", "ORIGINS": origins, "SOCKETS_PER_SESSION": "1000"}
            env = machines.filled(url, env, tree) | {"REDIS_URL": redis_url}
            webs += [WebServer(env, port, folder / f"web-{port}.log", tree) for port in ports]
            for web in webs:
                web.begin()
            for web in webs:
                web.wait_until_healthy()
            yield Site(webs, env, redis, postgres)
        finally:
            for web in webs:
                web.kill()
            children.stop_all()


@contextlib.contextmanager
def small_site() -> Iterator[Site]:
    """One web server on SQLite."""
    with tempfile.TemporaryDirectory(prefix="debrief-drill-") as place:
        port = free_port()
        env = on_sqlite(Path(place), port)
        web = WebServer(env | {"ORIGINS": f"{ORIGIN},{env['ORIGINS']}"}, port, Path(place) / "web.log")
        try:
            web.start()
            yield Site([web], env)
        finally:
            web.kill()


@dataclass
class Drill:
    """The load on a site, and the ledger of what was acknowledged."""

    site: Site
    readers_count: int
    pause: float = 0.4
    calls: int = 100  # cries for help, and drafts, where a fault is about these
    wrong: list[str] = field(default_factory=list)

    def __enter__(self) -> "Drill":
        [(topic_id,)] = self.site.rows("SELECT id FROM forum_topic WHERE kind = 'discussion' ORDER BY id LIMIT 1")
        self.topic_id, self.topic = topic_id, f"/topics/{topic_id}/"
        self.enough = threading.Event()
        urls = [web.url for web in self.site.webs]
        turned = [urls, urls[::-1]]
        self.writers = [
            Writer(turned[n % 2], email, self.topic, self.enough, self.pause) for n, email in enumerate(WRITERS)
        ]
        for writer in self.writers:
            writer.sign_in()
        sessions = ["", *(writer.session for writer in self.writers)]
        self.readers = Readers([web.port for web in self.site.webs], self.topic, sessions, self.readers_count)
        self.readers.start()
        for writer in self.writers:
            writer.start()
        self.readers.seconds_until_whole(self.stored(), PATIENCE)
        return self

    def __exit__(self, *error: object) -> None:
        self.enough.set()
        for writer in self.writers:
            writer.join(PATIENCE)
        self.readers.stop()

    def acknowledged(self) -> dict[str, tuple[str, str]]:
        return {form: entry for writer in self.writers for form, entry in writer.ledger.copy().items()}

    def stored(self) -> set[str]:
        """The elements of every reply that stands in the topic."""
        found = self.site.rows(
            "SELECT id FROM forum_post WHERE topic_id = %s AND status = 'published' AND NOT is_opening", self.topic_id
        )
        return {f"post-{pk}" for (pk,) in found}

    def through(self, fault: str, away: Callable[[], None]) -> Finding:
        """Let it happen under load; the clock starts when everything is back. Then count."""
        before = self.count()
        time.sleep(SETTLE)
        away()
        back = time.monotonic()
        ledger = self.acknowledged()
        posts = elements([address for _, address in ledger.values()])
        self.readers.seconds_until_whole(posts, WHOLE_WITHIN)
        whole_after = time.monotonic() - back
        self.wait_for_a_post_of_each()
        after = self.count()
        lost, doubled = self.compare(self.acknowledged())
        return Finding(
            fault, after[0] - before[0], after[1] - before[1], after[2] - before[2], lost, doubled, whole_after
        )

    def wait_for_a_post_of_each(self) -> None:
        """Posting goes on for every one of them, without a restart of anything."""
        before = [len(writer.ledger) for writer in self.writers]
        until = time.monotonic() + WHOLE_WITHIN
        while any(len(w.ledger) <= b for w, b in zip(self.writers, before, strict=True)) and time.monotonic() < until:
            time.sleep(0.05)

    def wait_for_a_refusal(self) -> None:
        """However slow the machine is: a part stays away until somebody was told so."""
        before, until = self.count()[2].total(), time.monotonic() + PATIENCE
        while self.count()[2].total() == before and time.monotonic() < until:
            time.sleep(0.05)

    def count(self) -> tuple[int, int, Counter[str]]:
        refused = sum((writer.refused for writer in self.writers), Counter[str]())
        return len(self.acknowledged()), sum(writer.repeats for writer in self.writers), refused

    def compare(self, ledger: dict[str, tuple[str, str]]) -> tuple[int, int]:
        """Lost and doubled: the ledger against the rows themselves."""
        found = self.site.rows("SELECT client_id, body, id FROM forum_post WHERE topic_id = %s", self.topic_id)
        rows = {(str(UUID(str(form))), body, f"{self.topic}#post-{pk}") for form, body, pk in found}
        lost = sum((form, *entry) not in rows for form, entry in ledger.items())
        bodies = Counter(body for _, body, _ in found if body.startswith("Reply "))
        return lost, sum(count - 1 for count in bodies.values())


def restarted(web: WebServer, stop: Callable[[], None]) -> Callable[[], None]:
    def stopped_and_started() -> None:
        stop()
        web.start()

    return stopped_and_started


def faults(drill: Drill, away: float) -> Iterator[tuple[str, Callable[[], None]]]:
    """Each by name, and what takes the part away for so many seconds and gives it back."""
    redis, postgres = drill.site.redis, drill.site.postgres
    assert redis is not None and postgres is not None

    def without(machine: Machine, sign: int) -> Callable[[], None]:
        def gone_for_a_while() -> None:
            machine.stop(sign)
            time.sleep(away)
            machine.start()

        return gone_for_a_while

    yield f"Redis killed, away for {away:.0f} s", without(redis, machines.KILLED)
    yield f"PostgreSQL stopped at once, away for {away:.0f} s", without(postgres, machines.AT_ONCE)
    for number, web in enumerate(drill.site.webs, start=1):
        yield f"web server {number} killed (kill -9), restarted", restarted(web, web.kill)
    for number, web in enumerate(drill.site.webs, start=1):
        yield f"web server {number} asked to stop, restarted", restarted(web, web.stop)
