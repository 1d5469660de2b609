"""The table against ASVS is whole, says why where something is open, and names only what is there."""

import re
from collections import Counter

from tests.house.asvs import DOCS, STATES, requirements

ROOT = DOCS.parent
OF_LEVEL = {1: 70, 2: 183}  # as many as the standard has


def test_every_requirement_of_the_first_two_levels_has_a_row():
    rows = requirements()
    levels = Counter(one["level"] for one in rows.values())
    assert {level: levels[level] for level in OF_LEVEL} == OF_LEVEL
    in_order = sorted(rows, key=lambda number: [int(part) for part in number.split(".")])
    assert (list(rows), {one["state"] for one in rows.values()}) == (in_order, set(STATES))


def test_what_is_met_is_shown_and_what_is_not_is_explained():
    bare = [number for number, one in requirements().items() if not one.get(needed(one))]
    assert bare == []


def needed(one: dict) -> str:
    return "evidence" if one["state"] == "met" else "says"


def test_what_is_named_is_there():
    named = {proof for one in requirements().values() for proof in one.get("evidence", [])}
    assert sorted(proof for proof in named if not is_there(proof)) == []


def is_there(proof: str) -> bool:
    path, _, test = proof.partition("::")
    source = ROOT / path
    if not source.exists() or not test:
        return source.exists()
    return bool(re.search(rf"^\s*(async )?def {test}\(", source.read_text(encoding="utf-8"), re.MULTILINE))
