"""How many somebody may publish in a while: help comes first, nothing is lost, and moderators are not slowed."""

from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from forum.braking import Braked, let_publish
from tests.conftest import EMERGENCY

pytestmark = pytest.mark.django_db
WORDS = "Twice a day, in a bound book that lies beside the fridge."
MINUTE, DAY = 60, 24 * 3600


@pytest.fixture(autouse=True)
def few(settings):
    settings.WRITE_LIMITS = {"posts": {MINUTE: 2, DAY: 3}, "questions": {DAY: 1}}


def reply(client, question, body: str = WORDS):
    return client.post(f"/topics/{question.pk}/replies/", {"body": body, "client_id": uuid4()})


def said(page) -> tuple[int, ...]:
    names = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")
    return page.status_code, *(int(page[name]) for name in names)


def test_the_third_in_a_minute_waits_and_loses_no_word(as_, reader, question, caplog):
    caplog.set_level("INFO", logger="members.guard")
    client, now = as_(reader), timezone.now().replace(second=0, microsecond=0)
    with time_machine.travel(now, tick=False) as clock:
        assert [said(reply(client, question)) for _ in range(2)] == [(302, 2, 1, 60), (302, 2, 0, 60)]
        clock.shift(20)
        page = reply(client, question)
        assert (said(page), page["Retry-After"], WORDS in page.content.decode()) == ((429, 2, 0, 40), "40", True)
        assert "That is a lot in a short while." in page.content.decode()
        assert question.posts.replies().count() == 2
        assert caplog.messages[-1] == f"POST post-reply was refused to member {reader.pk}"

        clock.shift(41)
        assert reply(client, question).status_code == 302
        clock.shift(61)
        assert said(reply(client, question)) == (429, 3, 0, DAY - 122)


def test_somebody_in_an_emergency_is_never_told_to_wait(as_, reader, question):
    client = as_(reader)
    for _ in range(3):
        reply(client, question)
    page = reply(client, question, EMERGENCY)
    assert (page.status_code, [template.name for template in page.templates][0]) == (200, "deflection/helpline.html")


def test_whoever_answers_for_the_forum_is_not_slowed(as_, moderator, question):
    client = as_(moderator)
    assert [reply(client, question).status_code for _ in range(4)] == [302] * 4


def test_a_question_that_is_refused_for_the_posts_before_it_does_not_count_as_one(reader):
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        for _ in range(2):
            let_publish(reader)
        with pytest.raises(Braked):
            let_publish(reader, is_question=True)
        clock.shift(MINUTE + 1)
        let_publish(reader, is_question=True)
