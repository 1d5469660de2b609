"""Backups: made while the site writes, put back byte for byte, and refused when a single byte is another."""

import contextlib
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import pytest
from django.conf import settings

from config.backups import archive
from config.backups.archive import Place, check, make, put_back, refuse_what_does_not_fit
from config.backups.container import Damaged
from config.backups.databases import NotPossible
from config.sqlite.base import DatabaseWrapper
from demo.replay.scratch import environment

pytestmark = pytest.mark.django_db
KEY, VAULT = "k" * 40, "v" * 40


def a_place(folder: Path) -> Place:
    given = {"NAME": str(folder / "site.sqlite3"), "OPTIONS": {}, "TIME_ZONE": None, "CONN_MAX_AGE": 0}
    given |= {"CONN_HEALTH_CHECKS": False, "AUTOCOMMIT": True, "ATOMIC_REQUESTS": False, "TEST": {}}
    return Place(DatabaseWrapper(given), folder / "media", {"VAULT_KEY": VAULT})


def words_in(folder: Path) -> list[str]:
    with contextlib.closing(sqlite3.connect(folder / "site.sqlite3")) as file:
        return list(file.iterdump())


@pytest.fixture
def full(tmp_path) -> Place:
    """Three hundred rows that compress badly, and two pictures."""
    folder = tmp_path / "full"
    (folder / "media" / "cases").mkdir(parents=True)
    (folder / "media" / "cases" / "one.webp").write_bytes(sha256(b"one").digest() * 9)
    (folder / "media" / "two.webp").write_bytes(b"")
    with contextlib.closing(sqlite3.connect(folder / "site.sqlite3")) as file:
        file.execute("PRAGMA journal_mode=WAL")
        file.execute("CREATE TABLE post (id INTEGER PRIMARY KEY, body TEXT NOT NULL)")
        file.executemany(
            "INSERT INTO post (body) VALUES (?)", [(sha256(str(n).encode()).hexdigest(),) for n in range(300)]
        )
        file.commit()
    return a_place(folder)


@pytest.fixture
def empty(tmp_path) -> Place:
    (tmp_path / "empty").mkdir()
    return a_place(tmp_path / "empty")


def everything_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("key", ["", KEY])
def test_what_comes_back_is_what_was_there(full, empty, tmp_path, key):
    file = tmp_path / "backup"
    made = make(file, full, key=key, version="1.0")
    assert file.stat().st_mode & 0o777 == 0o600
    assert (b"one.webp" in file.read_bytes(), VAULT.encode() in file.read_bytes()) == (False, False)

    assert check(file, key=key) == made == put_back(file, empty, key=key)
    assert everything_in(tmp_path / "empty") == ["media/cases/one.webp", "media/two.webp", "site.sqlite3"]
    for name in ("media/cases/one.webp", "media/two.webp"):
        assert (tmp_path / "empty" / name).read_bytes() == (tmp_path / "full" / name).read_bytes()
    assert sha256((tmp_path / "empty" / "site.sqlite3").read_bytes()).hexdigest() == made.files["database"]
    assert words_in(tmp_path / "empty") == words_in(tmp_path / "full")


def test_it_is_of_one_moment_whoever_writes_meanwhile(full, empty, tmp_path):
    begun, enough = threading.Event(), threading.Event()

    def write() -> None:
        with contextlib.closing(sqlite3.connect(tmp_path / "full" / "site.sqlite3", timeout=20)) as file:
            while not enough.is_set():
                with file:  # two rows or none
                    file.executemany("INSERT INTO post (body) VALUES (?)", [("left",), ("right",)])
                begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    begun.wait(20)
    try:
        make(tmp_path / "backup", full, key="", version="1.0")
    finally:
        enough.set()
        writer.join(20)
    put_back(tmp_path / "backup", empty, key="")
    with contextlib.closing(sqlite3.connect(tmp_path / "empty" / "site.sqlite3")) as file:
        [(left, right)] = file.execute("SELECT sum(body = 'left'), sum(body = 'right') FROM post").fetchall()
    assert left == right > 0


@pytest.mark.parametrize("key", ["", KEY])
def test_one_byte_that_is_another_is_noticed_before_anything_is_written(full, empty, tmp_path, key):
    file = tmp_path / "backup"
    make(file, full, key=key, version="1.0")
    whole = file.read_bytes()
    for place in range(0, len(whole), len(whole) // 60):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(Damaged):
            put_back(file, empty, key=key)
    for cut in (0, 10, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:cut])
        with pytest.raises(Damaged):
            put_back(file, empty, key=key)
    assert everything_in(tmp_path / "empty") == []


