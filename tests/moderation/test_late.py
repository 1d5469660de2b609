"""What is grave and past its time calls those on duty; what somebody took, or what can wait, calls nobody."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from deflection.actions.pages import acknowledge
from deflection.models import Alert, Shift
from moderation.actions import decide_post, flag_post
from moderation.actions.late import call_about_late
from moderation.actions.takes import let_item_go, take_item
from moderation.models import Flag, Take
from tests.conftest import make_reply

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def hours(number: float) -> datetime:
    return NOW + timedelta(hours=number)


@pytest.fixture
def on_duty(moderator) -> Shift:
    return Shift.objects.create(member=moderator, starts_at=hours(-48), ends_at=hours(48))


def flagged(post, member, reason: str, ago: float) -> None:
    flag = flag_post(post=post, member=member, reason=reason)
    Flag.objects.filter(pk=flag.pk).update(created_at=hours(-ago))


def calls() -> list[tuple]:
    return [(row.kind, row.subject_id, row.severity, row.in_words) for row in Alert.objects.order_by("pk")]


def test_what_is_grave_and_late_calls_those_on_duty_once(author, answer, on_duty):
    other = make_reply(answer.topic, answer.author, "Ask your pharmacist for the sheet.")
    flagged(answer, author, "unsafe_advice", 1.1)
    flagged(other, author, "advertising", 200)
    assert [call_about_late(now=NOW), call_about_late(now=NOW)] == [1, 0]
    assert calls() == [("flag", answer.pk, 1, "Something urgent has waited too long")]
    assert {page.member for page in Alert.objects.get().pages.all()} == {on_duty.member}


def test_what_is_not_late_yet_or_taken_calls_nobody(author, moderator, answer, on_duty):
    flagged(answer, author, "unsafe_advice", 0.5)
    assert call_about_late(now=NOW) == 0
    Flag.objects.update(created_at=hours(-2))
    Take.objects.create(
        kind="post", subject_id=answer.pk, moderator=moderator, taken_at=NOW, until=NOW + timedelta(minutes=10)
    )  # fmt: skip
    assert (call_about_late(now=NOW), calls()) == (0, [])


def test_what_was_answered_and_then_let_lie_calls_again(author, moderator, answer, on_duty):
    flagged(answer, author, "unsafe_advice", 2)
    call_about_late(now=NOW)
    acknowledge(alert=Alert.objects.get(), member=moderator, now=NOW)
    let_item_go(kind="post", subject_id=answer.pk, moderator=moderator)
    assert (call_about_late(now=hours(0.9)), call_about_late(now=hours(1.1)), len(calls())) == (0, 1, 2)
    assert [alert.ended_at is None for alert in Alert.objects.order_by("pk")] == [False, True]


def test_a_decision_ends_the_call(author, second_moderator, answer, on_duty):
    flagged(answer, author, "unsafe_advice", 2)
    call_about_late(now=NOW)
    decide_post(post=answer, moderator=second_moderator, verdict="keep", reason="The source says the same.")
    assert [alert.acknowledged_by for alert in Alert.objects.exclude(ended_at=None)] == [second_moderator]
    assert call_about_late(now=NOW) == 0


def test_whoever_takes_it_in_hand_has_the_call_as_well(author, second_moderator, answer, on_duty):
    flag_post(post=answer, member=author, reason="live_emergency")
    take_item(kind="post", subject_id=answer.pk, moderator=second_moderator)
    assert Alert.objects.get().acknowledged_by == second_moderator


def test_whoever_answers_the_call_has_it_in_hand_in_the_queue(author, moderator, second_moderator, answer, on_duty):
    flag_post(post=answer, member=author, reason="live_emergency")
    acknowledge(alert=Alert.objects.get(), member=second_moderator, now=timezone.now())
    assert [(take.kind, take.subject_id, take.moderator) for take in Take.objects.all()] == [
        ("post", answer.pk, second_moderator)
    ]  # fmt: skip
