"""The benches and the drill stand apart from the tests: what they are made of is there."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
ALL = "import django, importlib, sys; django.setup(); [importlib.import_module(name) for name in sys.argv[1:]]"
FOLDERS = ("benchmarks", "tests/faults", "tests/load")


def test_each_finds_what_it_takes_from_elsewhere():
    """In a process of their own: one of them puts the readers aside."""
    files = [file for folder in FOLDERS for file in sorted((ROOT / folder).glob("*.py")) if file.stem[:2] != "__"]
    names = [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files]
    done = subprocess.run(
        [sys.executable, "-c", ALL, *names], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