def test_a_second_one_to_the_same_file_leaves_the_first_alone(full, tmp_path):
    file, half = tmp_path / "backup", tmp_path / "backup.half"
    half.write_bytes(b"what another process has written so far")
    with pytest.raises(NotPossible, match="another backup is being written"):
        make(file, full, key="", version="1.0")
    assert (half.read_bytes(), file.exists()) == (b"what another process has written so far", False)
    half.unlink()
    make(file, full, key="", version="1.0")
    with pytest.raises(NotPossible, match="is there already"):
        make(file, full, key="", version="1.0")
    assert half.exists() is False


@pytest.fixture
def meanwhile(monkeypatch) -> list[Callable[[], object]]:
    """What others do, one thing each time a part of a file has been read."""
    waiting: list[Callable[[], object]] = []

    def copy(file: BinaryIO, out: BinaryIO, size: int) -> None:
        out.write(file.read(100))
        if waiting:
            waiting.pop(0)()
        out.write(file.read())

    monkeypatch.setattr(archive.shutil, "copyfileobj", copy)
    return waiting


def test_a_picture_that_goes_meanwhile_is_left_out_and_one_that_changes_is_read_again(full, tmp_path, meanwhile):
    one, two = full.media / "cases" / "one.webp", full.media / "two.webp"
    meanwhile += [lambda: (one.write_bytes(b"short"), two.unlink())]
    contents = make(tmp_path / "backup", full, key="", version="1.0")
    assert list(contents.files) == ["database", "media/cases/one.webp"]
    assert contents.files["media/cases/one.webp"] == sha256(b"short").hexdigest()
    assert check(tmp_path / "backup", key="") == contents


def test_a_picture_that_is_never_still_is_named(full, tmp_path, meanwhile):
    one = full.media / "cases" / "one.webp"
    meanwhile += [partial(one.write_bytes, bytes(size)) for size in (300, 200, 400)]
    with pytest.raises(NotPossible, match=r"one\.webp was changed each time it was read"):
        make(tmp_path / "backup", full, key="", version="1.0")
    assert everything_in(tmp_path) == ["full/media/cases/one.webp", "full/media/two.webp", "full/site.sqlite3"]


def test_it_goes_into_an_empty_place_with_the_right_keys_only(full, empty, tmp_path):
    file = tmp_path / "backup"
    make(file, full, key=KEY, version="1.0")
    with pytest.raises(NotPossible, match="is there already"):
        make(file, full, key=KEY, version="1.0")
    with pytest.raises(NotPossible, match="only into a sealed backup"):
        make(tmp_path / "other", full, key="", version="1.0", with_keys=True)
    for key in ("", "x" * 40):
        with pytest.raises(Damaged, match="BACKUP_KEY"):
            put_back(file, empty, key=key)
    with pytest.raises(NotPossible, match="not empty"):
        put_back(file, full, key=KEY)
    stranger = Place(empty.database, empty.media, {"VAULT_KEY": "w" * 40})
    with pytest.raises(NotPossible, match="VAULT_KEY here is not"):
        put_back(file, stranger, key=KEY)
    assert everything_in(tmp_path / "empty") == []
    refuse_what_does_not_fit(
        check(file, key=KEY),
        Place(empty.database, empty.media, {"VAULT_KEY": f"{'w' * 40},{VAULT}"}),  # the right one is among them
        other_keys=False,
    )
    put_back(file, stranger, key=KEY, other_keys=True)
    with pytest.raises(NotPossible, match="not empty"):
        put_back(file, empty, key=KEY)


def test_the_command_says_what_it_made_and_looks_without_writing(full, tmp_path):
    env = environment(tmp_path / "full", port=0) | {"DATABASE_URL": f"sqlite:///{tmp_path / 'full' / 'site.sqlite3'}"}
    env |= {"MEDIA_ROOT": str(tmp_path / "full" / "media"), "BACKUP_KEY": ""}
    said = [asked(env, *words) for words in (("backup", "b"), ("restore", "b", "--check"), ("restore", "b"))]
    assert [(code, out.splitlines()[-1]) for code, out in said] == [
        (0, "It is not sealed: whoever has the file can read it. Set BACKUP_KEY to seal the next."),
        (0, said[1][1].splitlines()[-1]),
        (
            1,
            "CommandError: The database is not empty. A backup goes into an empty one only: name one, or make one.",
        ),
    ]
    assert said[1][1].endswith("a database of sqlite, 2 files.\n")


def asked(env: dict[str, str], command: str, name: str, *words: str) -> tuple[int, str]:
    """What manage.py answers, and how it ends."""
    where = str(Path(env["MEDIA_ROOT"]).parents[1] / name)
    line = [sys.executable, str(settings.BASE_DIR / "manage.py"), command, where, *words]
    done = subprocess.run(line, env=env, capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout + done.stderr
