"""The formula and the order of answers: pure, total, the same in the browser, and deaf to whoever is not checked."""

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from math import isclose, log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.ranking import GATE, measured
from forum import ranking
from forum.clusters import Mark, clusters_of, workplace
from forum.models import Endorsement
from forum.ranking import Score, Vote, score
from members.workplaces import keys_of
from tests.conftest import make_reply

DAY = datetime(2030, 1, 1, tzinfo=UTC)
OLD = 100.0


def vote(tier: int, cluster: str | None = None) -> Vote:
    return Vote(tier, cluster, OLD)


@dataclass(frozen=True)
class Answer:
    pk: int
    author_tier: int
    up: tuple[Vote, ...] = ()
    down: tuple[Vote, ...] = ()
    created_at: datetime = field(default=DAY)
    evidence_at: datetime | None = None

    @property
    def score(self) -> Score:
        return score(self.author_tier, self.up, self.down)


tiers = st.integers(0, 3)
clusters = st.sampled_from([None, None, "north", "south"])
competences = st.none() | st.floats(0, 1)
votes = st.builds(Vote, tiers, clusters, st.floats(0, 4000), competences)
sides = st.lists(votes, max_size=30).map(tuple)
days = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
answers = st.builds(Answer, st.integers(1, 10**9), tiers, sides, sides, days, st.none() | days)
many = st.lists(answers, max_size=12, unique_by=lambda answer: answer.pk)


def test_it_is_the_formula_of_the_weighing_page():
    alpha, beta = 2 * 0.65 + 2 * log(0.86 / 0.14) + log(0.65 / 0.35), 2 * 0.35 + log(0.77 / 0.23)
    mean = alpha / (alpha + beta)
    found = score(2, [vote(3), vote(3), vote(1)], [vote(2)])
    assert isclose(found.mean, mean)
    assert isclose(found.value, mean - 1.28 * sqrt(mean * (1 - mean) / (alpha + beta + 1)))
    assert found.badge is True


@pytest.mark.parametrize(("competence", "believed"), [(0.7, 0.7), (0.2, 0.5), (0.99, 0.95), (0.5, 0.5), (None, 0.77)])
def test_what_is_known_of_a_member_counts_instead_of_the_tier_and_within_bounds(competence, believed):
    assert isclose(ranking.weight(Vote(2, None, OLD, competence)), log(believed / (1 - believed)), abs_tol=1e-12)


@pytest.mark.parametrize(("age", "weighs"), [(0, False), (13.99, False), (14, True), (400, True)])
def test_an_account_weighs_after_fourteen_days(age, weighs):
    assert (ranking.weight(Vote(3, None, age)) > 0) is weighs


BADGES = [
    (3, [3, 3, 3], [None, None, None], True),
    (3, [3, 3], [None, None], False),
    (3, [3, 3, 3], ["a", "a", "a"], False),
    (3, [3, 3, 3], ["a", "a", "b"], True),
    (3, [3, 3, 3], ["a", "a", None], True),
    (3, [3, 3, 0], [None, None, None], False),
    (0, [3, 3, 3, 3], [None] * 4, False),
]


@pytest.mark.parametrize(("author", "given_by", "groups", "badge"), BADGES)
def test_the_badge_asks_for_three_checked_marks_from_two_places(author, given_by, groups, badge):
    assert score(author, [vote(*pair) for pair in zip(given_by, groups, strict=True)], []).badge is badge


def test_the_badge_goes_when_as_many_disagree():
    assert score(3, [vote(3)] * 3, [vote(3)] * 3).badge is False


weightless = st.builds(Vote, st.just(0), clusters, st.floats(0, 4000), competences) | st.builds(
    Vote, tiers, clusters, st.floats(0, 13.9), competences
)


@given(tiers, sides, sides, st.lists(weightless, max_size=200))
def test_no_number_of_unverified_or_new_marks_changes_an_answer(author, up, down, crowd):
    before = score(author, up, down)
    assert score(author, [*up, *crowd], [*down, *crowd]) == before


@given(tiers, sides, sides, votes)
def test_a_mark_for_an_answer_never_lowers_it_and_one_against_never_lifts_it(author, up, down, one):
    here = Answer(1, author, up, down)
    assert ranking.place(Answer(1, author, (*up, one), down)) <= ranking.place(here)
    assert ranking.place(Answer(1, author, up, (*down, one))) >= ranking.place(here)


@given(st.lists(votes.map(lambda found: found._replace(cluster="ring")), min_size=1, max_size=100))
def test_a_ring_weighs_a_quarter_more_than_its_heaviest_at_most(ring):
    assert ranking.total(ring) <= 1.25 * max(map(ranking.weight, ring)) + 1e-9


@given(sides, st.randoms(use_true_random=False))
def test_the_order_in_which_marks_came_changes_nothing(up, shuffler):
    assert score(2, shuffler.sample(up, len(up)), ()) == score(2, up, ())


@given(many)
def test_no_number_of_voices_puts_an_unverified_answer_above_a_verified_one(found):
    unverified = [answer.author_tier == 0 for answer in ranking.in_order(found)]
    assert unverified == sorted(unverified)


@given(many, st.randoms(use_true_random=False))
def test_the_order_is_the_same_however_they_arrive(found, shuffler):
    shuffled = shuffler.sample(found, len(found))
    assert ranking.in_order(shuffled) == ranking.in_order(found)


