"""The open log and the figures of a month: counted from rows, and nobody can be known by them."""

from datetime import date

import pytest

from audit.actions import record
from audit.models import Deed
from moderation.actions import decide_post, flag_post
from moderation.open_log import Row
from moderation.transparency import Month, duration, percentile
from tests.conftest import make_member, make_reply

pytestmark = pytest.mark.django_db
REASON = "Please say which guideline this rests on."


def decided(question, reader, reporter, moderator, reason: str, times: int, verdict: str = "hide") -> None:
    for _ in range(times):
        answer = make_reply(question, reader)
        flag_post(post=answer, member=reporter, reason=reason)
        decide_post(post=answer, moderator=moderator, verdict=verdict, reason=REASON)


@pytest.fixture
def month(question, reader, moderator) -> None:
    reporter = make_member("Rita Reporter")
    decided(question, reader, reporter, moderator, "unsafe_advice", 6)
    decided(question, reader, reporter, moderator, "advertising", 2, verdict="keep")


def test_moderators_read_every_number(as_, moderator, month):
    figures = as_(moderator).get("/moderation/figures/").context["figures"]
    assert [(row.words, row.number, row.half_within, row.late) for row in figures.causes] == [
        ("Unsafe or uncited advice", 6, "under a minute", 0), ("Advertising", 2, "under a minute", 0),
    ]  # fmt: skip
    assert (figures.decided, figures.late, figures.stopped, figures.appeals) == (8, 0, 0, 0)


def test_members_read_no_small_number_and_no_name(as_, stranger, question, reader, moderator, month):
    page = as_(stranger).get("/open-log/")
    assert page.context["rows"] == [
        Row("Unsafe or uncited advice", "6", "under a minute", "under a minute", "none"),
        Row("Advertising", "fewer than 5"),
    ]
    assert {(entry.done, entry.cause, entry.section) for entry in page.context["page"]} == {
        ("A post was taken down", "Unsafe or uncited advice", question.section.name),
        ("A post was read and stays as it is", "", question.section.name),
    }
    text = page.content.decode()
    assert [
        name for name in (reader.name, moderator.name, "Rita Reporter", question.title, REASON) if name in text
    ] == []


def test_what_concerns_people_is_not_in_the_open_log(as_, stranger, reader, moderator):
    for deed in (Deed.ROLE_CHANGED, Deed.CREDENTIAL_LAPSED, Deed.CLAIM_DECIDED, Deed.LIVE_POWER_TAKEN):
        record(deed, by=moderator, about=reader)
    record(Deed.READER_CHANGED, by=moderator, about=None)
    page = as_(stranger).get("/open-log/")
    assert [entry.done for entry in page.context["page"]] == ["The safety reader was changed for another version"]


def test_an_empty_month_says_so(as_, stranger):
    page = as_(stranger).get("/open-log/")
    assert (page.status_code, "Nothing was decided in this month." in page.content.decode()) == (200, True)


@pytest.mark.parametrize("month", ["2001-01", "2999-01", "2026-13", "٢٠٢٦-٠١", "soon"])
def test_a_month_that_we_cannot_tell_of_is_not_found(as_, moderator, month):
    pages = [as_(moderator).get(f"/{where}/{month}/").status_code for where in ("open-log", "moderation/figures")]
    assert pages == [404, 404]


def test_who_may_read_which(as_, client, stranger):
    assert client.get("/open-log/").status_code == 302
    assert as_(stranger).get("/moderation/figures/").status_code == 403


@pytest.mark.parametrize(
    ("numbers", "half", "most"),
    [([7], 7, 7), ([1, 2, 3, 4], 2, 4), (list(range(1, 101)), 50, 95), (list(range(20, 0, -1)), 10, 19)],
)
def test_percentiles_are_by_rank(numbers, half, most):
    assert (percentile(numbers, 50), percentile(numbers, 95)) == (half, most)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "under a minute"), (59, "under a minute"), (60, "1 minute"), (119, "1 minute"), (120, "2 minutes"),
        (7199, "119 minutes"), (7200, "2 hours"), (172_799, "47 hours"), (172_800, "2 days"),
    ],
)  # fmt: skip
def test_durations_are_said_in_whole_units(seconds, words):
    assert duration(seconds) == words


def test_a_month_begins_and_ends_by_our_own_clock():
    may = Month(date(2026, 5, 1))
    assert (may.slug, may.next.slug, may.previous.slug) == ("2026-05", "2026-06", "2026-04")
    assert (may.start.isoformat(), may.end.isoformat()) == ("2026-05-01T00:00:00+01:00", "2026-06-01T00:00:00+01:00")
    assert Month(date(2026, 12, 1)).next.slug == "2027-01"
