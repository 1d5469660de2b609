"""Calling those on duty: who, when and through what, by stored times alone; one has it, and nobody is called twice."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone
from huey.contrib.djhuey import HUEY

from audit.models import Line
from deflection import tasks
from deflection.actions.pages import (
    acknowledge,
    call_about_forgotten,
    end_alerts,
    escalate,
    escalate_due,
    raise_alert,
    send_waiting,
)
from deflection.gate import Writing, screen
from deflection.models import Alert, Page, Shift
from members.models import Member
from notifications.models import Notification
from tests.conftest import EMERGENCY, make_member

pytestmark = pytest.mark.django_db

NOW = timezone.now().replace(microsecond=0)


def minutes(number: float) -> datetime:
    return NOW + timedelta(minutes=number)


def on_duty(member: Member, order: int = 1, *, start: datetime = NOW, hours: int = 8) -> Shift:
    return Shift.objects.create(member=member, starts_at=start, ends_at=start + timedelta(hours=hours), order=order)


@pytest.fixture
def staff(moderator, second_moderator, administrator) -> list[Member]:
    """Mo is on call, Una is the backup, Cai moderates as well, Ari is the administrator."""
    third = make_member("Cai Third", is_moderator=True)
    on_duty(second_moderator, 2)
    on_duty(moderator, 1)
    return [moderator, second_moderator, third, administrator]


def call(**fields) -> Alert:
    return raise_alert(kind="flag", subject_id=7, url="/moderation/posts/7/", now=NOW, **fields)


def called(alert: Alert, channel: str = "bell") -> list[tuple[int, str, datetime]]:
    rows = alert.pages.filter(channel=channel).select_related("member")
    return [(page.step, page.member.name.split()[0], page.paged_at) for page in rows]


def test_the_first_on_call_at_once_then_the_next_then_everybody_then_the_administrators(staff):
    alert = call()
    assert called(alert) == [(0, "Mo", NOW)]
    for minute in range(1, 15):
        escalate_due(now=minutes(minute))
    assert called(alert) == [
        (0, "Mo", NOW),
        (1, "Una", minutes(2)),
        (2, "Mo", minutes(5)), (2, "Una", minutes(5)), (2, "Ari", minutes(5)), (2, "Cai", minutes(5)),
        (3, "Ari", minutes(10)),
    ]  # fmt: skip
    assert called(alert, "mail") == called(alert)
    assert called(alert, "webhook") == []


def test_after_a_missed_hour_everybody_is_called_once(staff):
    alert = call()
    assert (escalate_due(now=minutes(60)), escalate_due(now=minutes(61))) == (4, 0)
    assert called(alert)[1:] == [(1, "Una", minutes(60)), *((2, who, minutes(60)) for who in ("Mo", "Ari", "Cai"))]


def test_where_the_clock_was_set_back_nobody_waits_for_it(staff):
    alert = call()
    assert (escalate_due(now=minutes(-120)), escalate_due(now=minutes(-119))) == (4, 0)
    assert len(called(alert)) == 5
    assert send_waiting(now=minutes(-120)) == alert.pages.exclude(channel="bell").count()


def test_with_nobody_on_call_every_moderator_is_called_at_once(moderator, second_moderator, administrator):
    on_duty(moderator, start=minutes(-600), hours=9)
    alert = call()
    assert called(alert) == [(2, who, NOW) for who in ("Mo", "Una", "Ari")]
    escalate_due(now=minutes(10))
    assert called(alert)[3:] == [(3, "Ari", minutes(10))]


def test_without_a_backup_all_are_called_after_two_minutes(moderator, second_moderator):
    on_duty(moderator)
    alert = call()
    escalate_due(now=minutes(2))
    assert called(alert)[1:] == [(2, "Mo", minutes(2)), (2, "Una", minutes(2))]


def test_nobody_is_called_about_their_own_text_or_after_they_stopped_moderating(staff):
    Member.objects.filter(pk=staff[1].pk).update(is_moderator=False)
    alert = call(concerns=staff[0])
    assert called(alert) == [(2, "Ari", NOW), (2, "Cai", NOW)]


def test_one_thing_has_one_open_alert(staff):
    alert = call()
    assert (call(), Alert.objects.count(), len(called(alert))) == (alert, 1, 1)
    end_alerts(kinds=["flag", "held"], subject_id=7, by=staff[2], now=minutes(1))
    alert.refresh_from_db()
    assert (alert.acknowledged_by, alert.acknowledged_at, alert.ended_at) == (staff[2], minutes(1), minutes(1))
    assert call() != alert


def test_two_workers_at_the_same_step_call_once(staff):
    alert = call()
    same, again = Alert.objects.get(pk=alert.pk), Alert.objects.get(pk=alert.pk)
    assert [escalate(alert=row, now=minutes(2)) for row in (same, again)] == [1, 0]
    twin = alert.pages.first()
    twin.pk = None
    with (
        pytest.raises(IntegrityError, match=r"deflection_page|nobody_is_paged_twice_at_one_step"),
        transaction.atomic(),
    ):
        twin.save(force_insert=True)


def test_one_has_it_and_nobody_else_is_called(staff):
    alert = call()
    assert acknowledge(alert=alert, member=staff[1], now=minutes(1)) is True
    assert acknowledge(alert=alert, member=staff[0], now=minutes(1.5)) is False
    (line,) = Line.objects.all()
    assert (line.deed, line.by, line.facts) == (
        "call_answered", staff[1], {"kind": "flag", "subject": 7, "seconds": 60},
    )  # fmt: skip
    escalate_due(now=minutes(30))
    alert.refresh_from_db()
    assert (alert.acknowledged_by, alert.waited, len(called(alert))) == (staff[1], timedelta(minutes=1), 1)


def test_the_mail_holds_a_link_and_nothing_else(staff):
    alert = call()
    assert (send_waiting(now=NOW), send_waiting(now=NOW)) == (1, 0)
    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (
        [staff[0].email],
        "Debrief: something waits for you",
        "Hello,\n\nYou are asked to answer for something that waits for a moderator.\n"
        "If nobody does, the next colleague is asked. This message says nothing about what it is.\n\n"
        f"Open it, and say that you have it:\nhttp://testserver/moderation/alerts/{alert.pk}/\n\n"
        "Debrief\nNot an emergency service. If something is happening now, ring 999 or your helpline.\n\n",
    )
    assert Page.objects.exclude(sent_at=None).count() == 2


def test_a_mail_is_tried_three_times_and_then_given_up(staff, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    call()
    for second in range(0, 200, 5):
        send_waiting(now=NOW + timedelta(seconds=second))
    page = Page.objects.get(channel="mail")
    assert (page.tries, page.sent_at, page.failed_at) == (3, None, NOW + timedelta(seconds=75))


def test_nothing_is_sent_about_what_somebody_has(staff):
    acknowledge(alert=call(), member=staff[0], now=NOW)
    assert (send_waiting(now=minutes(1)), mail.outbox) == (0, [])


def test_the_bell_names_no_text(staff):
    alert = call()
    (line,) = Notification.objects.all()
    assert (line.member, line.about, line.subject, line.note, line.url) == (
        staff[0], "paged", "A post was reported as happening now", "", f"/moderation/alerts/{alert.pk}/",
    )  # fmt: skip


def test_one_click_from_the_item_and_a_colleague_is_told_who_has_it(as_, staff, author):
    stopped = screen(Writing(title="", body=EMERGENCY, place="discussion", section="discussion"), author=author)
    alert = stopped.alerts.get()
    path = f"/moderation/deflections/{stopped.pk}/"
    assert "and nobody has it yet." in as_(staff[1]).get(path).content.decode()
    taken = as_(staff[0]).post(f"/moderation/alerts/{alert.pk}/acknowledge/")
    assert (taken.status_code, taken["Location"]) == (302, path)
    for address in (path, alert.get_absolute_url(), f"{alert.get_absolute_url()}?as=line"):
        assert "Mo Moderator has it" in as_(staff[1]).get(address).content.decode()
    second = as_(staff[1]).post(f"/moderation/alerts/{alert.pk}/acknowledge/", follow=True).content.decode()
    assert "Mo Moderator has it already." in second
    assert as_(author).post(f"/moderation/alerts/{alert.pk}/acknowledge/").status_code == 403


def test_every_open_page_of_whoever_was_called_can_ask_for_the_call(as_, client, staff, author):
    alert = call()
    path = "/moderation/alerts/mine/"
    words = "A post was reported as happening now"
    assert as_(staff[0]).get(path).json() == {
        "call": {"id": alert.pk, "words": words, "url": "/moderation/posts/7/", "may_take": True},
    }  # fmt: skip
    assert as_(staff[1]).get(path).json() == {"call": None}
    acknowledge(alert=alert, member=staff[1], now=minutes(1))
    assert as_(staff[0]).get(path).json() == {"call": None}
    assert [as_(author).get(path).status_code, client.get(path).status_code] == [403, 302]


def test_a_moderator_cannot_take_what_is_about_their_own_text(as_, staff):
    alert = call(concerns=staff[1])
    assert as_(staff[1]).post(f"/moderation/alerts/{alert.pk}/acknowledge/").status_code == 403


def test_what_nobody_was_called_about_is_found_by_the_worker(staff, author):
    stopped = screen(Writing(title="", body=EMERGENCY, place="discussion", section="discussion"), author=author)
    Page.objects.all().delete()
    Alert.objects.all().delete()
    assert (call_about_forgotten(now=NOW), call_about_forgotten(now=NOW)) == (1, 0)
    assert stopped.alerts.get().pages.count() == 2


def test_the_open_page_of_the_author_moves_the_calls_on_where_no_worker_does(as_, staff, author):
    stopped = screen(Writing(title="", body=EMERGENCY, place="discussion", section="discussion"), author=author)
    Alert.objects.update(raised_at=timezone.now() - timedelta(minutes=3))
    as_(author).get(f"/deflections/{stopped.pk}/standing/")
    assert [step for step, _, _ in called(stopped.alerts.get())] == [0, 1]


@pytest.fixture
def queue_of_the_worker():
    """Work that is planned stays planned, as it does with Redis."""
    HUEY.immediate = False
    yield HUEY
    HUEY.flush()
    HUEY.immediate = True


def test_each_step_and_each_further_try_is_planned_for_its_second(queue_of_the_worker):
    tasks.hand_over()
    now = datetime.now(UTC).replace(tzinfo=None)
    planned = [round((task.eta - now).total_seconds()) if task.eta else 0 for task in HUEY.pending()]
    assert sorted(planned) == [0, 16, 61, 121, 301, 601]


def test_a_queue_that_is_away_stops_nobody(queue_of_the_worker, monkeypatch, caplog):
    def away(*args: object, **kwargs: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(HUEY, "enqueue", away)
    tasks.hand_over()
    assert "the worker's queue did not answer: ConnectionError" in caplog.text


def test_the_worker_does_all_that_is_due(staff):
    alert = call()
    Alert.objects.update(raised_at=timezone.now() - timedelta(minutes=3))
    tasks.call_on()
    assert ([step for step, _, _ in called(alert)], len(mail.outbox)) == ([0, 1], 2)
