"""The rota: whose shift it is, for which hours nobody is there, and whom it belongs to change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from deflection.actions.pages import acknowledge, raise_alert
from deflection.actions.rota import Taken, add_shifts, offer_shift, remove_shift, take_shift
from deflection.duty import rota
from deflection.models import Shift
from members.models import Member

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
NOW = timezone.now().replace(microsecond=0)
HOUR = timedelta(hours=1)
OCTOBER = datetime(2031, 10, 20, 20, 0, tzinfo=LONDON)  # in the week before the clocks go back


def shift(member: Member, start: float, end: float, **fields) -> Shift:
    """From so many hours from now until so many."""
    return Shift.objects.create(member=member, starts_at=NOW + start * HOUR, ends_at=NOW + end * HOUR, **fields)


def rows() -> list[tuple]:
    return [(row.member, (row.starts_at - NOW) / HOUR, (row.ends_at - NOW) / HOUR) for row in Shift.objects.all()]


def test_who_is_on_call_now_in_the_order_they_are_called(moderator, second_moderator, administrator):
    shift(second_moderator, -1, 1, order=2)
    shift(moderator, -2, 1, order=1)
    shift(moderator, -1, 2, order=3)
    shift(administrator, 1, 2, order=1)
    assert rota.on_call(NOW) == [moderator, second_moderator]
    assert rota.on_call(NOW + HOUR) == [administrator, moderator]
    assert rota.on_call(NOW + 2 * HOUR) == []


def test_whoever_moderates_no_more_is_not_on_call(moderator):
    shift(moderator, -1, 1)
    Member.objects.filter(pk=moderator.pk).update(is_moderator=False)
    assert rota.on_call(NOW) == []


def test_nor_is_whoever_takes_a_break(moderator):
    shift(moderator, -1, 3)
    Member.objects.filter(pk=moderator.pk).update(off_duty_until=NOW + HOUR)
    assert (rota.on_call(NOW), rota.on_call(NOW + HOUR)) == ([], [moderator])


@pytest.mark.parametrize(
    ("spans", "gaps"),
    [
        ([], [(0, 24)]),
        ([(0, 24)], []),
        ([(-5, 6), (6, 12), (11, 30)], []),
        ([(8, 16)], [(0, 8), (16, 24)]),
        ([(8, 20), (9, 10), (22, 23)], [(0, 8), (20, 22), (23, 24)]),
    ],
)
def test_the_hours_of_nobody(moderator, spans, gaps):
    shifts = [Shift(member=moderator, starts_at=NOW + a * HOUR, ends_at=NOW + b * HOUR) for a, b in spans]
    found = rota.gaps(shifts, NOW, NOW + 24 * HOUR)
    assert [((start - NOW) / HOUR, (end - NOW) / HOUR) for start, end in found] == gaps


def test_a_week_of_it_takes_one_query(moderator, django_assert_num_queries):
    add_shifts(member=moderator, by=moderator, starts_at=OCTOBER, ends_at=OCTOBER + 12 * HOUR, order=1)
    with django_assert_num_queries(1):
        days = rota.week(date(2031, 10, 20))
    assert [(len(day.shifts), day.is_bare) for day in days] == [(1, False), (1, False), *[(0, True)] * 5]


def test_the_same_hours_each_week_though_the_clocks_change(moderator):
    made = add_shifts(
        member=moderator, by=moderator, starts_at=OCTOBER, ends_at=OCTOBER + 12 * HOUR, order=1, weeks=2
    )  # fmt: skip
    assert [f"{row.starts_at.astimezone(LONDON):%d %H:%M %Z}" for row in made] == ["20 20:00 BST", "27 20:00 GMT"]


def test_ones_own_shifts_alone_but_an_administrator_everybodys(moderator, second_moderator, administrator, reader):
    for by, member in ((second_moderator, moderator), (reader, reader), (administrator, reader)):
        with pytest.raises(PermissionDenied):
            add_shifts(member=member, by=by, starts_at=NOW, ends_at=NOW + HOUR, order=1)
    add_shifts(member=moderator, by=administrator, starts_at=NOW + HOUR, ends_at=NOW + 2 * HOUR, order=1)
    row = Shift.objects.get()
    for act in (remove_shift, lambda **said: offer_shift(offered=True, **said)):
        with pytest.raises(PermissionDenied):
            act(shift=row, by=second_moderator, now=NOW)
    remove_shift(shift=row, by=moderator, now=NOW)
    assert rows() == []


def test_the_hour_that_comes_twice_is_an_hour(moderator):
    begins = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 01:30 on the wall, and an hour later again
    [made] = add_shifts(member=moderator, by=moderator, starts_at=begins, ends_at=begins + HOUR, order=1)
    assert (made.starts_at, made.ends_at) == (begins, begins + HOUR)


def test_one_that_runs_ends_now_and_one_that_is_over_stays(moderator):
    running, over = shift(moderator, -2, 2), shift(moderator, -9, -3)
    remove_shift(shift=running, by=moderator, now=NOW)
    with pytest.raises(Taken, match="This shift is over"):
        remove_shift(shift=over, by=moderator, now=NOW)
    assert rows() == [(moderator, -9, -3), (moderator, -2, 0)]


def test_a_colleague_takes_what_was_offered_and_nothing_else(moderator, second_moderator, administrator):
    row = shift(moderator, 1, 9)
    with pytest.raises(Taken, match="not offered any more"):
        take_shift(shift=row, by=second_moderator, now=NOW)
    offer_shift(shift=row, by=moderator, offered=True, now=NOW)
    taken = take_shift(shift=row, by=second_moderator, now=NOW)
    with pytest.raises(Taken):
        take_shift(shift=row, by=administrator, now=NOW)
    assert (taken.offered_at, rows()) == (None, [(second_moderator, 1, 9)])


def test_a_running_one_is_handed_over_from_now_on(moderator, second_moderator):
    row = shift(moderator, -3, 5, offered_at=NOW)
    take_shift(shift=row, by=second_moderator, now=NOW)
    assert rows() == [(moderator, -3, 0), (second_moderator, 0, 5)]


def typed(**fields) -> dict[str, str]:
    start = timezone.localtime() + timedelta(days=1)
    form = {"starts_at": f"{start:%Y-%m-%dT20:00}", "ends_at": f"{start + timedelta(days=1):%Y-%m-%dT08:00}"}
    return {**form, "order": "1", "weeks": "1", **fields}


def test_the_page_puts_a_shift_in_and_says_who_is_on_call(as_, moderator, administrator):
    browser = as_(moderator)
    assert "Nobody is on call at the moment." in browser.get("/moderation/rota/").content.decode()
    page = browser.post("/moderation/rota/", typed(weeks="2"), follow=True)
    assert (page.status_code, Shift.objects.count(), Shift.objects.first().member) == (200, 2, moderator)
    assert browser.post("/moderation/rota/", typed()).status_code == 409
    assert as_(administrator).post("/moderation/rota/", typed(member=moderator.pk, order="2")).status_code == 409
    shift(administrator, -1, 1)
    assert "On call now: Ari Administrator." in browser.get("/moderation/rota/").content.decode()


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"starts_at": ""}, "starts_at"), ({"starts_at": "soon"}, "starts_at"), ({"order": "9"}, "order"),
        ({"weeks": "0"}, "weeks"), ({"weeks": "27"}, "weeks"), ({"ends_at": "2020-01-01T08:00"}, "ends_at"),
        ({"ends_at": "2099-01-01T08:00"}, "ends_at"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_words(as_, moderator, fields, wrong):
    page = as_(moderator).post("/moderation/rota/", typed(**fields))
    assert (page.status_code, list(page.context["form"].errors), Shift.objects.count()) == (422, [wrong], 0)


def test_each_deed_has_its_button(as_, moderator, second_moderator):
    row = shift(moderator, 1, 9)
    deeds = [(moderator, "offer"), (moderator, "keep"), (moderator, "offer"), (second_moderator, "take")]
    for who, deed in deeds:
        assert as_(who).post(f"/moderation/rota/{row.pk}/{deed}/").status_code == 302
    assert as_(moderator).post(f"/moderation/rota/{row.pk}/remove/").status_code == 403
    assert as_(second_moderator).get(f"/moderation/rota/{row.pk}/remove/").status_code == 405
    assert rows() == [(second_moderator, 1, 9)]


@pytest.mark.parametrize("week", ["2031-10-22", "nonsense", "9999-12-31", "0001-01-01", ""])
def test_any_week_can_be_asked_for(as_, moderator, week):
    page = as_(moderator).get(f"/moderation/rota/?week={week}")
    this_week = rota.monday_of(timezone.localdate())
    assert (page.status_code, page.context["week"]["from"]) == (200, this_week)


def test_moderators_alone_enter(as_, client, expert):
    for path in ("/moderation/rota/", "/moderation/alerts/"):
        assert [as_(expert).get(path).status_code, client.get(path).status_code] == [403, 302]


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_take_the_same_queries_however_much_there_is(as_, moderator, number, django_assert_num_queries):
    for nth in range(number):
        shift(moderator, nth, nth + 2, order=1)
        alert = raise_alert(kind="flag", subject_id=nth, url="/", now=NOW)
        acknowledge(alert=alert, member=moderator, now=NOW)
    browser = as_(moderator)
    # session, member, the week, on call, the last calls, own standing
    with django_assert_num_queries(6):
        assert browser.get("/moderation/rota/").status_code == 200
    # session, member, how many, the page, own standing
    with django_assert_num_queries(5):
        assert len(browser.get("/moderation/alerts/").context["page"]) == number
    # session, member, the call, who was called, own standing
    with django_assert_num_queries(5):
        assert browser.get(alert.get_absolute_url()).status_code == 200
