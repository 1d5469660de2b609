"""A forum for one run: its own database in a temporary folder, the demo's data, a web server; all gone afterwards."""

import contextlib
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from demo.replay.visitor import Unanswered, Visitor
from firstrun.services import free_port

ROOT = Path(__file__).resolve().parents[2]
START_PATIENCE = 60
STOP_PATIENCE = 10


class DidNotStart(RuntimeError):
    """A step of building the scratch forum failed; the sentence ends with what it said last."""


@contextlib.contextmanager
def scratch_forum() -> Iterator[tuple[str, dict[str, str]]]:
    """Gives the address, and the environment under which a command reads the same database and vault."""
    with tempfile.TemporaryDirectory(prefix="debrief-replay-") as folder:
        port = free_port()
        env = environment(Path(folder), port)
        manage(env, "migrate", "--no-input", "-v", "0")
        manage(env, "load_demo")
        with server(env, port, Path(folder) / "web.log") as url:
            yield url, env


def environment(folder: Path, port: int) -> dict[str, str]:
    return dict(os.environ) | {
        "DEMO": "1", "DEBUG": "0", "PRODUCTION": "0", "REDIS_URL": "",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": secrets.token_urlsafe(50), "VAULT_KEY": secrets.token_urlsafe(50),
        "DATABASE_URL": f"sqlite:///{folder / 'replay.sqlite3'}", "MAIL_DIR": str(folder / "mail"),
        "ALLOWED_HOSTS": "127.0.0.1,localhost", "ORIGINS": f"http://127.0.0.1:{port},http://localhost:{port}",
    }  # fmt: skip


def manage(env: Mapping[str, str], *words: str, tree: Path = ROOT) -> None:
    command = [sys.executable, str(tree / "manage.py"), *words]
    done = subprocess.run(command, env=dict(env), cwd=tree, capture_output=True, text=True, check=False)
    if done.returncode:
        raise DidNotStart(f"“{words[0]}” failed: {last_words(done.stdout + done.stderr)}")


@contextlib.contextmanager
def server(env: Mapping[str, str], port: int, log: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "daphne", "-b", "127.0.0.1", "-p", str(port), "-v", "0", "config.asgi:application"]
    with log.open("wb") as out:
        web = subprocess.Popen(command, env=dict(env), cwd=ROOT, stdout=out, stderr=out, start_new_session=True)
        try:
            url = f"http://127.0.0.1:{port}"
            wait_until_healthy(web, url, log)
            yield url
        finally:
            stop(web)


def wait_until_healthy(web: "subprocess.Popen[bytes]", url: str, log: Path) -> None:
    until = time.monotonic() + START_PATIENCE
    while web.poll() is None and time.monotonic() < until:
        with contextlib.suppress(Unanswered):
            if Visitor(url).get("/healthz/").status == 200:
                return
        time.sleep(0.1)
    raise DidNotStart(f"The web server did not start: {last_words(log.read_text(errors='replace'))}")


def stop(web: "subprocess.Popen[bytes]") -> None:
    web.terminate()
    try:
        web.wait(STOP_PATIENCE)
    except subprocess.TimeoutExpired:
        web.kill()
        web.wait()


def last_words(text: str) -> str:
    return "\n".join(text.strip().splitlines()[-5:])
