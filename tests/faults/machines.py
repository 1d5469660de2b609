"""A Redis and a PostgreSQL of the drill's own, which may be stopped at any moment and come back on the same port."""

import os
import signal
import subprocess
import time
from pathlib import Path

import psycopg
from django.conf import settings

from demo.replay.scratch import manage
from firstrun import leftovers, postgres, services
from firstrun.children import Child, Children, plain_environment
from firstrun.venv import Venv
from tests.ready import new_database, postgres_dump


class Machine:
    """One server that others depend on."""

    def __init__(self, child: Child, port: int, url: str = "") -> None:
        self.child, self.port, self.url = child, port, url

    def stop(self, sign: int) -> None:
        assert self.child.process is not None
        leftovers.send(self.child.pid, sign)
        self.child.process.wait(20)

    def start(self) -> None:
        """Back on the same port; returns once it answers there."""
        self.child.spawn()
        self.wait()

    def wait(self) -> None:
        assert self.child.process is not None
        if not services.wait_for(self.port, self.child.process, seconds=20):
            raise RuntimeError(self.child.last_words())
        while self.url and not takes_connections(self.url):
            time.sleep(0.05)


def takes_connections(url: str) -> bool:
    """PostgreSQL listens before it is ready: after a sudden stop it reads its log first."""
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def redis(children: Children, folder: Path) -> tuple[Machine, str]:
    program = services.valkey_program()
    if program is None:
        raise LookupError("no Redis-protocol server on this machine")
    port = services.free_port()
    command = services.valkey_command(program, port, folder / "valkey")
    machine = Machine(children.start("drill-valkey", command, env=plain_environment(), restart=False), port)
    machine.wait()
    return machine, f"redis://127.0.0.1:{port}/0"


def database(children: Children, folder: Path) -> tuple[Machine, str]:
    """A server of its own, and an empty database on it that forgets nothing it has acknowledged."""
    kept = os.environ.pop("TEST_DATABASE_URL", "")  # that one is somebody else's: nobody stops it
    try:
        found = postgres.get(children, Venv(), folder / "postgres")
    finally:
        os.environ["TEST_DATABASE_URL"] = kept
    if not found.url:
        raise LookupError(found.why_not)
    port = int(found.url.rpartition(":")[2].partition("/")[0])
    machine = Machine(children.living[-1], port, found.url)
    machine.wait()
    url = new_database(found.url, "debrief_drill")
    with psycopg.connect(found.url, autocommit=True) as connection:
        connection.execute("ALTER DATABASE debrief_drill SET synchronous_commit TO on")
    return machine, url


def filled(url: str, env: dict[str, str], tree: Path) -> dict[str, str]:
    """The demo's forum: from the copy of this test run where there is one, otherwise made here."""
    shared = os.environ.get("TEST_DATABASE_URL", "")
    programs = postgres.our_programs()
    env = env | {"DATABASE_URL": url}
    if not shared or programs is None or tree != settings.BASE_DIR:
        manage(env, "migrate", "--no-input", "-v", "0", tree=tree)
        manage(env, "load_demo", tree=tree)
        return env
    dump, keys = postgres_dump(shared, programs)
    command = [str(programs / "psql"), "-X", "-q", "-o", os.devnull, "-v", "ON_ERROR_STOP=1", "-f", str(dump), url]
    subprocess.run(command, check=True)
    return env | keys


KILLED, AT_ONCE = signal.SIGKILL, signal.SIGQUIT  # SIGQUIT is PostgreSQL's `-m immediate`
