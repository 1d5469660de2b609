"""Opening hours: read as an administrator writes them, told as a caller needs them, right when the clocks change."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from deflection.opening import (
    closed_in_words,
    hours_in_words,
    is_open,
    opens_next,
    spans_of,
    validate_opening,
    validate_zone,
)

WEEK = "mon-fri 09:00-18:00; sat 10:00-14:00"
LONDON, SYDNEY = "Europe/London", "Australia/Sydney"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_the_week_is_read_day_by_day():
    nine_to_six = [(540, 1080)]
    assert spans_of(WEEK) == {**dict.fromkeys(range(5), nine_to_six), 5: [(600, 840)]}
    assert spans_of("daily 08:00-12:00,14:00-24:00") == dict.fromkeys(range(7), [(480, 720), (840, 1440)])
    assert spans_of("fri-mon 22:00-06:00") == dict.fromkeys((4, 5, 6, 0), [(1320, 1800)])
    assert (spans_of(""), spans_of("always")[6]) == ({}, [(0, 1440)])


@pytest.mark.parametrize(
    "wrong", ["nine to five", "mon 9:00-18:00", "mon 09:00", "mon 09:00-25:00", "funday 09:00-18:00", "mon-", "24/7"]
)
def test_what_nobody_could_read_is_refused(wrong):
    with pytest.raises(ValidationError, match="mon-fri 09:00-18:00"):
        validate_opening(wrong)


def test_a_zone_must_exist():
    validate_zone(LONDON)
    with pytest.raises(ValidationError, match="Europe/London"):
        validate_zone("Europe/Atlantis")


@pytest.mark.parametrize(
    ("now", "open_then", "words"),
    [
        ("2026-11-25T09:00", True, ""),  # a Wednesday, the very minute
        ("2026-11-25T17:59", True, ""),
        ("2026-11-25T18:00", False, "Closed, opens Thursday 09:00"),
        ("2026-11-25T05:00", False, "Closed, opens today 09:00"),
        ("2026-11-28T13:00", True, ""),
        ("2026-11-28T15:00", False, "Closed, opens Monday 09:00"),
        ("2026-07-01T08:30", True, ""),  # summer: half past nine in London
        ("2026-07-01T17:30", False, "Closed, opens Thursday 09:00"),
        ("2026-03-28T20:00", False, "Closed, opens Monday 09:00"),  # the clocks go forward in that night
    ],
)
def test_open_or_until_when_not(now, open_then, words):
    assert (is_open(WEEK, LONDON, at(now)), closed_in_words(WEEK, LONDON, at(now))) == (open_then, words)


def test_a_night_that_runs_into_the_next_day():
    nights = "sun 22:00-06:00"
    moments = ["2026-11-29T21:59", "2026-11-29T22:00", "2026-11-30T05:59", "2026-11-30T06:00"]
    assert [is_open(nights, LONDON, at(moment)) for moment in moments] == [False, True, True, False]


def test_a_line_far_away_opens_in_its_own_time():
    now = at("2026-11-25T12:00")  # 23:00 in Sydney
    assert closed_in_words("daily 08:00-22:00", SYDNEY, now) == "Closed, opens Thursday 08:00, Sydney time"
    opens = opens_next("daily 08:00-22:00", SYDNEY, now)
    assert (opens.isoformat(), is_open("daily 08:00-22:00", SYDNEY, at("2026-11-25T10:59"))) == (
        "2026-11-26T08:00:00+11:00", True,
    )  # fmt: skip


def test_nothing_is_said_of_hours_that_nobody_recorded():
    now = at("2026-11-25T12:00")
    assert (is_open("", LONDON, now), closed_in_words("", LONDON, now)) == (None, "")


def test_always_is_open_at_each_hour_of_the_week():
    moments = [datetime(2026, 3, 25 + hour // 24, hour % 24, tzinfo=UTC) for hour in range(24 * 7)]
    assert {is_open("always", LONDON, moment) for moment in moments} == {True}


@pytest.mark.parametrize(
    ("opening", "zone", "words"),
    [
        ("always", LONDON, "Day and night"),
        ("", LONDON, "Hours not recorded"),
        (WEEK, LONDON, "Monday to Friday, 09:00 to 18:00; Saturday, 10:00 to 14:00, UK time"),
        ("daily 08:00-12:00,14:00-24:00", SYDNEY, "Every day, 08:00 to 12:00 and 14:00 to 24:00, Sydney time"),
        ("sun 22:00-06:00", LONDON, "Sunday, 22:00 to 06:00, UK time"),
    ],
)
def test_the_week_in_words(opening, zone, words):
    assert hours_in_words(opening, zone) == words