@given(answers, answers)
def test_two_answers_never_share_a_place(one, other):
    assert (ranking.place(one) == ranking.place(other)) <= (one.pk == other.pk)


@given(many)
def test_the_text_that_browsers_sort_by_sorts_alike(found):
    for unverified in (True, False):
        group = [answer for answer in found if (answer.author_tier == 0) is unverified]
        assert sorted(group, key=ranking.as_text) == ranking.in_order(group)


LATER = DAY + timedelta(seconds=1)
TABLE = [
    (Answer(1, 3, (vote(3),)), Answer(2, 3)),
    (Answer(1, 3), Answer(2, 2)),
    (Answer(1, 2), Answer(2, 1)),
    (Answer(1, 1, (vote(3),)), Answer(2, 1, (vote(2),))),
    (Answer(1, 1), Answer(2, 0, (vote(3), vote(3), vote(3)))),
    (Answer(1, 2), Answer(2, 2, (), (vote(1),))),
    (Answer(1, 3, (vote(3), vote(3)), (vote(2),)), Answer(2, 3)),
    (Answer(2, 1, (), (), DAY), Answer(1, 1, (), (), LATER)),
    (Answer(2, 1, (), (), LATER, LATER), Answer(1, 1, (), (), DAY, DAY)),
    (Answer(2, 1, (), (), LATER, LATER), Answer(1, 1, (), (), DAY)),
    (Answer(1, 2), Answer(2, 2)),
]


@pytest.mark.parametrize(("higher", "lower"), TABLE)
def test_which_of_two_stands_higher(higher, lower):
    for pair in permutations((higher, lower)):
        assert ranking.in_order(pair) == [higher, lower]


def mark(pk: int, email: str = "x@gmail.com", ring: int | None = None, minutes: float = 0) -> Mark:
    return Mark(pk, email, ring, DAY + timedelta(minutes=minutes))


def at(workplace: str, pk: int = 1, minutes: float = 0) -> Mark:
    """By somebody who says that they work there."""
    return mark(pk, minutes=minutes)._replace(workplaces=keys_of([workplace]))


TOGETHER = [
    ([mark(1), mark(2, minutes=60)], {}),
    ([mark(1), mark(2, minutes=9)], {1: "c1", 2: "c1"}),
    ([mark(1), mark(2, minutes=9), mark(3, minutes=18)], {1: "c1", 2: "c1", 3: "c1"}),
    ([mark(1), mark(2, minutes=10)], {}),
    ([mark(1, "a@clinic.co.uk"), mark(2, "b@clinic.co.uk", minutes=99)], {1: "c1", 2: "c1"}),
    ([mark(1, "a@nhs.net"), mark(2, "b@nhs.net", minutes=99)], {}),
    ([mark(1, ring=7), mark(2, minutes=99), mark(3, ring=7, minutes=200)], {1: "c1", 3: "c1"}),
    ([at("Elm Clinic"), mark(2, minutes=60), at("The Elm Clinic Ltd.", 3, 200)], {1: "c1", 3: "c1"}),
    ([at("Elm Clinic"), at("Oak Clinic", 2, 60)], {}),
    ([at("NHS"), at("N.H.S.", 2, 60), at("nhs", 3, 200)], {}),
    ([mark(1, "a@c.uk"), mark(2, "b@c.uk", 7, 99), mark(3, "d@e.uk", 7, 200)], {1: "c1", 2: "c1", 3: "c1"}),
]


@pytest.mark.parametrize(("marks", "found"), TOGETHER)
def test_which_marks_count_together(marks, found):
    assert [clusters_of(order) for order in permutations(marks)] == [found] * len(list(permutations(marks)))


@pytest.mark.parametrize(
    ("email", "place"),
    [
        ("a@Gmail.com", None), ("a@nhs.net", None), ("a@north.example", None), ("", None),
        ("a@mail.clinic.co.uk", "clinic.co.uk"), ("a@clinic.co.uk", "clinic.co.uk"),
    ],
)  # fmt: skip
def test_where_an_address_says_that_somebody_works(email, place):
    assert workplace(email) == place


def test_on_the_invented_crowd_it_holds_where_counting_does_not():
    found = measured(GATE, threads=500, seeds=(1, 2))
    ours, counted = found["ours"], [found[name] for name in ("raw score", "Wilson 95 %", "Reddit best")]
    assert (ours.ndcg >= 0.74, ours.harmful <= 13) == (True, True)
    assert [(rule.ndcg < 0.65, rule.harmful > 30) for rule in counted] == [(True, True)] * 3


@pytest.mark.parametrize("ring", [{"registered": 4, "insiders": 1}, {"insiders": 3}, {"insiders": 8}])
def test_counting_a_cluster_as_one_voice_takes_from_insiders(ring):
    found = measured(replace(GATE, **ring), threads=500, seeds=(1, 2))
    assert found["ours"].harmful_attacked < found["ours, no clusters"].harmful_attacked


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

    html = page.content.decode()
    shown = re.findall(r'id="(post-\d+)" class="post[^"]*" data-group="(\w*vetted)"', html)
    groups = {reader: "vetted", expert: "vetted", stranger: "unvetted"}
    assert shown == [(by[member].element, group) for member, group in groups.items()]
    assert html.count("Answer from an unverified member. Nobody has checked who they are. Show it") == 1
    assert (
        html.index("Answer of Rhys Reader") < html.index("Answer of Esi Expert") < html.index("Answer of Sol Stranger")
    )
