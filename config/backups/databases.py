"""The database of a backup: copied while the site runs, and put into an empty place; nothing else is known of it."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper


class NotPossible(RuntimeError):
    """In words: what is in the way, and what cures it."""


def copy(database: BaseDatabaseWrapper, to: Path) -> None:
    """As it is at one moment, whoever writes meanwhile."""
    if database.vendor == "postgresql":
        run("pg_dump", database, "--format=custom", "--compress=0", "--no-owner", "--no-privileges", f"--file={to}")
        return
    path = Path(database.settings_dict["NAME"])
    if not path.is_file():
        raise NotPossible(f"There is no database at {path}.")
    with contextlib.closing(sqlite3.connect(path)) as site, contextlib.closing(sqlite3.connect(to)) as copied:
        site.backup(copied)
        copied.execute("PRAGMA journal_mode=DELETE")
        [(found,)] = copied.execute("PRAGMA quick_check(1)").fetchall()
    if found != "ok":
        raise NotPossible(f"The database itself is damaged, so no backup was made: {found}")


def is_empty(database: BaseDatabaseWrapper) -> bool:
    """No table in it; on SQLite the file need not be there, and is not made by asking."""
    if database.vendor == "postgresql":
        with psycopg.connect(**at(database), connect_timeout=10) as server:
            tables = "SELECT 1 FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') LIMIT 1"
            return server.execute(tables).fetchone() is None
    path = Path(database.settings_dict["NAME"])
    if not path.exists() or not path.stat().st_size:
        return True
    with contextlib.closing(sqlite3.connect(path)) as file:
        return file.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None


def put(database: BaseDatabaseWrapper, copied: Path) -> None:
    """Whole or not at all."""
    if database.vendor == "postgresql":
        run(
            "pg_restore", database, "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction",
            str(copied),
        )  # fmt: skip
        return
    path = Path(database.settings_dict["NAME"])
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".restoring")
    shutil.copyfile(copied, fresh)
    for leftover in ("-wal", "-shm"):
        path.with_name(path.name + leftover).unlink(missing_ok=True)
    fresh.replace(path)


def run(program: str, database: BaseDatabaseWrapper, *words: str) -> None:
    """The password goes by the environment: the list of processes shows the words of a command to everybody."""
    where = at(database)
    env = dict(os.environ) | {"PGPASSWORD": str(where.pop("password", "") or "")}
    options = [f"--{name.replace('user', 'username')}={value}" for name, value in where.items()]
    done = subprocess.run([found(program), *options, *words], env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotPossible(f"{program} did not finish: {' '.join(done.stderr.split())[:300]}")


def at(database: BaseDatabaseWrapper) -> dict[str, Any]:
    settings = database.settings_dict
    given = {
        "host": settings["HOST"], "port": settings["PORT"], "user": settings["USER"], "password": settings["PASSWORD"],
        "dbname": settings["NAME"],
    }  # fmt: skip
    return {name: value for name, value in given.items() if value}


def found(program: str) -> str:
    """On the PATH, or where Debian keeps the newest."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), key=lambda path: path.parts[-3].zfill(3))
    path = shutil.which(program) or (str(debian[-1]) if debian else "")
    if not path:
        raise NotPossible(
            f"{program} is not on this machine. It comes with PostgreSQL's client programs; install them."
        )
    return path
