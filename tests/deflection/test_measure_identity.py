"""The bench of the reader of identifiers, from manage.py."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

TEXT = "My patient Ioana Petrescu has a small lump."
ROWS = [
    {"id": "one", "text": TEXT, "spans": [{"start": 11, "end": 25, "type": "NAME"}]},
    {"id": "two", "text": "Lot A23X119 has been recalled.", "spans": []},
]


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    path = tmp_path / "few.jsonl"
    path.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    return path


def measure(*arguments: str) -> str:
    out = StringIO()
    call_command("measure_identity", *arguments, stdout=out)
    return out.getvalue()


def test_it_prints_the_figures_of_the_bar(shelf: Path) -> None:
    assert measure(str(shelf)).splitlines()[:4] == [
        "2 texts, 1 with identifiers",
        "a text with an identifier is stopped   1/1 = 1.000  [0.207, 1.000]        bar 0.93 met  (ready-made 0.81)",
        "a stopped text has one                 1/1 = 1.000  [0.207, 1.000]        bar 0.90 met  (ready-made 0.54)",
        "direct identifiers found               1/1 = 1.000  [0.207, 1.000]        bar 0.95 met",
    ]


def test_it_answers_machines(shelf: Path) -> None:
    told = json.loads(measure(str(shelf), "--json"))
    assert (told["file"], told["met"], told["kinds"]) == (
        "few.jsonl", True, {"name": {"hits": 1, "size": 1, "share": 1.0, "bounds": [0.2065, 1.0]}},
    )  # fmt: skip


def test_it_never_shows_the_texts_of_a_blind_file(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="not shown"):
        measure(str(tmp_path / "identity-blind.jsonl"), "--misses")


def test_it_says_what_it_missed_and_ends_with_an_error(shelf: Path) -> None:
    shelf.write_text(json.dumps(ROWS[1] | {"spans": [{"start": 0, "end": 3, "type": "NAME"}]}), encoding="utf-8")
    out = StringIO()
    with pytest.raises(CommandError, match="not met"):
        call_command("measure_identity", str(shelf), "--misses", stdout=out)
    assert out.getvalue().splitlines()[-2:] == ["two  Lot A23X119 has been recalled.", "    - name: Lot"]


def test_it_refuses_what_holds_no_labelled_texts(tmp_path: Path) -> None:
    (tmp_path / "odd.jsonl").write_text("not json\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"cannot be read as labelled texts: JSONDecodeError\."):
        measure(str(tmp_path / "odd.jsonl"))
