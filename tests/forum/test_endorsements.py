"""Endorsing, disagreeing, calling unsafe: who may, under which name, and how it ends."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from forum import ranking
from forum.actions.endorsements import endorse_answer
from forum.actions.posts import hide_post, show_post
from forum.models import Endorsement, Post, Topic
from members.models import Credential, Member
from moderation.actions import decide_post
from moderation.queue import waiting
from tests.conftest import EMERGENCY, make_member, make_reply, verify

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


def test_whoever_endorses_first_says_what_it_advises_in_the_same_form(as_, expert, prescriber, nurse, answer):
    assert "action" in as_(expert).get(f"/posts/{answer.pk}/endorse/").context["form"].fields
    assert "action" not in as_(expert).get(f"/posts/{answer.pk}/disagree/").context["form"].fields
    assert endorse(as_(expert), answer, action="a dance").status_code == 422
    endorse(as_(expert), answer, action="refer_now")
    assert again(answer).action == "refer_now"
    assert "action" not in as_(prescriber).get(f"/posts/{answer.pk}/endorse/").context["form"].fields
    endorse(as_(prescriber), answer, action="watch")
    assert (again(answer).action, len(rows())) == ("refer_now", 2)


def test_only_somebody_verified_endorses_and_neither_their_own_nor_what_they_asked_for(
    as_, client, stranger, author, reader, moderator, expert, answer
):
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


def test_a_reason_that_tells_of_an_emergency_is_deflected_whoever_wrote_it(as_, stranger, expert, answer):
    for member in (expert, stranger):
        assert endorse(as_(member), answer, reason=EMERGENCY)["Debrief-Outcome"] == "deflected"
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
    html = as_(fresh).get(answer.topic.get_absolute_url()).content.decode()
    assert html.count(f"<s>Esi Expert endorsed this: “{REASON}”</s>") == 1
    assert html.count("Endorsed by") == 0


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


def mark(browser, post: Post, how: str, **fields):
    return browser.post(f"/posts/{post.pk}/{how}/", {"reason": REASON, "evidence": "experience", **fields})


@pytest.fixture
def prescriber(db) -> Member:
    return verify(make_member("Pia Prescriber"), 2, "Nurse independent prescriber (V300)")


@pytest.fixture
def nurse(db) -> Member:
    return verify(make_member("Nia Nurse"), 1, "Registered nurse")


def test_whoever_disagrees_stands_beside_whoever_endorses(as_, expert, prescriber, nurse, answer):
    endorse(as_(expert), answer)
    endorse(as_(prescriber), answer)
    alone = again(answer).score
    assert mark(as_(nurse), answer, "disagree").status_code == 302

    post = again(answer)
    assert [(row.expert, row.stance, row.weighs_as) for row in post.marks] == [
        (expert, "endorse", 3), (prescriber, "endorse", 2), (nurse, "disagree", 1),
    ]  # fmt: skip
    assert (post.composition, post.objections) == (
        "Endorsed by 1 expert, 1 prescriber · 1 disagrees, read why", "1 disagrees: 1 registered colleague",
    )  # fmt: skip
    assert (post.score.value < alone.value, post.topic.endorsed_count) == (True, 1)
    assert [line.in_words for line in post.author.notifications.order_by("pk")] == [
        f"2 endorsements of your answers in “{post.topic.title}”, the newest by Pia Prescriber",
        f"Nia Nurse disagrees with your answer, and says why, in “{post.topic.title}”",
    ]


def test_another_stance_takes_the_place_of_the_one_before(as_, expert, answer):
    endorse(as_(expert), answer)
    mark(as_(expert), answer, "disagree")
    assert [(row.stance, row.withdrawn_at is None) for row in Endorsement.objects.order_by("pk")] == [
        ("endorse", False), ("disagree", True),
    ]  # fmt: skip
    assert again(answer).topic.endorsed_count == 0


def test_an_expert_of_another_area_weighs_as_a_prescriber(as_, expert, answer):
    Credential.objects.filter(member=expert).update(areas=["toxin"])
    Topic.objects.filter(pk=answer.topic_id).update(area="nodules")
    endorse(as_(expert), answer)
    assert [(row.tier, row.area) for row in Endorsement.objects.all()] == [(2, "nodules")]


def test_who_may_call_an_answer_unsafe(as_, stranger, nurse, prescriber, author, answer):
    found = {member.name: mark(as_(member), answer, "unsafe").status_code for member in (stranger, nurse, author)}
    assert found == {"Sol Stranger": 403, "Nia Nurse": 403, "Ada Author": 403}
    assert mark(as_(prescriber), answer, "unsafe").status_code == 302


def test_an_unsafe_answer_is_folded_and_a_moderator_decides(as_, expert, reader, moderator, answer):
    mark(as_(expert), answer, "unsafe")
    assert [(flag.reason, flag.member, flag.note) for flag in answer.flags.waiting()] == [
        ("unsafe_advice", expert, REASON)
    ]
    assert [item.severity for item in waiting("flag")] == [1]
    assert [line.about for line in reader.notifications.all()] == ["called_unsafe"]
    html = as_(reader).get(answer.topic.get_absolute_url()).content.decode()
    assert html.count("Esi Expert calls this answer unsafe. A moderator was called. Show it") == 1

    decide_post(post=answer, moderator=moderator, verdict="keep", reason="It follows the protocol that it names.")
    html = as_(reader).get(answer.topic.get_absolute_url()).content.decode()
    assert html.count("A moderator was called") == 0
    assert html.count("A moderator left the answer as it is") == 1
    assert [row.outcome for row in Endorsement.objects.all()] == ["kept"]


def test_what_came_of_a_warning_is_recorded_when_the_answer_is_hidden(as_, expert, moderator, answer):
    mark(as_(expert), answer, "unsafe")
    decide_post(post=answer, moderator=moderator, verdict="hide", reason="It advises what no protocol knows.")
    assert [(row.outcome, row.outcome_at is not None) for row in Endorsement.objects.all()] == [("hidden", True)]


def test_twenty_marks_a_day_are_enough(as_, expert, reader, question):
    answers = [make_reply(question, reader, f"Answer {number}.") for number in range(21)]
    codes = [endorse(as_(expert), post).status_code for post in answers]
    assert codes == [302] * 20 + [422]


def test_a_mark_of_a_new_account_stands_there_and_weighs_nothing(as_, expert, answer):
    before = again(answer).score
    Member.objects.filter(pk=expert.pk).update(date_joined=timezone.now() - timedelta(days=13))
    endorse(as_(Member.objects.get(pk=expert.pk)), answer)
    post = again(answer)
    assert (post.score, post.composition) == (before, "Endorsed by 1 expert")


def test_a_renewed_credential_of_the_same_register_goes_on_holding_an_endorsement(as_, expert, answer):
    endorse(as_(expert), answer)
    old, now = Credential.objects.get(member=expert), timezone.now()
    Credential.objects.filter(pk=old.pk).update(revoked_at=now)
    Credential.objects.create(
        member=expert, checked_by=old.checked_by, tier=3, register=old.register, qualification="Again checked",
        checked_at=now, valid_until=now + timedelta(days=30),
    )  # fmt: skip
    assert again(answer).endorser_tiers == [3]


def test_the_sum_of_a_place_is_written_out(as_, expert, answer):
    endorse(as_(expert), answer)
    assert again(answer).sum_in_words == [
        "Written by a prescriber: starts with 1.30 for it and 0.70 against it.",
        "1 expert adds 1.82 for it.",
        "Together 3.12 for it and 0.70 against it; the mean is 0.82, and with caution for few voices its place is "
        "0.59.",
    ]


def test_the_page_of_the_formula_is_open_to_everybody(client):
    page = client.get("/weighing/")
    assert (page.status_code, page.content.decode().count("<td>1.82</td>")) == (200, 1)


def test_a_topic_of_two_hundred_answers_is_ordered_in_three_queries(
    question, author, reader, expert, django_assert_num_queries
):
    answers = [make_reply(question, reader, f"Answer {number}.") for number in range(200)]
    for post in answers[::2]:
        Endorsement.objects.create(
            post=post, expert=expert, credential=expert.credential, worn_as="Expert", reason="x" * 20, evidence="study"
        )
    with django_assert_num_queries(3):
        found = ranking.in_order(question.posts.replies().for_reading())
    assert found == answers[::2] + answers[1::2]
