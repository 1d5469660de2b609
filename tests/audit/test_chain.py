"""The chain: each line holds the one before it, and neither people nor statements rewrite it."""

import hashlib
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, OperationalError, ProgrammingError, connection, transaction
from django.db.utils import InternalError

from audit.actions import note_anchor, record
from audit.chain import canonical
from audit.models import Anchor, AppendOnly, Deed, Head, Line

pytestmark = pytest.mark.django_db
REFUSALS = (IntegrityError, InternalError, OperationalError, ProgrammingError)


def test_each_line_holds_the_hash_of_the_one_before(moderator, question):
    first = record(Deed.POST_DECIDED, by=moderator, about=question, status="hidden")
    second = record(Deed.CREDENTIAL_LAPSED, by=None, about=None)

    assert [(line.number, line.previous) for line in Line.objects.order_by("number")] == [
        (1, "0" * 64),
        (2, first.hash),
    ]
    assert (first.about_kind, first.about_id, first.by, second.by) == (
        "forum.topic", str(question.pk), moderator, None,
    )  # fmt: skip
    head = Head.objects.get()
    assert (head.number, head.hash) == (2, second.hash)


def test_what_is_hashed_is_written_one_way_only():
    line = Line(
        number=7, at=datetime(2026, 5, 1, 23, 30, 0, 120, tzinfo=UTC), deed="post_hidden", by_id=3,
        about_kind="forum.post", about_id="12", facts={"to": "hidden", "from": "published", "area": "Köln"},
        previous="0" * 64,
    )  # fmt: skip
    written = (
        '[7,"2026-05-01T23:30:00.000120+00:00","post_hidden",3,"forum.post","12",'
        '{"area":"K\\u00f6ln","from":"published","to":"hidden"},"' + "0" * 64 + '"]'
    )
    assert canonical(line) == written


def test_a_line_read_back_hashes_as_it_did_when_it_was_written(moderator, question):
    line = record(Deed.ROLE_CHANGED, by=moderator, about=moderator, was=False, now=True, times=3, area=None, of="Köln")
    again = Line.objects.get()
    assert hashlib.sha256(canonical(again).encode("ascii")).hexdigest() == line.hash == again.hash


def test_a_deed_that_nobody_named_is_not_recorded(moderator):
    with pytest.raises(ValueError, match="sang a song"), transaction.atomic():
        record("sang a song", by=moderator, about=None)
    assert Line.objects.count() == 0


def test_deed_and_line_stand_or_fall_together(moderator):
    record(Deed.ROLE_CHANGED, by=moderator, about=moderator)
    with pytest.raises(RuntimeError, match="the deed failed"), transaction.atomic():
        record(Deed.ROLE_CHANGED, by=moderator, about=moderator)
        raise RuntimeError("the deed failed")
    record(Deed.ROLE_CHANGED, by=moderator, about=moderator)
    assert list(Line.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_the_models_take_no_change(moderator):
    line = record(Deed.ROLE_CHANGED, by=moderator, about=moderator)
    anchor = note_anchor(day=date(2026, 5, 1))
    for deed in (
        line.save, line.delete, Line.objects.all().delete, lambda: Line.objects.update(deed="post_hidden"),
        lambda: Line.objects.bulk_update([line], ["deed"]), anchor.save, anchor.delete, Anchor.objects.all().delete,
    ):  # fmt: skip
        with pytest.raises(AppendOnly), transaction.atomic():
            deed()
    assert (Line.objects.get().deed, Anchor.objects.get().hash) == ("role_changed", line.hash)


@pytest.fixture
def guarded(moderator):
    """SQLite's delete triggers stand aside for the tests (tests/conftest.py): here they are back."""
    record(Deed.ROLE_CHANGED, by=moderator, about=moderator)
    note_anchor(day=date(2026, 5, 1))
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for table in ("audit_line", "audit_anchor"):
                cursor.execute(
                    f"CREATE TRIGGER {table}_is_never_deleted BEFORE DELETE ON {table} "
                    "BEGIN SELECT RAISE(ABORT, 'what was recorded is never deleted'); END"
                )


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_line SET deed = 'post_shown'",
        "DELETE FROM audit_line",
        "UPDATE audit_anchor SET number = 9",
        "DELETE FROM audit_anchor",
    ],
)
def test_the_database_itself_refuses(guarded, sql):
    with pytest.raises(REFUSALS, match="recorded is never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert (Line.objects.get().deed, Anchor.objects.get().number) == ("role_changed", 1)


def test_the_end_of_the_chain_is_noted_once_a_day(moderator):
    first = record(Deed.ROLE_CHANGED, by=moderator, about=moderator)
    note_anchor(day=date(2026, 5, 1))
    record(Deed.ROLE_CHANGED, by=moderator, about=moderator)
    note_anchor(day=date(2026, 5, 1))
    assert list(Anchor.objects.values_list("day", "number", "hash")) == [(date(2026, 5, 1), 1, first.hash)]
