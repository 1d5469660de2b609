"""What is kept from request to request: parts of pages, and connections to SQLite."""

import sqlite3
from pathlib import Path

import pytest
from django.template import engines

from config.sqlite.base import DatabaseWrapper


def test_a_part_is_laid_out_once_for_what_it_names_and_knows_nothing_else():
    page = engines["django"].from_string(
        "{% kept user.moderates site %}{{ user.moderates }}{{ site }}{{ user.name }}{{ csrf_token }}{% endkept %}"
    )
    ada, mo = {"name": "Ada", "moderates": False}, {"name": "Mo", "moderates": True}
    shown = [page.render({"user": user, "site": "D", "csrf_token": "t"}) for user in (ada, mo, {**ada, "name": "Rhys"})]
    assert shown == ["FalseD", "TrueD", "FalseD"]
    assert len(page.template.nodelist[0].kept) == 2


@pytest.fixture
def a_file(tmp_path, db) -> Path:
    """A database of its own, with one table."""
    path = tmp_path / "kept.sqlite3"
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("CREATE TABLE words (word TEXT)")
    return path


def connect(path: Path) -> DatabaseWrapper:
    settings = {"NAME": str(path), "OPTIONS": {}, "TIME_ZONE": None, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False}
    made = DatabaseWrapper(settings | {"AUTOCOMMIT": True, "ATOMIC_REQUESTS": False, "TEST": {}})
    made.connect()
    return made


def test_the_next_request_takes_the_connection_and_sees_what_happened_since(a_file):
    first = connect(a_file)
    first.cursor().execute("INSERT INTO words VALUES ('one'), ('two')")
    unread = first.cursor()
    unread.execute("SELECT word FROM words")
    unread.fetchone()  # a reader that never came to its end would hold the connection in the past
    raw = first.connection
    first.close()
    with sqlite3.connect(a_file) as other:
        other.execute("INSERT INTO words VALUES ('three')")
    second = connect(a_file)
    cursor = second.cursor()
    cursor.execute("SELECT count(*) FROM words")
    assert (second.connection is raw, cursor.fetchone()) == (True, (3,))


def test_half_a_transaction_and_another_file_are_not_taken_over(a_file):
    first = connect(a_file)
    raw = first.connection
    raw.execute("BEGIN IMMEDIATE")
    first.close()
    second = connect(a_file)
    assert second.connection is not raw
    second.cursor().execute("INSERT INTO words VALUES ('free again')")
    kept = second.connection
    second.close()
    a_file.rename(a_file.with_suffix(".old"))
    sqlite3.connect(a_file).close()
    assert connect(a_file).connection is not kept


def test_a_fresh_checkout_gets_its_usual_folder(tmp_path, settings, db):
    settings.VAR_DIR = tmp_path / "var"
    connect(settings.VAR_DIR / "debrief.sqlite3").close()
    assert (settings.VAR_DIR / "debrief.sqlite3").is_file()
