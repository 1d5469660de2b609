"""Members who endorse each other above all: found, weighed as one voice, and decided by a moderator."""

from datetime import timedelta
from itertools import permutations

import pytest
from django.utils import timezone

from forum.actions.rings import find_pairs
from forum.models import Endorsement, MutualPair, Post
from forum.rings import Given, found
from members.models import Member
from moderation.queue import waiting
from tests.conftest import make_member, make_reply, verify

pytestmark = pytest.mark.django_db

REASON = "They work together and read each other's answers."


def exchanged(*marks: tuple[int, int, int]) -> list[tuple]:
    pairs = found(Given(*mark) for mark in marks)
    return [(pair.first, pair.second, pair.ring, pair.is_close) for pair in pairs]


TABLE = [
    ("a close pair", [(1, 2, 5), (2, 1, 5)], [(1, 2, 1, True)]),
    ("just over two fifths", [(1, 2, 5), (1, 3, 7), (2, 1, 5), (2, 4, 7)], [(1, 2, 1, True)]),
    ("two fifths are not too much", [(1, 2, 4), (1, 3, 6), (2, 1, 4), (2, 4, 6)], []),
    ("only one of them", [(1, 2, 9), (2, 1, 1), (2, 3, 9)], []),
    ("too few to tell", [(1, 2, 4), (2, 1, 4)], []),
    ("nothing came back", [(1, 2, 9), (2, 3, 9), (3, 1, 9)], []),
    ("their own answers", [(1, 1, 9), (2, 2, 9)], []),
    (
        "four who praise only each other", [(*pair, 3) for pair in permutations((4, 5, 6, 7), 2)],
        [(one, other, 4, False) for one, other in permutations((4, 5, 6, 7), 2) if one < other],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("words", "given", "pairs"), TABLE, ids=[row[0] for row in TABLE])
def test_who_endorses_whom_above_all(words, given, pairs):
    assert exchanged(*given) == pairs


@pytest.fixture
def friend(db) -> Member:
    return verify(make_member("Fay Friend"), 2, "Independent prescriber")


def endorses(giver: Member, post: Post, days_ago: float = 1) -> Endorsement:
    return Endorsement.objects.create(
        post=post, expert=giver, credential=giver.credential, worn_as="Prescriber", reason="x" * 20,
        evidence="study", created_at=timezone.now() - timedelta(days=days_ago),
    )  # fmt: skip


@pytest.fixture
def praise(question, reader, friend) -> list[Endorsement]:
    """Five each way, all within the month."""
    return [
        endorses(giver, make_reply(question, writer, f"Answer {number}."))
        for giver, writer in ((reader, friend), (friend, reader))
        for number in range(5)
    ]


def kept() -> list[tuple]:
    return list(MutualPair.objects.values_list("first", "second", "counts", "share_of_first", "share_of_second"))


def test_a_close_pair_is_found_once_and_counts_as_one_voice_until_somebody_looks(
    praise, answer, reader, friend, expert
):
    other = make_reply(answer.topic, expert, "Another answer.")
    for giver, days in ((reader, 3), (friend, 2)):
        endorses(giver, other, days)
    before = Post.objects.for_reading().get(pk=other.pk).score

    assert [str(pair) for pair in find_pairs()] == ["Rhys Reader and Fay Friend"]
    assert kept() == [(reader.pk, friend.pk, True, 83, 83)]
    assert find_pairs() == []
    after = Post.objects.for_reading().get(pk=other.pk)
    assert (after.score.value < before.value, after.votes[0][0].cluster) == (True, f"c{after.endorsed_by[0].pk}")


def test_what_was_withdrawn_or_is_older_than_a_month_is_not_counted(praise):
    Endorsement.objects.filter(pk=praise[0].pk).update(withdrawn_at=timezone.now())
    assert find_pairs() == []
    Endorsement.objects.filter(pk=praise[0].pk).update(
        withdrawn_at=None, created_at=timezone.now() - timedelta(days=31)
    )
    assert (find_pairs(), kept()) == ([], [])


def waits() -> list[tuple]:
    return [(item.kind, item.severity, item.where, item.url) for item in waiting()]


def decide(browser, pair: MutualPair, verdict: str):
    return browser.post(f"/moderation/pairs/{pair.pk}/", {"verdict": verdict, "reason": REASON})


def test_a_moderator_tells_them_apart_and_they_come_back_only_after_three_months(
    as_, praise, moderator, second_moderator
):
    (pair,) = find_pairs()
    assert waits() == [("pair", 3, "Rhys Reader and Fay Friend", f"/moderation/pairs/{pair.pk}/")]
    page = as_(moderator).get(f"/moderation/pairs/{pair.pk}/").content.decode()
    assert (page.count("Fay Friend in "), page.count("Rhys Reader in ")) == (5, 5)
    assert decide(as_(moderator), pair, "two").status_code == 302
    late = decide(as_(second_moderator), pair, "one")
    assert (late.status_code, "Mo Moderator decided this already." in late.content.decode()) == (409, True)
    settled = MutualPair.objects.get()
    assert waits() == []
    assert (settled.counts, settled.looked_by, settled.reason) == (False, moderator, REASON)

    assert find_pairs(now=timezone.now() + timedelta(days=20)) == []
    MutualPair.objects.update(looked_at=timezone.now() - timedelta(days=91))
    assert ([again.pk for again in find_pairs()], MutualPair.objects.get().counts) == ([pair.pk], False)


def test_a_reason_is_asked_for_and_nobody_judges_themselves(as_, praise, moderator, reader, client):
    (pair,) = find_pairs()
    url = f"/moderation/pairs/{pair.pk}/"
    assert as_(moderator).post(url, {"verdict": "one", "reason": "No."}).status_code == 422
    Member.objects.filter(pk=reader.pk).update(is_moderator=True)
    assert decide(as_(Member.objects.get(pk=reader.pk)), pair, "two").status_code == 403
    assert (client.get(url).status_code, MutualPair.objects.get().looked_at) == (302, None)
