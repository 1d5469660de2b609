"""The order of answers: pure, total, and the same in the browser."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum import ranking
from forum.models import Endorsement, Post
from tests.conftest import make_reply

DAY = datetime(2030, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Answer:
    pk: int
    author_tier: int
    endorser_tiers: tuple[int, ...] = ()
    created_at: datetime = field(default=DAY)


answers = st.builds(
    Answer,
    pk=st.integers(1, 10**9),
    author_tier=st.integers(0, 3),
    endorser_tiers=st.lists(st.integers(0, 3), max_size=60).map(tuple),
    created_at=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
)
many = st.lists(answers, max_size=12, unique_by=lambda answer: answer.pk)


@given(many)
def test_no_number_of_voices_puts_an_unverified_answer_above_a_verified_one(found):
    unverified = [answer.author_tier == 0 for answer in ranking.in_order(found)]
    assert unverified == sorted(unverified)


@given(answers, st.integers(0, 400))
def test_unverified_voices_lift_nothing(answer, voices):
    louder = Answer(answer.pk, answer.author_tier, (*answer.endorser_tiers, *[0] * voices), answer.created_at)
    assert ranking.place(louder) == ranking.place(answer)


@given(many, st.randoms(use_true_random=False))
def test_the_order_is_the_same_however_they_arrive(found, shuffler):
    shuffled = shuffler.sample(found, len(found))
    assert ranking.in_order(shuffled) == ranking.in_order(found)


@given(answers, answers)
def test_two_answers_never_share_a_place(one, other):
    assert (ranking.place(one) == ranking.place(other)) is (one.pk == other.pk and same_place(one, other))


def same_place(one: Answer, other: Answer) -> bool:
    return ranking.place(one)[:3] == ranking.place(other)[:3]


@given(many)
def test_the_text_that_browsers_sort_by_sorts_alike(found):
    for unverified in (True, False):
        group = [answer for answer in found if (answer.author_tier == 0) is unverified]
        assert sorted(group, key=order_of) == ranking.in_order(group)


def order_of(answer: Answer) -> str:
    """Post.order asked of an answer that no database knows."""
    return Post.order.fget(Standing(answer))


class Standing:
    def __init__(self, answer: Answer) -> None:
        self.is_answer = True
        self.pk, self.created_at = answer.pk, answer.created_at
        self.author_tier, self.endorser_tiers = answer.author_tier, answer.endorser_tiers


TABLE = [
    (Answer(1, 3, (3,)), Answer(2, 3)),
    (Answer(1, 3), Answer(2, 2)),
    (Answer(1, 2), Answer(2, 1)),
    (Answer(1, 1, (3,)), Answer(2, 3)),
    (Answer(1, 1), Answer(2, 0, (3, 3, 3))),
    (Answer(2, 1, (), DAY), Answer(1, 1, (), DAY + timedelta(seconds=1))),
    (Answer(1, 2), Answer(2, 2)),
]


@pytest.mark.parametrize(("higher", "lower"), TABLE)
def test_which_of_two_stands_higher(higher, lower):
    for pair in permutations((higher, lower)):
        assert ranking.in_order(pair) == [higher, lower]


@pytest.mark.django_db
def test_a_page_shows_verified_answers_first_and_folds_the_others(as_, question, stranger, author, reader, expert):
    by = {member: make_reply(question, member, f"Answer of {member.name}") for member in (stranger, reader, expert)}
    Endorsement.objects.create(
        post=by[reader],
        expert=expert,
        credential=expert.credential,
        worn_as="Expert",
        reason="x" * 20,
        evidence="study",
    )
    page = as_(author).get(question.get_absolute_url())

    assert page.context["vetted"] == [by[reader], by[expert]]
    assert page.context["unvetted"] == [by[stranger]]
    html = page.content.decode()
    assert html.count("Answer from an unverified member. Nobody has checked who they are. Show it") == 1
    assert (
        html.index("Answer of Rhys Reader") < html.index("Answer of Esi Expert") < html.index("Answer of Sol Stranger")
    )
