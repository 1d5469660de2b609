"""Versions of the reader: two people put one to work, one sends it back, and every text feels it at once."""

import hashlib
import json
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, connection
from django.utils import timezone

from deflection.actions import (
    confirm_version,
    propose_version,
    return_to_previous,
    run_beside,
    stop_beside,
)
from deflection.gate import Writing, screen
from deflection.models import Deflection, ReaderChange, ReaderVersion
from deflection.outcomes import Prompt
from deflection.running import running
from deflection.versions import NotYet
from screening.emergency import versions
from tests.conftest import EMERGENCY, PLAIN
from tests.deflection.versions import make_version, measured

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(tmp_path_factory):
    """Two versions on this machine: one asks about every text, one lets all pass that the rules let pass."""
    folder = tmp_path_factory.mktemp("readers")
    make_version(folder, "asks-all", ask=0.0, deflect=0.99)
    make_version(folder, "stops-all", ask=0.0, deflect=0.0)
    versions.look_also_in(folder)
    yield folder
    versions._folders.remove(folder)


def read(author, body: str = PLAIN):
    return screen(Writing(title="", body=body, place="discussion", client_id=uuid4()), author=author)


def put_to_work(name: str, by, second) -> ReaderChange:
    version = measured(by, name)
    propose_version(version=version, by=by, reason="Tried on the posts of this month.")
    return confirm_version(version=version, by=second)


def test_without_a_row_the_shipped_version_reads(author):
    assert (running().active, running().beside, read(author)) == ("shipped", (), None)


def test_two_people_put_a_version_to_work_and_the_next_text_is_read_by_it(row, author, administrator, second):
    change = put_to_work("asks-all", administrator, second)

    assert isinstance(read(author), Prompt)
    assert (change.old, change.new, change.by, change.confirmed_by) == (
        "shipped",
        "asks-all",
        administrator,
        second,
    )
    read(author, EMERGENCY)
    assert Deflection.objects.get().reader.endswith("/ asks-all")


def test_nobody_confirms_what_they_proposed(row, administrator):
    version = measured(administrator, "asks-all")
    propose_version(version=version, by=administrator, reason="Tried on the posts of this month.")
    with pytest.raises(PermissionDenied, match="Somebody else must confirm"):
        confirm_version(version=version, by=administrator)
    assert running().active == "shipped"


def test_the_database_refuses_one_person_too(administrator):
    with pytest.raises(IntegrityError):
        ReaderChange.objects.create(old="shipped", new="asks-all", by=administrator, confirmed_by=administrator)


def test_moderators_choose_no_reader(row, administrator, moderator):
    version = measured(administrator, "asks-all")
    for deed in (propose_version, confirm_version, run_beside, stop_beside):
        with pytest.raises(PermissionDenied):
            deed(version=version, by=moderator)
    with pytest.raises(PermissionDenied):
        return_to_previous(by=moderator)


def test_a_version_that_misses_the_bar_is_not_proposed(row, administrator):
    version = measured(administrator, "asks-all", met=False)
    with pytest.raises(NotYet, match="has not met the bar"):
        propose_version(version=version, by=administrator, reason="I like it.")


def test_a_measurement_of_other_files_counts_for_nothing(row, administrator):
    version = measured(administrator, "asks-all")
    ReaderVersion.objects.update(fingerprint="0" * 64)
    version.refresh_from_db()
    with pytest.raises(NotYet, match="has not met the bar"):
        propose_version(version=version, by=administrator, reason="It was good last week.")


def test_without_a_week_beside_a_reason_is_asked_for(row, administrator):
    version = measured(administrator, "asks-all")
    with pytest.raises(NotYet, match="give a reason"):
        propose_version(version=version, by=administrator)
    run_beside(version=version, by=administrator)
    ReaderVersion.objects.update(beside_since=timezone.now() - timedelta(days=7))
    version.refresh_from_db()
    propose_version(version=version, by=administrator)
    version.refresh_from_db()
    assert version.proposed_by == administrator


def test_one_person_goes_back_and_cannot_go_forward_again_alone(row, author, administrator, second):
    put_to_work("asks-all", administrator, second)
    put_to_work("stops-all", administrator, second)

    change = return_to_previous(by=second)
    assert (change.old, change.new, change.is_return, running().active) == ("stops-all", "asks-all", True, "asks-all")
    assert return_to_previous(by=second).new == "shipped"
    assert (running().active, read(author)) == ("shipped", None)
    with pytest.raises(NotYet, match="no version before"):
        return_to_previous(by=second)


def test_what_was_active_once_may_come_back_for_a_reason(row, administrator, second):
    put_to_work("asks-all", administrator, second)
    return_to_previous(by=second)
    version = measured(administrator, "asks-all", met=False)

    propose_version(version=version, by=administrator, reason="The new one asks too little on Saturdays.")
    assert confirm_version(version=version, by=second).reason == "The new one asks too little on Saturdays."


