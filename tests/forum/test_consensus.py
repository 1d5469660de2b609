"""Experts differ: two views side by side, live and without a winner; and what follows when a standing changes."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from forum.models import Endorsement, Post
from forum.tasks import drop_lapsed_endorsements
from members.actions.credentials import record_status, revoke_credential
from members.actions.lapse import end_lapsed
from members.models import Credential, Member
from tests.conftest import make_member, make_reply, verify

pytestmark = pytest.mark.django_db

NONE_YET = "No expert consensus yet."


def give(
    post: Post, member, stance: str = "endorse", reason: str = "As our protocol has it, and I do the same."
) -> None:
    Endorsement.objects.create(
        post=post, expert=member, stance=stance, credential=member.credential, worn_as=member.credential.in_words,
        reason=reason, evidence="protocol", created_at=timezone.now() - timedelta(hours=Endorsement.objects.count()),
    )  # fmt: skip
    post.topic.next_version()


@pytest.fixture
def experts(expert):
    return [expert, *(verify(make_member(f"{name} Specialist"), 3, "Specialist register") for name in ("Bo", "Cy"))]


SIDE = re.compile(r'<div class="side">\s*<h3>(.*?)</h3>.*?<p class="small">(.*?),', re.DOTALL)


def sides(browser, topic) -> list[tuple[str, str]]:
    return SIDE.findall(browser.get(topic.get_absolute_url()).content.decode())


def test_a_question_without_enough_support_says_so(as_, author, question, answer, experts):
    html = as_(author).get(question.get_absolute_url()).content.decode()
    assert html.count(NONE_YET) == 1
    for member in experts[:2]:
        give(answer, member)
    assert as_(author).get(question.get_absolute_url()).content.decode().count("Expert-endorsed") == 0
    give(answer, experts[2])
    html = as_(author).get(question.get_absolute_url()).content.decode()
    assert (html.count(NONE_YET), html.count("Expert-endorsed"), html.count("Endorsed by 3 experts")) == (0, 1, 1)


def test_an_open_warning_takes_the_badge(as_, author, question, answer, experts):
    for member in experts:
        give(answer, member)
    give(answer, verify(make_member("Wim Warner"), 2, "Prescriber"), "unsafe")
    html = as_(author).get(question.get_absolute_url()).content.decode()
    assert (html.count("Expert-endorsed"), html.count(NONE_YET)) == (0, 1)


def test_a_question_without_answers_says_nothing_of_experts(as_, author, question):
    assert NONE_YET not in as_(author).get(question.get_absolute_url()).content.decode()


def test_two_endorsed_answers_that_advise_different_things_stand_side_by_side(as_, author, reader, question, experts):
    first, second = make_reply(question, reader), make_reply(question, experts[2], "Wait and see her on Friday.")
    give(first, experts[0])
    give(second, experts[1])
    assert sides(as_(author), question) == []
    for post, member, action in ((first, reader, "refer_now"), (second, experts[1], "watch")):
        assert as_(member).post(f"/posts/{post.pk}/action/", {"action": action}).status_code == 302
    assert sides(as_(author), question) == [("Watch and review", "Bo Specialist"), ("Refer now", "Esi Expert")]
    html = as_(author).get(question.get_absolute_url()).content.decode()
    assert html.count(">Experts differ</h2>") == 1

    as_(experts[1]).post(f"/posts/{second.pk}/action/", {"action": "refer_now"})
    assert sides(as_(author), question) == []


def test_an_expert_who_disagrees_stands_beside_the_one_who_endorses(as_, author, question, answer, experts):
    give(answer, experts[0])
    give(answer, verify(make_member("Nia Nurse"), 1, "Registered nurse"), "disagree")
    assert sides(as_(author), question) == []
    give(answer, experts[1], "disagree")
    assert sides(as_(author), question) == [
        ("For the answer of Rhys Reader", "Esi Expert"), ("Against the answer of Rhys Reader", "Bo Specialist"),
    ]  # fmt: skip


def test_what_an_answer_advises_is_said_by_its_author_or_its_first_endorser(as_, author, reader, answer, experts):
    give(answer, experts[1])
    give(answer, experts[0])
    url = f"/posts/{answer.pk}/action/"
    assert [as_(member).get(url).status_code for member in (author, reader, *experts)] == [403, 200, 200, 403, 403]
    assert as_(reader).post(url, {"action": "pray"}).status_code == 422
    assert Post.objects.get(pk=answer.pk).action == ""


def test_the_tail_carries_what_experts_agree_on(as_, author, question, answer, experts, discussion):
    give(answer, experts[0])
    give(answer, experts[1], "disagree")
    tail = as_(author).get(f"/topics/{question.pk}/tail/?after=99").json()
    assert (tail["changes"], "Experts differ" in tail["consensus"]) == ([], True)
    assert "consensus" not in as_(author).get(f"/topics/{discussion.pk}/tail/?after=0").json()


def suspend(credential: Credential, by: Member) -> None:
    record_status(credential=credential, by=by, status="suspended", reason="The register says so today.")


def revoke(credential: Credential, by: Member) -> None:
    revoke_credential(credential=credential, by=by)


def lapse(credential: Credential, by: Member) -> None:
    Credential.objects.filter(pk=credential.pk).update(valid_until=timezone.now() - timedelta(seconds=30))
    end_lapsed()


ENDINGS = {"suspended": suspend, "revoked": revoke, "lapsed": lapse}


@pytest.mark.parametrize("how", ENDINGS)
def test_when_a_standing_ends_the_topic_changes_at_once(
    as_, author, question, answer, expert, administrator, how, django_capture_on_commit_callbacks
):
    give(answer, expert)
    drop_lapsed_endorsements.call_local()
    question.refresh_from_db()
    version = question.version
    with django_capture_on_commit_callbacks(execute=True):
        ENDINGS[how](Credential.objects.get(member=expert), administrator)

    question.refresh_from_db()
    post = Post.objects.for_reading().get(pk=answer.pk)
    assert (question.version > version, post.version > version, question.endorsed_count) == (True, True, 0)
    assert (post.endorsed_by, [mark.expert for mark in post.fallen]) == ([], [expert])
    tail = as_(author).get(f"/topics/{question.pk}/tail/?after={version}").json()
    assert [change["element"] for change in tail["changes"]] == [answer.element]
    assert "<s>Esi Expert endorsed this" in tail["changes"][0]["html"]
