"""Migrated once and filled once for a whole run: each process and each test that wants its own takes a copy.

A test run begins with `python -m tests.ready`, so that none of its tests waits for that.
"""

import atexit
import contextlib
import json
import os
import secrets
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import psycopg

from demo.replay.scratch import environment, manage

PATIENCE = 600  # only a run that fails waits so long
FILE, DUMP = "replay.sqlite3", "filled.sql"
KEYS = ("SECRET_KEY", "VAULT_KEY")
Env = dict[str, str]


@cache
def shared_folder() -> Path:
    """One for all processes of a test run, which removes it; outside of one, one for this process."""
    if given := os.environ.get("TEST_SHARED", ""):
        return Path(given)
    folder = Path(tempfile.mkdtemp(prefix="debrief-ready-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def once(name: str, fill: Callable[[Path], Env]) -> tuple[Path, Env]:
    """Whoever comes first fills it; the others wait. Gives the folder, and what goes with it."""
    folder = shared_folder() / name
    note, failed = folder / "ready.json", folder / "failed"
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        until = time.monotonic() + PATIENCE
        while not note.exists():
            if failed.exists() or time.monotonic() > until:
                raise TimeoutError(f"nobody finished filling {folder}") from None
            time.sleep(0.1)
    else:
        fresh = folder / "fresh.json"
        try:
            fresh.write_text(json.dumps(fill(folder)), encoding="utf-8")
        except BaseException:
            failed.touch()
            raise
        fresh.rename(note)
    return folder, json.loads(note.read_text(encoding="utf-8"))


def migrated_sqlite() -> Path:
    """All tables and what the migrations put in them; nobody writes there."""
    return once("migrated", migrate_sqlite)[0] / FILE


def migrate_sqlite(folder: Path) -> Env:
    manage(environment(folder, port=0), "migrate", "--no-input", "-v", "0")
    make_whole(folder / FILE)
    return {}


def fill_sqlite(folder: Path) -> Env:
    shutil.copy(migrated_sqlite(), folder / FILE)
    env = environment(folder, port=0)
    manage(env, "load_demo")
    make_whole(folder / FILE)
    return {name: env[name] for name in KEYS}


def make_whole(file: Path) -> None:
    """One file, with nothing left in its log, so that it can be copied."""
    with contextlib.closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def on_sqlite(folder: Path, port: int) -> Env:
    """A filled forum in `folder`, and the environment of a server on that port."""
    return environment(folder, port) | copy_sqlite(folder / FILE)


def copy_sqlite(file: Path) -> Env:
    """The filled database as this file; gives the keys that go with it."""
    filled, keys = once("sqlite", fill_sqlite)
    shutil.copy(filled / FILE, file)
    return keys


def on_postgres(server: str, folder: Path, port: int) -> Env:
    """The same on a PostgreSQL server, in a database of its own, copied from the one filled first."""

    filled = filled_postgres(server)
    url = new_database(server, f"debrief_copy_{secrets.token_hex(4)}", name_of(filled))
    return environment(folder, port) | filled | {"DATABASE_URL": url}


def migrated_postgres(server: str) -> str:
    """The name of a database to copy: all tables and what the migrations put in them."""

    def migrate(folder: Path) -> Env:
        url = new_database(server, f"debrief_migrated_{secrets.token_hex(4)}")
        manage(environment(folder, port=0) | {"DATABASE_URL": url}, "migrate", "--no-input", "-v", "0")
        return {"DATABASE_URL": url}

    return name_of(once("migrated-postgres", migrate)[1])


def name_of(env: Env) -> str:
    return env["DATABASE_URL"].rpartition("/")[2]


def filled_postgres(server: str) -> Env:
    def fill_it(folder: Path) -> Env:
        url = new_database(server, f"debrief_filled_{secrets.token_hex(4)}", migrated_postgres(server))
        env = environment(folder, port=0) | {"DATABASE_URL": url}
        manage(env, "load_demo")
        return {"DATABASE_URL": url} | {name: env[name] for name in KEYS}

    return once("postgres", fill_it)[1]


def postgres_dump(server: str, programs: Path) -> tuple[Path, Env]:
    """The same as a file, for a server of somebody's own; and the keys that go with it."""

    def write(folder: Path) -> Env:
        filled = filled_postgres(server)
        command = [str(programs / "pg_dump"), "--no-owner", "-f", str(folder / DUMP), filled["DATABASE_URL"]]
        subprocess.run(command, check=True)
        return {name: filled[name] for name in KEYS}

    folder, keys = once("dump", write)
    return folder / DUMP, keys


def new_database(server: str, name: str, template: str = "template0") -> str:
    until = time.monotonic() + PATIENCE
    with psycopg.connect(server, autocommit=True) as connection:
        while True:
            try:
                connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
                break
            except psycopg.errors.ObjectInUse:  # somebody writes the template to a file meanwhile
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)
    return f"{server.rpartition('/')[0]}/{name}"


def drop_database(server: str, url: str) -> None:
    """With everybody who is still in it."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{url.rpartition("/")[2]}" WITH (FORCE)')


def everything() -> None:
    """What nearly all wait for comes first."""
    migrated_sqlite()
    if server := os.environ.get("TEST_DATABASE_URL", ""):
        filled_postgres(server)
    once("sqlite", fill_sqlite)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    everything()
