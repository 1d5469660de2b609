"""The same-day lane is watched: how long people wait there, and whether emergencies slow it down."""

from datetime import timedelta

import pytest
from django.utils import timezone

from forum.models import Topic
from moderation.lane import Day, alarm, alarm_today, day_until, middle
from tests.conftest import make_topic

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("waits", "found"),
    [
        ([], None),
        ([HOUR], HOUR),
        ([3 * HOUR, HOUR, 8 * HOUR], 3 * HOUR),
        ([HOUR, 2 * HOUR], 1.5 * HOUR),
    ],
)
def test_the_middle_wait(waits, found):
    assert middle(waits) == found


TOO_LONG = "The same-day lane waits too long: {} in the middle, over the last 24 hours."
SLOWER = (
    "The same-day lane slows down while more emergencies are stopped: 2 h 0 min in the middle, "
    "after 1 h 0 min the day before."
)


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (Day(None, 9), Day(None, 0), ""),
        (Day(None, 9), Day(5 * HOUR, 0), ""),
        (Day(4 * HOUR, 0), Day(4 * HOUR, 0), ""),
        (Day(4 * HOUR + timedelta(minutes=1), 0), Day(9 * HOUR, 9), TOO_LONG.format("4 h 1 min")),
        (Day(50 * HOUR, 0), Day(None, 0), TOO_LONG.format("2 d 2 h")),
        (Day(2 * HOUR, 3), Day(HOUR, 2), SLOWER),
        (Day(2 * HOUR, 2), Day(HOUR, 2), ""),  # slower, and no more emergencies than before
        (Day(2 * HOUR, 1), Day(HOUR, 2), ""),
        (Day(HOUR, 3), Day(2 * HOUR, 2), ""),  # faster
        (Day(HOUR + timedelta(minutes=14), 3), Day(HOUR, 2), ""),  # too little to speak of
        (Day(2 * HOUR, 3), Day(None, 2), ""),  # nothing to compare with
    ],
)
def test_when_moderators_are_told(now, before, said):
    assert alarm(now, before) == said


@pytest.fixture
def lane(sections, author):
    """Puts a question into the lane that was asked some hours ago and answered after some."""

    def ask(hours_ago: float, answered_after: float | None = None, **fields: object) -> Topic:
        topic = make_topic(sections["questions"], author)
        asked = timezone.now() - hours_ago * HOUR
        answered = asked + answered_after * HOUR if answered_after is not None else None
        changed = {"lane": "same_day", "created_at": asked, "first_verified_answer_at": answered, **fields}
        Topic.objects.filter(pk=topic.pk).update(**changed)
        return topic

    return ask


def test_a_day_counts_answers_and_those_who_still_wait(lane):
    lane(20, 2)
    lane(10, 1)
    lane(6)
    lane(3, lane="")  # another question
    lane(3, status="held")  # not public yet
    lane(30, 20)  # the day before; at the end of that day it had waited for six hours
    end = timezone.now()
    assert (day_until(end).wait, day_until(end - 24 * HOUR).wait) == (2 * HOUR, pytest.approx(6 * HOUR, abs=HOUR / 60))


def test_the_alarm_stands_on_the_queue(as_, moderator, lane):
    assert (alarm_today(), as_(moderator).get("/moderation/").context["slow_lane"]) == ("", "")
    lane(5.02)
    said = TOO_LONG.format("5 h 1 min")
    page = as_(moderator).get("/moderation/")
    assert (alarm_today(), page.context["slow_lane"], said in page.content.decode()) == (said, said, True)
