"""What is done to one part of a site for a few seconds, while members post."""

import contextlib
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial

import psycopg
import redis

from tests.faults import machines
from tests.faults.drill import Site, restarted

Away = Callable[[], None]
HOLDER = """import sqlite3, sys, time
file = sqlite3.connect(sys.argv[1], timeout=60, isolation_level=None)
file.execute("BEGIN IMMEDIATE")
time.sleep(float(sys.argv[2]))
file.execute("ROLLBACK")"""


def ways(site: Site, away: float) -> dict[str, list[tuple[str, Away]]]:
    """By the number of the fault: each way in words, and what does it and takes it back."""
    if site.redis is None or site.postgres is None:
        return {
            "F6": [(f"another process holds SQLite for {away:.0f} s", partial(hold_sqlite, site, away))],
            "F7": [(f"no room on the disk for {away:.0f} s", partial(fill_the_disk, site, away))],
        }
    memory, postgres = site.redis, site.postgres
    return {
        "F1": [(f"web server {n} killed, restarted", restarted(web, web.kill)) for n, web in enumerate(site.webs, 1)],
        "F2": [(f"Redis killed, away for {away:.0f} s", partial(gone, memory, machines.KILLED, away))],
        "F3": [
            (f"Redis frozen for {away:.0f} s", partial(frozen, memory, away)),
            (f"Redis full for {away:.0f} s", partial(full, site, away)),
        ],
        "F4": [
            (f"PostgreSQL stopped at once, away for {away:.0f} s", partial(gone, postgres, machines.AT_ONCE, away)),
            ("every connection to PostgreSQL cut off", partial(cut_off, postgres)),
        ],
        "F5": [(f"the table of posts locked for {away:.0f} s", partial(lock_posts, site, away))],
        "F17": [
            (f"web server {n} asked to stop, restarted", restarted(web, web.stop)) for n, web in enumerate(site.webs, 1)
        ],
    }


def gone(machine: machines.Machine, sign: int, away: float) -> None:
    machine.stop(sign)
    time.sleep(away)
    machine.start()


def frozen(memory: machines.Machine, away: float) -> None:
    assert memory.child.process is not None
    memory.child.process.send_signal(signal.SIGSTOP)
    try:
        time.sleep(away)
    finally:
        memory.child.process.send_signal(signal.SIGCONT)


def full(site: Site, away: float) -> None:
    """Nothing new is taken in; what is passed on to listeners still is."""
    with redis_client(site) as client:
        client.config_set("maxmemory-policy", "noeviction")
        client.config_set("maxmemory", "1mb")
        time.sleep(away)
        client.config_set("maxmemory", "0")


@contextlib.contextmanager
def redis_client(site: Site) -> Iterator[redis.Redis]:
    client = redis.Redis.from_url(site.env["REDIS_URL"])
    try:
        yield client
    finally:
        client.close()


def cut_off(postgres: machines.Machine) -> None:
    with psycopg.connect(postgres.url, autocommit=True) as server:
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'debrief_drill'")


def lock_posts(site: Site, away: float) -> None:
    with psycopg.connect(site.database_url) as session:
        session.execute("LOCK TABLE forum_post IN ACCESS EXCLUSIVE MODE")
        time.sleep(away)


def hold_sqlite(site: Site, away: float) -> None:
    words = [sys.executable, "-c", HOLDER, site.database_url.removeprefix("sqlite:///"), str(away)]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, timeout=away + 90)


def fill_the_disk(site: Site, away: float) -> None:
    with without_room(site):
        time.sleep(away)


@contextlib.contextmanager
def without_room(site: Site) -> Iterator[None]:
    """No file of the web server may grow, nor be written to behind its first page."""
    process = site.webs[0].process
    assert process is not None
    before = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        yield
    finally:
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, before)
