"""Marks that must not count, put straight into the table in any number: a clinical answer stays where it is."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest
from django.utils import timezone

from forum import ranking
from forum.models import Endorsement, MutualPair, Post, Stance, Topic
from members.models import Credential, Member
from tests.conftest import make_member, make_reply, verify

pytestmark = pytest.mark.django_db

NAMES = ("Abe", "Bix", "Cas", "Dot", "Eli", "Fen", "Gus", "Hal")
NOW = timezone.now


def checked(name: str, **fields: object) -> Member:
    return verify(make_member(f"{name} Marker", **fields), 3, "Independent prescriber")


def unverified(post: Post, name: str) -> Endorsement:
    """As a defect might leave it: the table of credentials itself refuses one without a tier."""
    return given(post, checked(name), tier=0)


def lapsed(post: Post, name: str) -> Endorsement:
    member = checked(name)
    Credential.objects.filter(member=member).update(valid_until=NOW() - timedelta(minutes=1))
    return given(post, member)


def suspended(post: Post, name: str) -> Endorsement:
    member = checked(name)
    Credential.objects.filter(member=member).update(revoked_at=NOW() - timedelta(minutes=1))
    return given(post, member)


def too_new(post: Post, name: str) -> Endorsement:
    return given(post, checked(name, date_joined=NOW() - timedelta(days=13)))


def withdrawn(post: Post, name: str) -> Endorsement:
    return given(post, checked(name), withdrawn_at=NOW())


def own(post: Post, name: str) -> Endorsement:
    return given(post, post.author)


def asker(post: Post, name: str) -> Endorsement:
    return given(post, post.topic.author)


def given(post: Post, member: Member, **fields: object) -> Endorsement:
    row = {"stance": Stance.ENDORSE, "created_at": NOW() - timedelta(hours=2), **fields}
    return Endorsement.objects.create(
        post=post, expert=member, credential=member.credentials.get(), worn_as="Prescriber", reason="x" * 20,
        evidence="study", **row,
    )  # fmt: skip


def places(topic: Topic) -> list[tuple[int, ranking.Place]]:
    found = ranking.in_order(topic.posts.replies().for_reading())
    return [(post.pk, ranking.place(post)) for post in found]


@pytest.fixture
def answers(question, reader, expert) -> list[Post]:
    """One by an expert, one by a prescriber that an expert stands for."""
    by_expert, by_prescriber = make_reply(question, expert, "One answer."), make_reply(question, reader, "Another.")
    given(by_prescriber, checked("Ivo"))
    return [by_expert, by_prescriber]


@pytest.mark.parametrize("kind", [unverified, lapsed, suspended, too_new, withdrawn])
def test_no_number_of_such_marks_moves_a_clinical_answer(answers, question, kind: Callable):
    before = places(question)
    dice = Random(4)
    for name in NAMES:
        kind(dice.choice(answers), name)
    assert places(question) == before


@pytest.mark.parametrize("kind", [own, asker])
def test_neither_its_author_nor_whoever_asked_moves_a_clinical_answer(answers, question, kind: Callable):
    before = places(question)
    for post in answers:
        kind(post, "")
    assert places(question) == before


@pytest.mark.parametrize(("area", "tier"), [("", 3), ("toxin", 3), ("vascular", 2)])
def test_an_expert_of_another_area_starts_as_a_prescriber_does(question, expert, area: str, tier: int):
    Credential.objects.filter(member=expert).update(kind="appointment", areas=["toxin"])
    Topic.objects.filter(pk=question.pk).update(area=area)
    post = make_reply(question, expert, "One answer.")
    found = Post.objects.for_reading().get(pk=post.pk)
    assert (found.author_tier, found.score) == (tier, ranking.score(tier, [], []))


def test_a_ring_adds_a_quarter_of_one_mark_however_many_they_are(answers, question):
    post, ring = answers[0], [checked(name) for name in NAMES]
    for member in ring:
        given(post, member)
        MutualPair.objects.create(first=ring[0], second=member, ring=1) if member is not ring[0] else None
    found = Post.objects.for_reading().get(pk=post.pk)
    one = ranking.weight(found.votes[0][0])
    assert ranking.total(found.votes[0]) == pytest.approx(1.25 * one)
    assert found.is_expert_endorsed is False
