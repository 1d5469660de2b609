"""What changed between two texts, and that no text keeps a process busy."""

import time

import pytest

from forum.differences import AT_MOST, between, changes, in_short

BEFORE = "We check the fridge twice a day. The book is bound.\n\nNobody signs for anybody else."
AFTER = "We check the fridge once a day. The book is bound.\n\nNobody signs for a colleague. Ever."


def test_the_words_that_changed_stand_among_those_that_did_not():
    assert changes(BEFORE, AFTER) == [
        ("same", "We check the fridge "), ("gone", "twice "), ("new", "once "),
        ("same", "a day. The book is bound.\n\nNobody signs for "), ("gone", "anybody else."),
        ("new", "a colleague. Ever."),
    ]  # fmt: skip


TEXTS = (
    BEFORE, AFTER, "", "No full stop", "a\nb\n\nc", "… — “quoted”", "x " * 600, "word. " * 500,
    " ".join("ab"[nth % 2] for nth in range(900)),
)  # fmt: skip


@pytest.mark.parametrize("before", TEXTS)
@pytest.mark.parametrize("after", TEXTS)
def test_both_texts_can_be_read_from_it(before, after):
    pieces = changes(before, after)
    assert "".join(piece.words for piece in pieces if piece.kind != "new") == before
    assert "".join(piece.words for piece in pieces if piece.kind != "gone") == after


def test_what_did_not_change_is_left_out_where_it_is_long():
    long = " ".join(f"w{nth}" for nth in range(100))
    short = in_short(changes(f"First. {long} last.", f"Then. {long} end."))
    assert [piece.kind for piece in short] == ["gone", "new", "same", "left_out", "same", "gone", "new"]
    assert len("".join(piece.words for piece in short).split()) < 40


def test_only_the_fields_that_changed_are_shown():
    found = between({"title": "A", "body": "B"}, {"title": "A", "body": "C"}, {"title": "Title", "body": "Text"})
    assert [(change.name, change.label) for change in found] == [("body", "Text")]


@pytest.mark.parametrize("length", [AT_MOST, 5_000])
def test_no_text_keeps_a_process_busy(length):
    """Words that repeat in two rhythms are the worst that a comparison can meet."""
    before = " ".join("ab"[nth % 2] for nth in range(length))
    after = " ".join("ba"[(nth // 2) % 2] for nth in range(length))
    started = time.process_time()
    changes(before, after)
    changes(before.replace(" ", ". "), after.replace(" ", ". "))
    assert time.process_time() - started < 5
