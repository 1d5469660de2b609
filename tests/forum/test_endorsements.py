"""Endorsing: who may, under which name, and how it ends."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from forum.actions.endorsements import endorse_answer
from forum.actions.posts import hide_post, show_post
from forum.models import Endorsement, Post
from members.models import Credential, Member
from tests.conftest import EMERGENCY, make_reply

pytestmark = pytest.mark.django_db

REASON = "This is how our protocol has it, and I do the same."


def endorse(browser, post: Post, **fields):
    return browser.post(f"/posts/{post.pk}/endorse/", {"reason": REASON, "evidence": "protocol", **fields})


def rows() -> list[tuple]:
    return [
        (row.post, row.expert, row.worn_as, row.reason, row.evidence, row.withdrawn_at is None)
        for row in Endorsement.objects.order_by("pk")
    ]


def again(post: Post) -> Post:
    return Post.objects.for_reading().get(pk=post.pk)


def test_an_expert_endorses_an_answer_under_the_credential_of_that_day(as_, expert, answer):
    version = answer.topic.version
    page = endorse(as_(expert), answer)

    assert (page.status_code, page["Location"], page["Debrief-Outcome"]) == (
        302, answer.get_absolute_url(), "published",
    )  # fmt: skip
    worn_as = expert.credential.in_words
    assert rows() == [(answer, expert, worn_as, REASON, "protocol", True)]
    post = again(answer)
    assert (post.endorser_tiers, post.version, post.topic.endorsed_count) == ([3], version + 1, 1)

    Credential.objects.filter(member=expert).update(qualification="Something else")
    assert Endorsement.objects.get().worn_as == worn_as


def test_only_an_expert_endorses_and_not_their_own(as_, client, stranger, author, reader, moderator, expert, answer):
    for member in (stranger, author, reader, moderator):
        assert as_(member).get(f"/posts/{answer.pk}/endorse/").status_code == 403
        assert endorse(as_(member), answer).status_code == 403
    own = make_reply(answer.topic, expert)
    opening = answer.topic.posts.get(is_opening=True)
    assert [endorse(as_(expert), post).status_code for post in (own, opening)] == [403, 403]
    assert endorse(client, answer).status_code == 403
    with pytest.raises(PermissionDenied):
        endorse_answer(post=own, expert=expert, reason=REASON, evidence="study")
    assert rows() == []


def test_a_reply_that_is_no_answer_is_not_endorsed(as_, expert, reader, discussion):
    assert endorse(as_(expert), make_reply(discussion, reader)).status_code == 403


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"reason": "x" * 19}, ["reason"]), ({"reason": ""}, ["reason"]), ({"reason": "x" * 501}, ["reason"]),
        ({"evidence": ""}, ["evidence"]), ({"evidence": "hearsay"}, ["evidence"]),
    ],
)  # fmt: skip
def test_it_needs_a_reason_and_what_it_rests_on(as_, expert, answer, fields, errors):
    page = endorse(as_(expert), answer, **fields)
    assert (page.status_code, list(page.context["form"].errors), rows()) == (422, errors, [])


def test_endorsing_twice_is_endorsing_once(as_, expert, answer):
    endorse(as_(expert), answer)
    endorse(as_(expert), answer, reason="Another reason, as long as the first.")
    assert [(row[3], row[5]) for row in rows()] == [(REASON, True)]


def test_a_reason_that_tells_of_an_emergency_is_deflected(as_, expert, answer):
    assert endorse(as_(expert), answer, reason=EMERGENCY)["Debrief-Outcome"] == "deflected"
    assert rows() == []


def test_an_endorsement_is_withdrawn_by_its_expert_and_stays_on_record(as_, expert, reader, answer):
    endorse(as_(expert), answer)
    given = Endorsement.objects.get()
    assert as_(reader).post(f"/endorsements/{given.pk}/withdraw/").status_code == 404
    assert again(answer).endorser_tiers == [3]

    page = as_(expert).post(f"/endorsements/{given.pk}/withdraw/")
    assert (page.status_code, page["Location"]) == (302, answer.get_absolute_url())
    post = again(answer)
    assert (post.endorser_tiers, post.topic.endorsed_count, [row[5] for row in rows()]) == ([], 0, [False])
    version = post.version
    as_(expert).post(f"/endorsements/{given.pk}/withdraw/")
    assert again(answer).version == version


def test_it_may_be_given_again_after_it_was_withdrawn(as_, expert, answer):
    endorse(as_(expert), answer)
    as_(expert).post(f"/endorsements/{Endorsement.objects.get().pk}/withdraw/")
    endorse(as_(expert), answer, evidence="study")
    assert [(row[4], row[5]) for row in rows()] == [("protocol", False), ("study", True)]


@pytest.mark.parametrize("how", ["lapsed", "revoked"])
def test_an_endorsement_falls_with_its_credential(as_, expert, answer, how):
    endorse(as_(expert), answer)
    yesterday = timezone.now() - timedelta(hours=1)
    change = {"lapsed": {"valid_until": yesterday}, "revoked": {"revoked_at": yesterday}}[how]
    Credential.objects.filter(member=expert).update(**change)

    assert again(answer).endorser_tiers == []
    fresh = Member.objects.get(pk=expert.pk)
    assert (fresh.is_expert, endorse(as_(fresh), answer).status_code) == (False, 403)


def test_after_a_new_credential_the_same_expert_endorses_anew(as_, expert, answer):
    endorse(as_(expert), answer)
    old = Credential.objects.get(member=expert)
    Credential.objects.filter(pk=old.pk).update(valid_until=timezone.now() - timedelta(hours=1))
    now = timezone.now()
    Credential.objects.create(
        member=expert, checked_by=old.checked_by, tier=3, register="GMC", qualification="Again checked",
        checked_at=now - timedelta(minutes=1), valid_until=now + timedelta(days=30),
    )  # fmt: skip
    endorse(as_(expert), answer, evidence="study")
    assert [(row[4], row[5]) for row in rows()] == [("protocol", False), ("study", True)]
    assert again(answer).endorser_tiers == [3]


def test_a_hidden_answer_counts_no_endorsement_until_it_is_shown(as_, expert, moderator, answer):
    endorse(as_(expert), answer)
    hide_post(post=answer, moderator=moderator)
    assert again(answer).topic.endorsed_count == 0
    show_post(post=answer, moderator=moderator)
    assert again(answer).topic.endorsed_count == 1


def test_its_author_hears_of_it_without_the_reason(as_, expert, reader, answer):
    endorse(as_(expert), answer)
    assert [(line.about, line.actor, line.subject, line.note, line.url) for line in reader.notifications.all()] == [
        ("endorsed", "Esi Expert", answer.topic.title, "", answer.get_absolute_url())
    ]
