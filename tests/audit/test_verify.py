"""`verify_audit`: whatever is done to the chain behind our backs, the first wrong line is named."""

import json
import os
import subprocess
import sys
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from audit.actions import note_anchor, record
from audit.chain import hash_of
from audit.models import Deed, Head, Line
from audit.tasks import walk_the_chain
from audit.verification import verify

ROOT = Path(__file__).resolve().parents[2]
TRIGGERS = {
    "sqlite": "DROP TRIGGER IF EXISTS {table}_is_never_changed",
    "postgresql": "ALTER TABLE {table} DISABLE TRIGGER {table}_is_append_only",
}


@pytest.fixture
def chain(db, moderator):
    """Five lines, one anchor after the third; and the triggers out of the way, as for whoever owns the tables."""
    for number in range(1, 6):
        record(Deed.POST_DECIDED, by=moderator, about=moderator, status=f"status {number}")
        if number == 3:
            note_anchor(day=date(2026, 5, 1))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no table is altered while checks of it are due
        for table in ("audit_line", "audit_anchor"):
            cursor.execute(TRIGGERS[connection.vendor].format(table=table))


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def verdict(*options: str) -> dict[str, object]:
    out, code = StringIO(), 0
    try:
        call_command("verify_audit", "--json", *options, stdout=out)
    except SystemExit as stopped:
        code = stopped.code
    said = json.loads(out.getvalue())
    assert (said["ok"], said["fault"] is None) == (code == 0, code == 0)
    return said


def fault() -> tuple[int, str]:
    found = verdict()["fault"]
    return found["number"], found["kind"]


def test_a_whole_chain_is_whole(chain):
    assert verdict() == {
        "ok": True, "lines": 5, "anchors": 1, "fault": None, "hash": Line.objects.get(number=5).hash,
    }  # fmt: skip


def test_an_empty_chain_is_whole(db):
    assert verdict() == {"ok": True, "lines": 0, "anchors": 0, "fault": None, "hash": "0" * 64}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "2026-01-01 00:00:00.000001"),
        ("deed", "post_decideD"),
        ("by_id", None),
        ("about_kind", "members.membes"),
        ("about_id", "0"),
        ("facts", '{"status": "status 4 "}'),
        ("previous", "f" * 64),
        ("hash", "f" * 64),
    ],
)
def test_a_change_in_any_column_is_found_and_named(chain, column, value):
    sql(f'UPDATE audit_line SET "{column}" = %s WHERE number = 4', value)
    assert fault() == (4, "changed")
    assert verify().fault.sentence == "Line 4 was changed after it was written."


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps no time that is none")
def test_a_line_that_no_longer_reads_as_one_is_named(chain):
    sql("UPDATE audit_line SET at = 'not a time' WHERE number = 2")
    assert fault() == (2, "changed")


@pytest.mark.parametrize(("number", "sentence"), [(1, "Line 1 is missing."), (3, "Line 3 is missing.")])
def test_a_line_taken_out_is_found(chain, number, sentence):
    sql("DELETE FROM audit_line WHERE number = %s", number)
    assert verify().fault == (number, "missing", sentence)


def test_lines_taken_from_the_end_are_found(chain):
    sql("DELETE FROM audit_line WHERE number > 3")
    assert verify().fault == (4, "missing", "The chain ends after line 3, but went on to 5.")


def test_two_lines_that_changed_places_are_found(chain):
    for old, new in ((2, 99), (3, 2), (99, 3)):
        sql("UPDATE audit_line SET number = %s WHERE number = %s", new, old)
    assert verify().fault == (2, "out of order", "Line 2 is out of order: line 3 belongs there.")


def test_a_line_put_after_the_end_is_found(chain):
    last = Line.objects.get(number=5)
    Line.objects.create(number=6, at=last.at, deed=last.deed, facts={}, previous=last.hash, hash="a" * 64)
    assert fault() == (6, "out of order")


def rewrite(start: int) -> None:
    """What somebody does who may write to every table: a new story, with hashes that fit."""
    previous = Line.objects.get(number=start - 1).hash if start > 1 else "0" * 64
    for line in Line.objects.filter(number__gte=start).order_by("number"):
        line.facts, line.previous = {"status": "kinder"}, previous
        previous = hash_of(line)
        sql(
            "UPDATE audit_line SET facts = %s, previous = %s, hash = %s WHERE number = %s",
            '{"status": "kinder"}', line.previous, previous, line.number,
        )  # fmt: skip
    Head.objects.update(hash=previous)


def test_a_chain_rewritten_as_a_whole_no_longer_fits_its_anchor(chain):
    rewrite(1)
    assert verify().fault == (
        3, "rewritten", "The chain up to line 3 is not what the anchor of 2026-05-01 says.",
    )  # fmt: skip


def test_nor_what_was_noted_outside(chain):
    kept = Line.objects.get(number=5).hash
    assert verdict("--noted", f"5:{kept}")["anchors"] == 2
    rewrite(4)
    assert verdict()["ok"] is True
    assert verdict("--noted", f"5:{kept}")["fault"] == {
        "number": 5, "kind": "rewritten", "sentence": "The chain up to line 5 is not what the note given here says.",
    }  # fmt: skip


def test_the_command_says_it_in_words(chain):
    whole, broken = StringIO(), StringIO()
    call_command("verify_audit", stdout=whole)
    sql("DELETE FROM audit_line WHERE number = 2")
    with pytest.raises(SystemExit, match="1"):
        call_command("verify_audit", stdout=broken)
    assert whole.getvalue().splitlines() == [
        "The chain is whole: 5 lines, checked against 1 notes.",
        "Note this outside the database, and give it to --noted another day:",
        f"5:{Line.objects.get(number=5).hash}",
    ]
    assert broken.getvalue().strip() == (
        "The chain is broken. Line 2 is missing. 1 lines before it are as they were written."
    )


def test_the_worker_says_each_night_what_is_wrong(chain, caplog):
    walk_the_chain.call_local()
    sql("DELETE FROM audit_line WHERE number = 2")
    walk_the_chain.call_local()
    said = [(line.levelname, line.getMessage()) for line in caplog.records if line.name == "audit.tasks"]
    assert said == [("CRITICAL", "the audit chain is broken: Line 2 is missing.")]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the same on PostgreSQL stands below")
def test_four_who_record_at_once_make_one_chain(tmp_path):
    ours = {"DATABASE_URL": f"sqlite:///{tmp_path / 'chain.sqlite3'}", "DJANGO_SETTINGS_MODULE": "config.settings"}
    run = subprocess.run(
        [sys.executable, "-m", "tests.audit.at_once"], cwd=ROOT, env=os.environ | ours,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert json.loads(run.stdout or "null") == [100, None], run.stderr


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="asks for PostgreSQL")
def test_four_who_record_at_once_make_one_chain_there_too():
    from tests.audit.at_once import record_at_once

    record_at_once()
    found = verify()
    assert (found.lines, found.fault) == (100, None)
