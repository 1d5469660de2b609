"""What a whole run shares: whoever waits for what cannot be made hears so at once."""

from pathlib import Path

import pytest

from tests import ready


def test_it_is_filled_once_and_a_failure_is_everybodys(tmp_path, monkeypatch):
    monkeypatch.setattr(ready, "shared_folder", lambda: tmp_path)
    filled = [ready.once("good", lambda folder: {"A_KEY": folder.name}) for _ in range(2)]
    assert filled == [(tmp_path / "good", {"A_KEY": "good"})] * 2

    def fails(folder: Path) -> dict[str, str]:
        raise ValueError("no table of that name")

    with pytest.raises(ValueError, match="no table"):
        ready.once("bad", fails)
    with pytest.raises(TimeoutError, match="nobody finished filling"):
        ready.once("bad", fails)
