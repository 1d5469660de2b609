"""Versions of the reader for tests: measured rows, and folders whose lines deflect everything or nothing."""

import hashlib
import json
from pathlib import Path
from typing import Any

from deflection.actions import keep_measurement
from deflection.models import ReaderVersion
from members.models import Member
from screening.emergency.encoder.model import HOME

Decided = dict[str, list[str]]


def measured(
    by: Member, name: str = "shipped", *, met: bool = True, decided: Decided | None = None, **more: Any
) -> ReaderVersion:
    """A version with a stored measurement: one figure, and two posts decided."""
    figure = {
        "name": "helpline shown, emergencies", "hits": 2, "size": 2, "value": 1.0, "bound": 0.22, "side": "at least",
        "bar": 0.98, "met": met,
    }  # fmt: skip
    told = {"version": name, "file": "posts.jsonl", "sha256": "5" * 64, "figures": [figure], "met": met}
    standard = {"a-1": ["emergency", "emergency", "deflect"], "a-2": ["general", "general", "clear"]}
    return keep_measurement(by=by, measured=told | more, decided=decided or standard)


def make_version(folder: Path, name: str, *, ask: float, deflect: float) -> Path:
    """A folder of lines alone: its encoder is the shipped one."""
    lines = json.loads((HOME / "blend.json").read_text(encoding="utf-8"))
    for part in ("both", "alone"):
        lines[part] |= {"ask": filled(lines[part]["ask"], ask), "deflect": filled(lines[part]["deflect"], deflect)}
    home = folder / name
    home.mkdir(parents=True)
    (home / "blend.json").write_text(json.dumps(lines | {"version": name}), encoding="utf-8")
    total = hashlib.sha256((home / "blend.json").read_bytes()).hexdigest()
    (home / "model.sha256").write_text(f"{total}  blend.json\n", encoding="ascii")
    return home


def filled(line: Any, chance: float) -> Any:
    """The same chance wherever the shipped lines have one."""
    return dict.fromkeys(line, chance) if isinstance(line, dict) else chance
