"""What the gate keeps in memory is what the database holds: every change is felt by the next text."""

from uuid import uuid4

import pytest
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from deflection.gate import Writing, screen
from deflection.models import Edition, ReaderVersion, WordRule
from deflection.outcomes import Hold

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def edition(db) -> None:
    """A transactional test leaves the table without its migrated row."""
    Edition.objects.get_or_create(pk=1, defaults={"mark": uuid4().hex})


BODY = "We keep the Bluebell kit beside the fridge, and we check every batch of it on the first of the month."


@pytest.fixture
def rule(moderator) -> WordRule:
    return WordRule.objects.create(words="Thermometer", deed="hold", created_by=moderator)


@pytest.fixture
def version(moderator) -> ReaderVersion:
    return ReaderVersion.objects.create(name="older", measured_at=timezone.now(), measured_by=moderator)


def why(author) -> str:
    """Why the text is held; empty if it is not."""
    outcome = screen(Writing("", BODY, "discussion", is_reply=True, client_id=uuid4()), author=author)
    return outcome.why if isinstance(outcome, Hold) else ""


def mark() -> str:
    return Edition.objects.get().mark


@pytest.mark.parametrize("change", [{"words": "Bluebell"}, {"is_active": False}, {"places": ["cases"]}])
def test_every_change_of_a_rule_is_a_new_edition(rule, change):
    before = mark()
    WordRule.objects.filter(pk=rule.pk).update(**change)
    assert mark() != before


def test_a_new_rule_is_one_and_a_rule_less_as_well(rule, moderator):
    marks = [mark()]
    another = WordRule.objects.create(words="Bluebell", deed="hold", created_by=moderator)
    marks.append(mark())
    another.delete()
    marks.append(mark())
    assert len(set(marks)) == 3


@pytest.mark.parametrize(
    ("change", "is_new"),
    [
        ({"is_active": True}, True),
        ({"beside_since": timezone.now()}, True),
        ({"name": "oldest"}, True),
        ({"agreed": F("agreed") + 1}, False),
    ],
)
def test_so_is_the_choice_of_a_reader_and_counting_is_none(version, change, is_new):
    before = mark()
    ReaderVersion.objects.update(**change)
    assert (mark() != before) == is_new


def test_a_rule_holds_the_next_text_and_lets_it_go_when_switched_off(author, rule):
    assert why(author) == ""
    WordRule.objects.update(words="Bluebell")
    assert why(author) == "word_rule"
    WordRule.objects.update(is_active=False)
    assert why(author) == ""


def test_a_change_that_was_taken_back_is_not_remembered(author, rule):
    assert why(author) == ""
    with transaction.atomic():
        WordRule.objects.update(words="Bluebell")
        assert why(author) == "word_rule"
        transaction.set_rollback(True)
    assert why(author) == ""


def test_the_gate_asks_the_database_once_for_each_text(author, rule, version, django_assert_num_queries):
    assert why(author) == ""
    with django_assert_num_queries(1):
        assert why(author) == ""


def test_without_an_edition_nothing_is_kept(author, rule):
    Edition.objects.all().delete()
    assert why(author) == ""
    WordRule.objects.update(words="Bluebell")
    assert why(author) == "word_rule"
