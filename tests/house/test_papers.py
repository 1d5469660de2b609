"""The hazard log and the data map say what the code does: each test that they name is there, and none is stale."""

import re

from tests.house.papers import DOCS, PAPERS, hazards

ROOT = DOCS.parent
FIELDS = {"id", "name", "cause", "harm", "control", "left", "tests"}


def test_every_hazard_has_a_control_and_tests_that_are_there():
    found = hazards()
    assert [one["id"] for one in found] == [f"H{number}" for number in range(1, len(found) + 1)]
    assert len(found) >= 15
    incomplete = [one["id"] for one in found if set(one) != FIELDS or not all(one.values())]
    gone = [test for one in found for test in one["tests"] if not is_there(test)]
    assert (incomplete, gone) == ([], [])


def is_there(test: str) -> bool:
    path, _, name = test.partition("::")
    source = ROOT / path
    return source.exists() and bool(re.search(rf"^(async )?def {name}\(", source.read_text(encoding="utf-8"), re.M))


def test_no_paper_is_stale():
    """`python -m tests.house.papers` writes them."""
    assert [path.name for path, made in PAPERS.items() if path.read_text(encoding="utf-8") != made()] == []