def test_a_version_whose_files_are_gone_gives_way_to_the_shipped_one(row, author, administrator, second):
    put_to_work("asks-all", administrator, second)
    (row / "asks-all" / "blend.json").unlink()

    assert read(author) is None


def test_a_damaged_version_is_not_proposed(row, administrator):
    version = measured(administrator, "stops-all")
    with (row / "stops-all" / "blend.json").open("a") as lines:
        lines.write(" ")
    versions.missing.cache_clear()
    versions.fault_of.cache_clear()
    with pytest.raises(NotYet, match=r"blend.json does not match"):
        propose_version(version=version, by=administrator, reason="Tried on the posts of this month.")
    versions.missing.cache_clear()
    versions.fault_of.cache_clear()


def test_lines_of_another_release_do_not_read(row, author, administrator, second):
    home = make_version(row, "older", ask=0.0, deflect=0.0)
    spoil(home, both={"line": 0.5})
    put = measured(administrator, "older")
    with pytest.raises(NotYet, match="not of the kind that this release draws"):
        propose_version(version=put, by=administrator, reason="It was good last year.")
    ReaderVersion.objects.update(is_active=True)
    assert (running().active, read(author)) == ("older", None)


def spoil(home, **lines) -> None:
    """Other lines, under a checksum that is right."""
    told = json.loads((home / "blend.json").read_text()) | lines
    (home / "blend.json").write_text(json.dumps(told))
    total = hashlib.sha256((home / "blend.json").read_bytes()).hexdigest()
    (home / "model.sha256").write_text(f"{total}  blend.json\n")


def test_without_its_table_the_shipped_version_answers(author, caplog):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE deflection_readerversion RENAME TO away")
        try:
            assert (read(author), running().active) == (None, "shipped")
        finally:
            cursor.execute("ALTER TABLE away RENAME TO deflection_readerversion")
    assert "the shipped one reads" in caplog.text


def test_beside_it_counts_and_keeps_no_word(row, author, administrator, django_capture_on_commit_callbacks):
    for name in ("asks-all", "stops-all"):
        run_beside(version=measured(administrator, name), by=administrator)
    with django_capture_on_commit_callbacks(execute=True):
        assert read(author) is None
        assert isinstance(read(author, EMERGENCY), Deflection)

    counts = ReaderVersion.objects.values_list("name", "agreed", "would_deflect", "would_ask", "would_clear")
    assert list(counts) == [("asks-all", 1, 0, 1, 0), ("stops-all", 1, 1, 0, 0)]


def test_a_version_beside_that_breaks_stops_nobody(row, author, administrator, monkeypatch):
    run_beside(version=measured(administrator, "asks-all"), by=administrator)
    (row / "asks-all" / "blend.json").write_text("{")

    assert read(author) is None


def posts(tmp_path, *rows: tuple[str, str, str]):
    path = tmp_path / "posts.jsonl"
    told = [
        {"id": n, "title": "", "body": body, "label": label, "category": "vascular", "hard": [], "pair_id": None}
        for n, label, body in rows
    ]
    path.write_text("\n".join(json.dumps(row) for row in told))
    return path


def test_the_command_measures_and_keeps(tmp_path, administrator):
    path, out = posts(tmp_path, ("p-1", "emergency", EMERGENCY), ("p-2", "general", PLAIN)), StringIO()
    with pytest.raises(CommandError, match="The bar is not met") as ended:
        call_command("measure_deflection", str(path), "--json", "--keep", "--by", administrator.email, stdout=out)

    told = json.loads(out.getvalue())
    assert (ended.value.returncode, told["posts"], told["met"]) == (1, 2, False)
    assert [(f["name"], f["hits"], f["size"], f["met"]) for f in told["figures"][:2]] == [
        ("helpline shown, emergencies", 1, 1, True),
        ("band deflect, emergencies", 1, 1, True),
    ]
    assert sorted(told["groups"]) == ["category vascular", "hardness none"]
    kept = ReaderVersion.objects.get()
    assert (kept.name, kept.measured_by, kept.meets_bar, kept.decisions) == (
        "shipped", administrator, False,
        {"p-1": ["emergency", "emergency", "deflect"], "p-2": ["general", "general", "clear"]},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--keep"], "say who measured"),
        (["--version-name", "nowhere"], "There is no version called nowhere"),
    ],
)
def test_the_command_says_what_it_needs(tmp_path, more, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("measure_deflection", str(posts(tmp_path, ("p-1", "general", PLAIN))), *more)


def test_a_file_of_something_else_is_refused(tmp_path):
    path = tmp_path / "notes.jsonl"
    path.write_text("not json")
    with pytest.raises(CommandError, match="cannot be read as labelled posts"):
        call_command("measure_deflection", str(path))
