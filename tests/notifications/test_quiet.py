"""Quiet hours: when a member is left alone, in their own time, and what breaks through."""

from datetime import UTC, date, datetime

import pytest

from notifications.models import Preference
from notifications.quiet import is_quiet, may_leave, quiet_until

pytestmark = pytest.mark.django_db


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of June 2026 in Greenwich; the first was a Monday, and London was an hour ahead."""
    return datetime(2026, 6, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("country", "moments"),
    [
        ("GB", {at(1, 18, 59): False, at(1, 19): True, at(2, 5, 59): True, at(2, 6): False}),
        ("IN", {at(1, 14, 29): False, at(1, 14, 30): True, at(2, 1, 29): True, at(2, 1, 30): False}),
    ],
)
def test_whoever_chose_nothing_has_quiet_nights_in_their_own_country(author, country, moments):
    author.country = country
    assert {moment: is_quiet(author, moment) for moment in moments} == moments


def test_each_weekday_has_its_own_hours_and_a_night_reaches_into_the_next(author):
    # Monday by day, Tuesday none, Wednesday from the evening on, Thursday to Sunday none.
    quiet = [["12:00", "13:00"], None, ["22:00", "06:00"], None, None, None, None]
    author.preference = Preference.objects.create(member=author, time_zone="Europe/London", quiet=quiet)
    moments = [at(1, 11), at(1, 12), at(1, 20), at(2, 11), at(3, 20), at(3, 21), at(4, 4), at(4, 5), at(4, 21)]
    assert [is_quiet(author, moment) for moment in moments] == [
        True, False, False, False, False, True, True, False, False,
    ]  # fmt: skip


def test_a_day_from_midnight_to_midnight_is_quiet_from_end_to_end(author):
    author.preference = Preference(member=author, quiet=[None, ["00:00", "00:00"], None, None, None, None, None])
    assert [is_quiet(author, at(*when)) for when in ((1, 22), (1, 23), (2, 12), (2, 22), (2, 23))] == [
        False, True, True, True, False,
    ]  # fmt: skip


def test_nothing_leaves_while_they_are_away_and_all_of_it_may_on_the_day_they_are_back(author):
    author.preference = Preference(member=author, quiet=[None] * 7, away_until=date(2026, 6, 3))
    assert [is_quiet(author, at(*when)) for when in ((1, 12), (2, 22), (2, 23), (3, 12))] == [True, True, False, False]


def test_a_call_of_the_duty_rota_breaks_through_and_nothing_else_does(author):
    kinds = ("paged", "reply", "endorsed", "decided", "same_day", "mentioned", "search", "something new")
    assert [kind for kind in kinds if may_leave(author, kind, at(1, 23))] == ["paged"]
    assert [kind for kind in kinds if may_leave(author, kind, at(1, 12))] == list(kinds)


def test_it_says_when_the_quiet_ends(author):
    assert [quiet_until(author, moment) for moment in (at(1, 12, 7), at(1, 19, 20), at(2, 5, 59))] == [
        at(1, 12, 7), at(2, 6), at(2, 6),
    ]  # fmt: skip


def test_looking_takes_no_query_where_the_row_came_along(author, django_assert_num_queries):
    Preference.objects.create(member=author)
    member = type(author).objects.select_related("preference").get(pk=author.pk)
    with django_assert_num_queries(0):
        assert (is_quiet(member, at(1, 23)), Preference.of(member).mail_for("replies")) == (True, "digest")
