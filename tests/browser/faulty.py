"""The forum with one part out of order: no Redis, no model file, a reader that raises. Its code is a copy."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from demo.replay.scratch import stop, wait_until_healthy
from firstrun.services import free_port
from tests.ready import on_sqlite

FAULTS = ("nothing", "redis", "model", "reader")
RAISES = "\n\ndef assess(*args: object, **kwargs: object) -> None:\n    raise RuntimeError('out of order')\n"


def code_without(fault: str, folder: Path) -> Path:
    """Links to everything but the readers, which are copied and spoilt: where they lie nothing is touched."""
    copy = folder / "code"
    copy.mkdir()
    for entry in settings.BASE_DIR.iterdir():
        if entry.name not in ("screening", "var") and not entry.name.startswith("."):
            (copy / entry.name).symlink_to(entry)
    missing = ("model.onnx",) if fault == "model" else ()
    shutil.copytree(
        settings.BASE_DIR / "screening", copy / "screening", ignore=shutil.ignore_patterns("*.jsonl", *missing)
    )
    if fault == "reader":
        with (copy / "screening/emergency/__init__.py").open("a", encoding="utf-8") as door:
            door.write(RAISES)
    return copy


@contextlib.contextmanager
def forum_with(fault: str, folder: Path) -> Iterator[str]:
    """Data first, with everything in order; then the web server, with one thing out of order."""
    port = free_port()
    env = on_sqlite(folder, port) | {"REDIS_URL": os.environ.get("TEST_REDIS_URL", "")}
    if fault == "redis":
        env |= {"REDIS_URL": f"redis://127.0.0.1:{free_port()}"}  # nobody listens there
    command = [sys.executable, "-m", "daphne", "-b", "127.0.0.1", "-p", str(port), "-v", "0", "config.asgi:application"]
    with (folder / "web.log").open("wb") as log:
        web = subprocess.Popen(
            command, env=env, cwd=code_without(fault, folder), stdout=log, stderr=log, start_new_session=True
        )
        try:
            url = f"http://127.0.0.1:{port}"
            wait_until_healthy(web, url, folder / "web.log")
            yield url
        finally:
            stop(web)
