"""What is written costs the same statements however much there is already; two of each open and close a transaction."""

from uuid import uuid4

import pytest

from deflection.gate import Writing, screen
from deflection.models import Edition
from tests.conftest import PLAIN, make_reply, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def edition(db) -> None:
    """A transactional test leaves the table without its migrated row."""
    Edition.objects.get_or_create(pk=1, defaults={"mark": uuid4().hex})


much = pytest.mark.parametrize("number", [0, 30])
SAID = {"body": "In a locked fridge.", "rests_on": "opinion"}


@pytest.fixture
def full(question, discussion, sections, expert, stranger, number):
    """A forum in which there is so much of everything, and a gate that has read before."""
    screen(Writing("", PLAIN, "discussion"), author=stranger)
    for nth in range(number):
        make_topic(sections["discussion"], expert, title=f"Topic number {nth}")
        make_reply(question, expert)
        make_reply(question, stranger)


@much
def test_a_reply(as_, reader, question, full, django_assert_num_queries):
    browser = as_(reader)
    with django_assert_num_queries(13):
        assert browser.post(question.reply_url, SAID | {"client_id": uuid4()}).status_code == 302


@much
def test_a_topic(as_, reader, discussion, full, django_assert_num_queries):
    browser, said = as_(reader), {"title": "A quiet title", "body": PLAIN, "client_id": uuid4()}
    with django_assert_num_queries(12):
        assert browser.post("/sections/discussion/new/", said).status_code == 302


@much
def test_an_edit(as_, reader, answer, full, django_assert_num_queries):
    browser = as_(reader)
    with django_assert_num_queries(17):
        assert browser.post(f"/posts/{answer.pk}/edit/", SAID).status_code == 302


@much
def test_an_endorsement(as_, expert, answer, full, django_assert_num_queries):
    browser = as_(expert)
    said = {"reason": "It is what our protocol says, and it works.", "evidence": "protocol", "stance": "endorse"}
    with django_assert_num_queries(24):
        assert browser.post(f"/posts/{answer.pk}/endorse/", said).status_code == 302
