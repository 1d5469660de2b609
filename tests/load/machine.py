"""Servers of the bench, each on one core, and the processor time that they used."""

import contextlib
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from firstrun.services import free_port, start_valkey, wait_for

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
CPU_CLOCK = 2  # CPUCLOCK_SCHED: with the process in the upper bits, inverted, it names that process's clock


@dataclass
class Server:
    """A process that answers on loopback, and the first process of its database, where that is one of its own."""

    process: "subprocess.Popen[bytes]"
    port: int
    database: psutil.Process | None = None

    def seconds(self) -> float:
        """Processor time so far, of this process alone; on Linux by the clock it has of its own, to the nanosecond."""
        if sys.platform == "linux":
            return time.clock_gettime((~self.process.pid << 3) | CPU_CLOCK)
        times = psutil.Process(self.process.pid).cpu_times()
        return times.user + times.system

    def database_seconds(self) -> float:
        """Processor time so far of the whole database server: of those that serve, and of those that have ended."""
        if self.database is None:
            return 0.0
        own = self.database.cpu_times()
        serving = [process.cpu_times() for process in self.database.children(recursive=True)]
        times = [(own.user, own.system), (own.children_user, own.children_system)]
        return sum(user + system for user, system, *_ in [*times, *serving])

    def memory(self) -> int:
        """Bytes that are its own."""
        return psutil.Process(self.process.pid).memory_full_info().uss


@dataclass(frozen=True)
class Forum:
    """A seeded database, a Redis, and sessions of its verified members."""

    env: dict[str, str]
    sessions: list[str]


@contextlib.contextmanager
def forum(topics: int, posts: int) -> Iterator[Forum]:
    """With `LOAD_DATABASE_URL` on that (empty) PostgreSQL, otherwise on SQLite in a folder that goes afterwards."""
    with tempfile.TemporaryDirectory(prefix="debrief-load-") as folder, start_valkey() as redis:
        place = Path(folder)
        url = os.environ.get("LOAD_DATABASE_URL") or f"sqlite:///{place / 'load.sqlite3'}"
        env = dict(os.environ) | {
            "DEMO": "1", "DEBUG": "0", "PRODUCTION": "0", "DATABASE_URL": url, "REDIS_URL": redis,
            "SECRET_KEY": secrets.token_urlsafe(50), "VAULT_KEY": secrets.token_urlsafe(50),
            "MAIL_DIR": str(place / "mail"), "ALLOWED_HOSTS": "127.0.0.1", "ORIGINS": "http://forum.example",
            "SOCKETS_PER_SESSION": "100000",
        }  # fmt: skip
        manage(env, "migrate", "--no-input", "-v", "0")
        manage(env, "seed_load", f"--topics={topics}", f"--posts={posts}", f"--sessions={place / 'sessions'}")
        yield Forum(env, json.loads((place / "sessions").read_text(encoding="utf-8")))


def manage(env: dict[str, str], *words: str) -> None:
    subprocess.run([sys.executable, str(ROOT / "manage.py"), *words], env=env, cwd=ROOT, check=True, stdout=sys.stderr)


@contextlib.contextmanager
def daphne(application: str, env: dict[str, str] | None = None) -> Iterator[Server]:
    """One process, pinned to the first core where that can be done; the bench itself stays on the others."""
    port = free_port()
    command = [sys.executable, "-m", "daphne", "-v", "0", "-b", "127.0.0.1", "-p", str(port), application]
    process = subprocess.Popen(command, env=env or dict(os.environ), cwd=ROOT, start_new_session=True)
    try:
        if hasattr(os, "sched_setaffinity") and (os.cpu_count() or 1) > 1:
            os.sched_setaffinity(process.pid, {0})
            os.sched_setaffinity(0, set(range(1, os.cpu_count() or 2)))
        if not wait_for(port, process, seconds=PATIENCE):
            raise RuntimeError(f"{application} did not start")
        yield Server(process, port, database_of(env or {}))
    finally:
        process.kill()
        process.wait()


def database_of(env: dict[str, str]) -> psutil.Process | None:
    """The process that listens where the forum's PostgreSQL is; none for SQLite."""
    url = urlsplit(env.get("DATABASE_URL", ""))
    if not url.scheme.startswith("postgres"):
        return None
    for connection in psutil.net_connections("inet"):
        if connection.status == psutil.CONN_LISTEN and connection.laddr.port == (url.port or 5432) and connection.pid:
            return psutil.Process(connection.pid)
    return None
