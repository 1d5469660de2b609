"""The bell: who hears of what, how many, and that reading it empties it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import TestCase
from django.utils import timezone

from forum.actions.posts import post_reply
from notifications.actions import (
    LinesRead,
    MemberNotified,
    close_threads,
    forget_old_lines,
    mark_all_read,
    notify,
    notify_once,
)
from notifications.models import Notification
from tests.conftest import make_reply

pytestmark = pytest.mark.django_db


def reply(topic, member, body: str = "In a locked fridge."):
    """Up to the commit, after which the others are told."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return post_reply(topic=topic, author=member, body=body, client_id=uuid4())


def lines(member) -> list[tuple]:
    return [(line.about, line.actor, line.subject, line.note, line.url) for line in member.notifications.all()]


def count(browser) -> int:
    return browser.get("/notifications/count/").json()["unread"]


def test_each_participant_hears_once_of_a_reply(question, author, reader, expert, stranger):
    for member in (reader, reader, expert):
        make_reply(question, member)
    post = reply(question, expert)

    expected = [("reply", "Esi Expert", "How do you store your kit?", "", post.get_absolute_url())]
    assert (lines(author), lines(reader), lines(expert), lines(stranger)) == (expected, expected, [], [])


def test_a_member_who_was_switched_off_hears_nothing(question, author, reader):
    author.is_active = False
    author.save()
    reply(question, reader)
    assert lines(author) == []


def test_a_line_holds_no_word_of_the_post(question, author, reader):
    reply(question, reader, "Our thermometer smells of marmalade, and we write the reading down twice a day.")
    row = Notification.objects.values().get(member=author)
    assert "marmalade" not in str(row)


def test_a_held_reply_tells_nobody(question, author, reader, monkeypatch):
    from screening import emergency

    def out_of_order(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(emergency, "assess", out_of_order)
    assert reply(question, reader).status == "held"
    assert lines(author) == []


def test_the_bell_counts_what_is_new(as_, question, author, reader, expert):
    browser = as_(author)
    assert count(browser) == 0
    for member in (reader, expert, reader):
        reply(question, member)
    assert (count(browser), count(as_(expert)), count(as_(reader))) == (1, 1, 1)


def test_a_visitor_has_no_bell(client, question):
    page = client.get("/notifications/count/")
    assert (page.status_code, page.json()) == (403, {"unread": 0})
    assert [client.get("/notifications/").status_code, client.post("/notifications/read/").status_code] == [302, 302]


def test_reading_empties_ones_own_bell_and_no_other(as_, question, author, reader, expert):
    make_reply(question, reader)
    reply(question, expert)
    page = as_(author).post("/notifications/read/")
    assert (page.status_code, page["Location"]) == (302, "/notifications/")
    assert (count(as_(author)), count(as_(reader)), mark_all_read(member=author)) == (0, 1, 0)
    assert [line.read_at is not None for line in author.notifications.all()] == [True]


def test_the_list_shows_the_newest_first_and_only_ones_own(as_, question, discussion, author, reader, expert):
    posts = [reply(topic, member) for topic, member in ((question, reader), (discussion, expert))]
    page = as_(author).get("/notifications/")
    assert [line.url for line in page.context["page"]] == [post.get_absolute_url() for post in reversed(posts)]
    assert "Esi Expert replied in" in " ".join(page.content.decode().split())


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries_however_long(
    as_, author, question, number, django_assert_num_queries
):  # fmt: skip
    for nth in range(number):
        notify(members=[author], about="reply", actor=f"Nth {nth}", subject="A topic", url="/topics/1/")
    browser = as_(author)
    # session, member, count, lines, own standing
    with django_assert_num_queries(5):
        page = browser.get("/notifications/")
    assert len(page.context["page"]) == number


def test_it_rings_each_member_told(author, reader, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        notify(
            members=[author, reader], about="decided", actor="A moderator", subject="x" * 200, url="/", note="y" * 600
        )
    events = [callback.__self__.event for callback in callbacks]
    assert events == [MemberNotified(author.pk), MemberNotified(reader.pk)]
    assert [frame.payload() for event in events for frame in event.frames()] == [
        {"kind": "bell", "about": "notifications"}
    ] * 2
    assert [(len(row.subject), len(row.note)) for row in Notification.objects.all()] == [(150, 500)] * 2


def test_reading_on_one_page_is_heard_by_the_others_and_reading_nothing_is_not(
    author, django_capture_on_commit_callbacks
):
    notify_once(member_ids=[author.pk], thread="topic:1", about="reply", actor="A", subject="B", url="/")
    notify(members=[author], about="decided", actor="A", subject="C", url="/")
    with django_capture_on_commit_callbacks() as callbacks:
        for _ in range(2):
            close_threads(member=author, threads=["topic:1"])
            mark_all_read(member=author)
    events = [callback.__self__.event for callback in callbacks]
    assert events == [LinesRead(author.pk), LinesRead(author.pk)]
    assert [frame.payload() for frame in events[0].frames()] == [{"kind": "bell", "about": "notifications_read"}]


def test_what_was_read_half_a_year_ago_goes_and_what_nobody_read_stays(author):
    now = timezone.now()
    ages = {"read long ago": 184, "read this year": 182, "never read": None}
    for subject, days in ages.items():
        notify(members=[author], about="reply", actor="A", subject=subject, url="/")
        read_at = now - timedelta(days=days) if days else None
        Notification.objects.filter(subject=subject).update(read_at=read_at, created_at=now - timedelta(days=400))
    assert (forget_old_lines(now=now), sorted(line.subject for line in author.notifications.all())) == (
        1, ["never read", "read this year"],
    )  # fmt: skip


def test_what_was_read_stays_read(author):
    notify(members=[author], about="reply", actor="A", subject="B", url="/")
    before = timezone.now()
    assert mark_all_read(member=author) == 1
    notify(members=[author], about="reply", actor="A", subject="C", url="/")
    assert mark_all_read(member=author) == 1
    assert [line.read_at >= before for line in author.notifications.all()] == [True, True]
