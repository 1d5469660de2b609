"""Web servers of the tests' own: started, killed and started again on their ports."""

import contextlib
import http.client
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from demo.replay.visitor import Visitor
from firstrun.services import free_port
from tests.proxy import in_front_of

PATIENCE = 180  # seconds, on a machine that has much else to do
FAILED = (http.client.HTTPException, OSError)


class WebServer:
    """One daphne. It is killed without a warning, or asked to stop."""

    application = "config.asgi:application"

    def __init__(self, env: dict[str, str], port: int, log: Path, code: Path = settings.BASE_DIR) -> None:
        self.env, self.port, self.log, self.code = env, port, log, code
        self.url = f"http://127.0.0.1:{port}"
        self.command = [sys.executable, "-m", "daphne", "-b", "127.0.0.1", "-p", str(port), "-v", "0"]
        self.process: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*self.command, self.application], env=self.env, cwd=self.code, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip

    def start(self) -> None:
        self.begin()
        self.wait_until_healthy()

    def wait_until_healthy(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with contextlib.suppress(*FAILED):
                if Visitor(self.url).ask_once("GET", "/healthz/", None).status == 200:
                    return
            time.sleep(0.05)
        raise AssertionError(self.log.read_text(errors="replace")[-2000:])

    def kill(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()

    def stop(self) -> None:
        """As a deployment does: SIGTERM, and what is under way may end."""
        if self.process:
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()


@contextlib.contextmanager
def running(
    env: dict[str, str], folder: Path, *, port: int, webs: int = 1, code: Path = settings.BASE_DIR, works: bool = True
) -> Iterator[str]:
    """The whole site at one address: so many web servers behind a proxy, and a worker where there is a Redis."""
    ports = [port] if webs == 1 else [free_port() for _ in range(webs)]
    servers = [WebServer(env, at, folder / f"web-{number}.log", code) for number, at in enumerate(ports)]
    with contextlib.ExitStack() as stack:
        for server in servers:
            stack.callback(server.stop)
            server.begin()
        if env["REDIS_URL"] and works:
            stack.enter_context(worker(env, folder / "worker.log"))
        for server in servers:
            server.wait_until_healthy()
        proxy = stack.enter_context(in_front_of(port, ports)) if webs > 1 else None
        yield f"http://127.0.0.1:{port}"
        if proxy:
            assert all(proxy.given.values()) or not any(proxy.given.values()), "one web server had all of the work"


class Worker:
    """One run_huey. It is killed without a warning."""

    def __init__(self, env: dict[str, str], log: Path) -> None:
        self.env, self.log = env, log
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "run_huey"]
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                command, env=self.env, cwd=settings.BASE_DIR, stdout=out, stderr=out, start_new_session=True
            )

    def kill(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()


@contextlib.contextmanager
def worker(env: dict[str, str], log: Path) -> Iterator[None]:
    one = Worker(env, log)
    one.start()
    try:
        yield
    finally:
        one.kill()
