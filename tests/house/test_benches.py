"""The benches and the drill stand apart from the tests: what they are made of is there."""

from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("benchmarks", "tests/faults", "tests/load")
APART = [file for folder in FOLDERS for file in sorted((ROOT / folder).glob("*.py"))]


@pytest.mark.parametrize("file", [file for file in APART if file.stem != "__main__"], ids=lambda file: file.stem)
def test_each_finds_what_it_takes_from_elsewhere(file):
    name = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    assert import_module(name).__name__ == name
