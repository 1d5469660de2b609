"""A bare checkout: only the front door and the first run, as on a machine that has nothing else."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from firstrun.children import Children
from firstrun.door import ROOT

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "manage.py", tmp_path)
    shutil.copytree(ROOT / "firstrun", tmp_path / "firstrun", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


@pytest.fixture
def run(checkout: Path) -> Run:
    """Type a command in the bare checkout; `before` changes what this Python says of itself."""

    def type_it(*words: str, before: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
        script = f"import runpy, sys; {before}\nsys.argv = {['manage.py', *words]!r}\n"
        script += "sys.path.insert(0, '.'); runpy.run_path('manage.py', run_name='__main__')"
        quiet = {k: v for k, v in os.environ.items() if k not in ("DEBUG", "DEMO", "PRODUCTION", "DATABASE_URL")}
        return subprocess.run(
            [sys.executable, "-c", script],
            cwd=checkout,
            env=quiet | {"PATH": "", "PYTHONDONTWRITEBYTECODE": "1"} | settings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return type_it


@pytest.fixture
def children(tmp_path: Path) -> Iterator[Children]:
    made = Children(logs=tmp_path / "log", note=tmp_path / "run" / "note.json")
    yield made
    made.stop_all()
