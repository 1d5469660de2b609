"""The digest: when it comes, what it says first, that it comes once, and that an empty one does not come at all."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail as outbox
from django.utils import timezone

from forum.digest import useful_for
from forum.models import Topic, Watch
from notifications.actions import mark_all_read, notify, notify_once
from notifications.digest import next_due
from notifications.leaving.actions.digests import send_digests, take_due
from notifications.models import Digest, Preference
from tests.conftest import make_reply, make_topic

pytestmark = pytest.mark.django_db


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of June 2026 in Greenwich; the first was a Monday, and London was an hour ahead."""
    return datetime(2026, 6, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("chosen", "now", "due"),
    [
        ({}, at(1, 6, 29), at(1, 6, 30)),
        ({}, at(1, 6, 30), at(2, 6, 30)),
        ({"time_zone": "Asia/Kolkata"}, at(1, 1, 59), at(1, 2)),
        ({"digest_comes": "weekly"}, at(1, 6, 29), at(1, 6, 30)),
        ({"digest_comes": "weekly"}, at(1, 6, 30), at(8, 6, 30)),
        ({"digest_comes": "off"}, at(1, 6, 30), at(8, 6, 30)),
    ],
)
def test_it_is_due_at_half_past_seven_by_the_members_own_clock(author, chosen, now, due):
    assert next_due(Preference(member=author, **chosen), now) == due


@pytest.fixture
def morning(author) -> datetime:
    """Half past seven, a hundred years on, of a day before which nothing was told."""
    Digest.objects.create(member=author, due_at=timezone.now(), told_to=timezone.now() - timedelta(hours=1))
    return datetime(2126, 6, 3, 6, 30, tzinfo=UTC)


def hear_of(topic: Topic, member, replies: int = 1, about: str = "reply") -> None:
    for _ in range(replies):
        notify_once(
            member_ids=[member.pk], thread=f"topic:{topic.pk}", about=about, actor="Rhys Reader", subject=topic.title,
            url=topic.get_absolute_url(),
        )  # fmt: skip


def sent() -> list[tuple]:
    return [(message.to, message.subject, message.body.split("\n\n")[1].split("\n")) for message in outbox.outbox]


def test_it_says_first_what_is_most_useful(author, reader, sections, morning):
    own = make_topic(sections["questions"], author, "How do you store your kit?")
    others = [make_topic(sections["discussion"], reader, f"How do you run your mornings, {part}?") for part in "ab"]
    waits = make_topic(sections["questions"], reader, "Which cooling gel do you use?")
    answered = make_topic(sections["questions"], reader, "Which needles do you use?")
    make_reply(answered, author)
    Topic.objects.filter(pk__in=[waits.pk, answered.pk]).update(area="fillers")
    Topic.objects.filter(pk=answered.pk).update(reply_count=1)
    Watch.objects.create(member=author, area="fillers", level="watch")
    for topic, number in ((others[0], 3), (others[1], 1), (own, 1)):
        hear_of(topic, author, number)
    hear_of(waits, author, about="opened")
    assert send_digests(now=morning, ask=useful_for) == 1
    assert sent() == [
        (["ada@example.org"], "Debrief: what is new for you", [
            "1 question in your areas waits for an answer.", "1 new reply in a topic of yours.",
            "4 new replies in 2 topics that you watch.", "1 new topic where you watch.",
        ]),
    ]  # fmt: skip


def test_it_comes_once_a_day_and_only_where_something_is_new(author, question, morning):
    hear_of(question, author)
    assert [len(take_due(now=morning)), len(take_due(now=morning))] == [1, 0]
    Digest.objects.update(due_at=morning, told_to=timezone.now() - timedelta(hours=1))
    days = [morning + timedelta(days=day, minutes=minutes) for day in (0, 1) for minutes in (0, 15)]
    assert [send_digests(now=now, ask=useful_for) for now in days] == [1, 0, 0, 0]


def test_nothing_comes_of_what_was_read_or_goes_another_way(author, question, morning):
    hear_of(question, author)
    mark_all_read(member=author)
    notify(members=[author], about="decided", actor="A moderator", subject="How do you store your kit?", url="/")
    assert (send_digests(now=morning, ask=useful_for), sent()) == (0, [])


@pytest.mark.parametrize(
    ("chosen", "later"), [({"quiet": [["20:00", "09:15"]] * 7}, 105), ({"digest_comes": "off"}, 0)]
)
def test_it_waits_for_the_end_of_the_quiet_hours_and_never_comes_to_whoever_wants_none(
    author, question, morning, chosen, later
):  # fmt: skip
    Preference.objects.create(member=author, **chosen)
    hear_of(question, author)
    came = {
        minutes: send_digests(now=morning + timedelta(minutes=minutes), ask=useful_for) for minutes in range(0, 180, 15)
    }
    assert [minutes for minutes, number in came.items() if number] == ([later] if later else [])


def test_one_that_no_mail_server_took_comes_later_and_whole(author, question, morning, settings):
    hear_of(question, author)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert send_digests(now=morning, ask=useful_for) == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert [send_digests(now=morning + timedelta(minutes=minutes), ask=useful_for) for minutes in (9, 10)] == [0, 1]
    assert sent()[0][2] == ["1 new reply in a topic of yours."]


def test_whoever_joins_is_told_of_what_comes_after(author, reader):
    now = timezone.now()
    send_digests(now=now, ask=useful_for)
    assert {row.member: row.told_to for row in Digest.objects.filter(member__in=[author, reader])} == {
        author: now, reader: now,
    }  # fmt: skip
