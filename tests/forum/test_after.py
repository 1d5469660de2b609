"""After a case study was told: how it went on (CS11), and what experts say of it (CS10)."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from deflection.models import Deflection
from forum.actions.after import EnoughAsked, ask_for_commentary, decline_commentary, take_request_back, write_commentary
from forum.actions.posts import hide_post
from forum.actions.reminders import remind_of_updates
from forum.actions.telling import tell_of
from forum.models import CommentaryRequest, Level, Post, Watch
from tests.conftest import EMERGENCY, make_member, verify
from tests.forum.told import TITLE

pytestmark = pytest.mark.django_db
HEALED = "At the review last month her lip had healed without a mark, and we changed how we record refill."
SAID = "The early recognition stands out here. I would have written down the time of each step as well."


def add(client, case, body=HEALED, **more):
    return client.post(f"/cases/{case.topic_id}/updates/new/", {"body": body, "client_id": uuid4(), **more})


def test_its_author_adds_how_it_went_on_below_what_was_told(as_, author, reader, case):
    Watch.objects.create(member=reader, topic=case.topic, level=Level.WATCH)
    before = Post.objects.filter(pk=case.pk).values().get()
    assert as_(author).get(f"/cases/{case.topic_id}/updates/new/").status_code == 200
    client_id = uuid4()
    answers = [add(as_(author), case, client_id=client_id) for _ in range(2)]
    update = case.topic.posts.get(role="update")
    assert [answer["Location"] for answer in answers] == [f"/cases/{case.topic_id}/#post-{update.pk}"] * 2
    assert (update.headline, update.status, update.author) == ("about 5 months after the event", "published", author)
    assert Post.objects.filter(pk=case.pk).values().get() == before
    page = as_(reader).get(f"/cases/{case.topic_id}/").content.decode()
    shown, comments = page.split('data-posts="commentary"')
    assert HEALED in shown.split('data-posts="update"')[1] and HEALED not in comments
    assert "How it went on<span> about 5 months after the event</span>" in page
    for _ in range(2):
        tell_of(post_id=update.pk)
    assert [line.in_words for line in reader.notifications.all()] == [f"Ada Author tells how it went on, in “{TITLE}”"]


def test_nobody_else_adds_to_it_and_an_emergency_is_stopped(as_, author, reader, moderator, case):
    assert as_(reader).get(f"/cases/{case.topic_id}/updates/new/").status_code == 403
    assert add(as_(reader), case).status_code == 403
    assert b"999" in add(as_(author), case, EMERGENCY).content
    assert (Deflection.objects.count(), case.topic.posts.count()) == (1, 1)
    assert add(as_(author), case, "").status_code == 422
    hide_post(post=case, moderator=moderator)
    assert add(as_(author), case).status_code == 403


def test_it_is_asked_for_on_three_days_and_on_each_once(author, case):
    asked = []
    for day in range(0, 120, 2):
        with time_machine.travel(case.topic.created_at + timedelta(days=day, hours=1), tick=False):
            asked += [day] * remind_of_updates(now=timezone.now())
    assert asked == [14, 30, 90]
    assert {line.in_words for line in author.notifications.all()} == {f"Debrief asks how it went on: “{TITLE}”"}
    Watch.objects.create(member=author, topic=case.topic, level=Level.MUTE)
    case.topic.update_reminders.all().delete()
    assert remind_of_updates(now=case.topic.created_at + timedelta(days=15)) == 0


def test_an_expert_is_asked_and_signs_with_what_holds_that_day(as_, author, expert, reader, case):
    page = as_(author).get(f"/cases/{case.topic_id}/commentary/")
    assert (page.status_code, expert.name in page.content.decode()) == (200, True)
    assert as_(author).post(f"/cases/{case.topic_id}/commentary/", {"expert": expert.pk}).status_code == 302
    asked = CommentaryRequest.objects.get()
    line = expert.notifications.get()
    assert (line.url, line.about) == (f"/commentary/{asked.pk}/", "comment_asked")
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        assert "Waits 8 days" in as_(expert).get("/commentary/").content.decode()
    worn = expert.credential.in_words
    assert as_(reader).get(f"/commentary/{asked.pk}/").status_code == 404
    answer = as_(expert).post(f"/commentary/{asked.pk}/", {"body": SAID, "client_id": uuid4()})
    post = case.topic.posts.get(role="commentary")
    assert (answer.status_code, post.headline, post.author) == (302, worn, expert)
    expert.credentials.update(qualification="Something else", valid_until=timezone.now())
    page = as_(reader).get(f"/cases/{case.topic_id}/").content.decode()
    assert f"signed as {worn}" in page and page.index(SAID) < page.index('id="thread-head"')
    assert as_(expert).get(f"/commentary/{asked.pk}/")["Location"] == post.get_absolute_url()
    with pytest.raises(PermissionDenied):
        write_commentary(request=asked, expert=expert, body=SAID, client_id=uuid4())


def test_an_expert_declines_and_somebody_else_is_asked(as_, author, expert, moderator, case):
    asked = ask_for_commentary(topic=case.topic, by=author, expert=expert)
    assert ask_for_commentary(topic=case.topic, by=author, expert=expert) == asked
    refused = as_(expert).post(f"/commentary/{asked.pk}/decline/", {})
    assert (refused.status_code, "Please choose why." in refused.content.decode()) == (422, True)
    as_(expert).post(f"/commentary/{asked.pk}/decline/", {"because": "no_time"})
    assert author.notifications.get().in_words == f"Esi Expert cannot comment on your case study “{TITLE}”"
    assert decline_commentary(request=asked, expert=expert, because="no_time") is False
    again = as_(author).post(f"/cases/{case.topic_id}/commentary/", {"expert": expert.pk})
    assert (again.status_code, "was asked before" in again.content.decode()) == (422, True)
    others = [verify(make_member(f"{name} Expert"), 3, "Oculoplastic surgeon") for name in ("Ola", "Pip", "Quy", "Roz")]
    waiting = [ask_for_commentary(topic=case.topic, by=moderator, expert=other) for other in others[:3]]
    with pytest.raises(EnoughAsked):
        ask_for_commentary(topic=case.topic, by=author, expert=others[3])
    assert take_request_back(request=waiting[0], by=author) is True
    listed = as_(moderator).get("/commentary/?all=1").content.decode()
    assert [name in listed for name in ("Ola", "Pip", "Quy")] == [False, True, True]


def test_only_experts_are_asked_and_only_by_whom_it_concerns(as_, author, reader, stranger, expert, case):
    assert as_(reader).get(f"/cases/{case.topic_id}/commentary/").status_code == 403
    for nobody in (reader, stranger, author):
        with pytest.raises(PermissionDenied):
            ask_for_commentary(topic=case.topic, by=author, expert=nobody)
    assert as_(author).post(f"/cases/{case.topic_id}/commentary/", {"expert": "9x"}).status_code == 404
    author.workplaces = expert.workplaces = ["Glow Clinic"]
    author.save()
    expert.save()
    case.topic.author = author
    with pytest.raises(PermissionDenied):
        ask_for_commentary(topic=case.topic, by=author, expert=expert)


@pytest.mark.parametrize("number", [0, 3])
def test_the_page_costs_the_same_however_much_came_after(
    as_, client, author, reader, case, number, django_assert_num_queries
):
    for nth in range(number):
        add(as_(author), case, f"{HEALED} It was review number {nth}.")
    url, browser = case.topic.get_absolute_url(), as_(reader)
    browser.get(url)
    with django_assert_num_queries(6):
        page = browser.get(url).content.decode()
    assert page.count("It was review number") == number
    client.get(url)
    with django_assert_num_queries(1):
        client.get(url)
