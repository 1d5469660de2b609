"""The forum with one part out of order: no Redis, no model file, a reader that raises. Its code is a copy."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from firstrun.services import free_port
from tests.browser.conftest import Site
from tests.ready import drop_database, on_postgres, on_sqlite
from tests.servers import running

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
def forum_with(fault: str, folder: Path) -> Iterator[Site]:
    """Data first, with everything in order; then the web server, with one thing out of order.

    Where the run asks for PostgreSQL, there are two web servers behind one address.
    """
    port, server = free_port(), os.environ["TEST_DATABASE_URL"] if os.environ.get("TEST_ON") == "postgres" else ""
    env = on_postgres(server, folder, port) if server else on_sqlite(folder, port)
    # Nobody listens on a free port.
    redis = f"redis://127.0.0.1:{free_port()}" if fault == "redis" else os.environ.get("TEST_REDIS_URL", "")
    code, webs = code_without(fault, folder), 2 if server else 1
    with running(env | {"REDIS_URL": redis}, folder, port=port, webs=webs, code=code, works=False) as url:
        site = Site(folder, url, env["DATABASE_URL"])
        site.fault = fault
        yield site
    if server:
        drop_database(server, env["DATABASE_URL"])
