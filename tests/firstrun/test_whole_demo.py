"""The whole demo, started as a stranger would: it opens, survives a killed server, stops clean, keeps its data."""

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from firstrun.door import ROOT
from firstrun.leftovers import birth_of
from firstrun.services import free_port
from firstrun.venv import Venv
from tests.ready import copy_sqlite

SKIP = shutil.ignore_patterns(".git", ".venv", "var", ".env", "__pycache__", ".*_cache", ".hypothesis")
# What the tests say of themselves, which a stranger's shell would not.
OURS = (
    *("DEBUG", "DEMO", "PRODUCTION", "SECRET_KEY", "VAULT_KEY", "ALLOWED_HOSTS", "ORIGINS", "DATABASE_URL"),
    *("REDIS_URL", "MAIL_DIR", "MEDIA_ROOT", "EMAIL_BACKEND", "DJANGO_SETTINGS_MODULE", "TEST_ON"),
)
STRANGERS_SHELL = {name: value for name, value in os.environ.items() if name not in OURS}
ROLES = ["member", "verified", "expert", "moderator", "administrator"]


class Started:
    """One `manage.py demo`, read until it says that it is open."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "demo", "--port", str(port)],
            cwd=folder,
            env=STRANGERS_SHELL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = self.listen()
        self.address = next(iter(re.findall(r"open at (\S+)", self.said)), "")

    def listen(self) -> str:
        assert self.process.stdout is not None
        lines: list[str] = []
        for line in self.process.stdout:
            lines.append(line)
            if line.startswith("Ctrl-C"):
                break
        return "".join(lines)

    def servers(self) -> list[int]:
        note = json.loads((self.folder / "var" / "run" / "demo.json").read_text())
        return [pid for pid, _ in note["children"]]

    def posts(self) -> int:
        with closing(sqlite3.connect(self.folder / "var" / "debrief.sqlite3")) as database:
            return int(database.execute("select count(*) from forum_post").fetchone()[0])

    def end(self, sign: int = signal.SIGINT) -> int:
        self.process.send_signal(sign)
        self.process.communicate(timeout=30)
        return self.process.returncode


def fresh_copy(folder: Path) -> Path:
    """The whole project without anything a run has made, beside the packages it needs."""
    if not Venv(ROOT).is_ready(dev=False):
        pytest.skip("needs the .venv that `python3 manage.py test` builds")
    shutil.copytree(ROOT, folder / "debrief", ignore=SKIP)
    (folder / "debrief" / ".venv").symlink_to(ROOT / ".venv")
    return folder / "debrief"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    """One that several tests look at; it is open before and after each of them."""
    started = Started(fresh_copy(tmp_path_factory.mktemp("demo")), free_port())
    yield started
    started.end()


@pytest.fixture
def own_demo(tmp_path: Path) -> Iterator[Started]:
    """One that a test may stop, with the data of an earlier start."""
    folder = fresh_copy(tmp_path)
    (folder / "var").mkdir()
    keys = copy_sqlite(folder / "var" / "debrief.sqlite3")
    (folder / "var" / "demo.env").write_text("".join(f"{name}={key}\n" for name, key in keys.items()))
    started = Started(folder, free_port())
    yield started
    if started.process.poll() is None:
        started.end()


def status(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=5) as page:
            return int(page.status)
    except OSError:
        return 0


def worked(pid: int) -> float:
    """Seconds of a processor that this process has had."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def seconds_until(question, *, patience: float = 90.0) -> float:
    begun = time.monotonic()
    while not question() and time.monotonic() - begun < patience:
        time.sleep(0.05)
    return time.monotonic() - begun


def daphne_of(port: str, servers: list[int]) -> int:
    """The one that listens on this port; Valkey and the worker do not."""
    listening = [pid for pid in servers if f"\0{port}\0".encode() in Path(f"/proc/{pid}/cmdline").read_bytes()]
    return listening[0]


def test_it_opens_with_a_login_for_every_role_and_says_what_is_a_stand_in(demo):
    table = demo.said.partition("log in as")[2].partition("\n\n")[0].splitlines()[1:]

    assert [line.split()[0] for line in table] == ROLES
    assert (status(demo.address), status(f"{demo.address}healthz/")) == (200, 200)
    assert [line for line in demo.said.splitlines() if line.startswith("  ")][-4:] == [
        "  SQLite in var/ instead of PostgreSQL (DATABASE_URL)",
        "  a Valkey of its own on loopback instead of your Redis (REDIS_URL)",
        f"  mail is not sent; read it at {demo.address}demo/mail/",
        "  members and cases are invented; a helpline marked SAMPLE is not a real line",
    ]


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="reads /proc")
def test_a_killed_web_server_is_back_on_the_same_port_within_ten_seconds(demo):
    port = demo.address.rstrip("/").rpartition(":")[2]
    killed = daphne_of(port, demo.servers())
    os.kill(killed, signal.SIGKILL)
    seconds_until(lambda: status(f"{demo.address}healthz/") == 0)
    seconds_until(lambda: status(f"{demo.address}healthz/") == 200)

    # Its own work is counted: on a busy machine the clock tells how busy it is.
    back = daphne_of(port, demo.servers())
    assert (back == killed, worked(back) < 10) == (False, True)


def test_it_stops_everything_it_started(own_demo):
    servers = own_demo.servers()

    assert (len(servers), own_demo.end(signal.SIGTERM)) == (3, 0)
    assert [pid for pid in servers if birth_of(pid)] == []
    assert (own_demo.folder / "var" / "run" / "demo.json").exists() is False


def test_a_second_one_in_the_same_folder_points_to_the_first(demo):
    command = [sys.executable, "manage.py", "demo"]
    second = subprocess.run(command, cwd=demo.folder, env=STRANGERS_SHELL, capture_output=True, text=True, check=False)

    assert (second.returncode, second.stdout) == (2, "")
    assert second.stderr == (
        f"The demo of this folder is already running at {demo.address}. Stop it there with Ctrl-C first.\n"
    )


def test_after_a_kill_the_next_run_clears_up_and_keeps_the_data(own_demo):
    posts, orphans = own_demo.posts(), own_demo.servers()
    own_demo.process.kill()
    own_demo.process.wait()
    again = Started(own_demo.folder, free_port())
    try:
        assert (posts > 100, again.posts()) == (True, posts)
        assert [pid for pid in orphans if birth_of(pid)] == []
        assert again.said.splitlines()[0] == (
            "An earlier demo was cut off; 3 of its servers still ran and are stopped now."
        )
    finally:
        assert again.end(signal.SIGINT) == 0
