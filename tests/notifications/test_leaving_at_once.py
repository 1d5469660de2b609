"""Several workers at once on PostgreSQL: each mail, digest and ring once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from forum.digest import useful_for
from notifications.actions import notify
from notifications.leaving.actions.devices import take_due
from notifications.leaving.actions.digests import send_digests
from notifications.leaving.actions.lines import send_waiting
from notifications.models import Device, Digest, Preference
from tests.conftest import make_member
from tests.forum.test_at_once import at_once

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="asks for PostgreSQL"),
]

NOON = datetime(2126, 6, 3, 11, tzinfo=UTC)


@pytest.fixture
def people(db) -> list:
    names = ("Ann", "Ben", "Cleo", "Dan", "Eva", "Finn", "Gil", "Hal")
    told = [make_member(f"{name} Reader") for name in names]
    notify(members=told, about="decided", actor="A moderator", subject="How do you store your kit?", url="/")
    return told


def test_four_workers_send_each_mail_once(people, mailoutbox):
    sent = at_once([lambda: send_waiting(now=NOON) for _ in range(4)])
    assert (sum(sent), sorted(message.to for message in mailoutbox)) == (8, [[member.email] for member in people])


def test_four_workers_write_each_digest_once(people, mailoutbox):
    Preference.objects.bulk_create(Preference(member=member, mail_yours="digest") for member in people)
    Digest.objects.bulk_create(
        Digest(member=member, due_at=NOON, told_to=timezone.now() - timedelta(hours=1)) for member in people
    )
    sent = at_once([lambda: send_digests(now=NOON, ask=useful_for) for _ in range(4)])
    assert (sum(sent), sorted(message.to for message in mailoutbox)) == (8, [[member.email] for member in people])


def test_four_workers_take_each_device_once(people):
    Device.objects.bulk_create(
        Device(member=member, endpoint=member.email, label="phone", created_at=NOON, ring_at=NOON) for member in people
    )
    taken = at_once([lambda: [device.pk for device in take_due(now=NOON)] for _ in range(4)])
    assert sorted(pk for pks in taken for pk in pks) == sorted(Device.objects.values_list("pk", flat=True))
