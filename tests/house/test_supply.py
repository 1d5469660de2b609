"""The lock, the licence list and the bill of materials name what the requirements pin, each file by its hash."""

import json
import re

from firstrun.door import ROOT
from firstrun.supply import LICENCES, LOCK, MATERIALS, locked, vendored

PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;]+)", re.MULTILINE)
CURE = "lock anew (docs/upgrade.md), then run python -m firstrun.supply"


def pinned(name: str) -> dict[str, str]:
    return {
        re.sub(r"[._-]+", "-", package).lower(): number for package, number in PIN.findall((ROOT / name).read_text())
    }


def test_the_lock_has_every_requirement_in_the_pinned_version():
    asked, brought, lock = pinned("requirements.txt"), pinned("constraints.txt"), locked()
    assert {name: lock.get(name) for name in asked} == asked, CURE
    assert {name: number for name, number in lock.items() if brought.get(name, number) != number} == {}, CURE


def test_every_locked_package_is_held_to_the_hashes_of_its_files():
    entries = re.split(r"^(?=[A-Za-z0-9])", LOCK.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert [entry.split("==")[0] for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry)] == []
    assert len(entries) == len(locked())


def test_the_licence_list_and_the_bill_of_materials_are_those_of_the_lock():
    parts = [*locked().items(), *((name, number) for name, (number, _) in vendored().items())]
    rows = re.findall(r"^\| (.+?)(?: \(in the repository\))? \| ([^|]+) \|", LICENCES.read_text("utf-8"), re.MULTILINE)
    assert sorted(rows[1:]) == sorted(parts), CURE
    bill = json.loads(MATERIALS.read_text("utf-8"))["components"]
    assert sorted((part["name"], part["version"]) for part in bill) == sorted(parts), CURE
