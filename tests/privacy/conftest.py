"""The list of erased members lies in a folder of each test's own."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def erased_list(settings, tmp_path) -> Path:
    settings.ERASED_LIST = str(tmp_path / "erased.txt")
    return Path(settings.ERASED_LIST)
