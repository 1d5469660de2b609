"""Many workers and moderators at once on PostgreSQL: one alert, one page each, one who has it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from deflection.actions.pages import acknowledge, escalate_due, raise_alert, send_waiting
from deflection.models import Alert, Page, Shift
from tests.conftest import make_member
from tests.forum.test_at_once import at_once

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="asks for PostgreSQL"),
]

NOW = timezone.now()


@pytest.fixture
def staff(db) -> list:
    people = [make_member(f"{first} Night", is_moderator=True) for first in ("Ann", "Ben", "Cleo", "Dan")]
    for order, member in enumerate(people[:2], start=1):
        Shift.objects.create(member=member, starts_at=NOW, ends_at=NOW + timedelta(hours=8), order=order)
    return people


def raised() -> Alert:
    return raise_alert(kind="flag", subject_id=7, url="/moderation/posts/7/", now=NOW)


def test_eight_times_raised_is_one_alert_and_one_call(staff):
    alerts = at_once([raised for _ in range(8)])
    assert (len({alert.pk for alert in alerts}), Alert.objects.count(), Page.objects.count()) == (1, 1, 2)


def test_eight_workers_call_everybody_once_and_send_each_mail_once(staff, mailoutbox):
    raised()
    called = at_once([lambda: escalate_due(now=NOW + timedelta(minutes=6)) for _ in range(8)])
    sent = at_once([lambda: send_waiting(now=NOW + timedelta(minutes=6)) for _ in range(8)])
    assert (sum(called), sum(sent), len(mailoutbox), Page.objects.filter(channel="mail").count()) == (4, 5, 5, 5)


def test_four_who_answer_at_once_are_one_who_has_it(staff):
    alert = raised()
    won = at_once([lambda member=member: acknowledge(alert=alert, member=member, now=NOW) for member in staff])
    assert sorted(won) == [False, False, False, True]
    assert Alert.objects.get().acknowledged_by == staff[won.index(True)]
