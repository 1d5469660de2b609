"""A moderator of some sections: everything on what stands there, nothing elsewhere, nothing on accounts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from deflection.actions.pages import call_about
from deflection.models import Alert, Deflection, Shift
from forum.models import MutualPair, Post, Topic
from members.models import Member
from moderation.actions import flag_post
from moderation.actions.late import call_about_late
from moderation.models import Decision, Flag
from tests.conftest import make_member, make_reply, make_topic

pytestmark = pytest.mark.django_db

DECIDED = {"verdict": "hide", "reason": "It advertises a course; that is not for here."}


@pytest.fixture
def local(db) -> Member:
    """Answers for the discussion alone."""
    return make_member("Lou Local", is_moderator=True, moderated_sections=["discussion"])


@pytest.fixture
def here(sections, author, reader) -> Post:
    return make_reply(make_topic(sections["discussion"], author, "Fridges"), reader)


@pytest.fixture
def elsewhere(question, reader) -> Post:
    return make_reply(question, reader)


def stopped(author: Member, section: str) -> Deflection:
    return Deflection.objects.create(
        author=author, place="discussion", section=section, route="999", event="vascular", reader="x", sealed=b"x",
        client_id="00000000-0000-0000-0000-00000000000" + str(len(section) % 10),
        expires_at=timezone.now() + timedelta(days=30),
    )  # fmt: skip


def test_the_queue_shows_what_waits_in_their_sections_alone(as_, local, moderator, stranger, author, here, elsewhere):
    for post in (here, elsewhere):
        flag_post(post=post, member=stranger, reason="advertising")
    stopped(author, "discussion")
    stopped(author, "questions")
    found = {member.name: as_(member).get("/moderation/count/").json() for member in (local, moderator)}
    assert found == {"Lou Local": {"waiting": 2, "urgent": 1}, "Mo Moderator": {"waiting": 4, "urgent": 2}}
    page = as_(local).get("/moderation/").content.decode()
    assert (f"/moderation/posts/{here.pk}/" in page, f"/moderation/posts/{elsewhere.pk}/" in page) == (True, False)


def test_every_page_of_the_moderators_room_is_open_here_and_shut_elsewhere(
    as_, local, moderator, author, reader, here, elsewhere
):
    pair = MutualPair.objects.create(first=author, second=reader, ring=1)
    ours, theirs = stopped(author, "discussion"), stopped(author, "questions")
    table = [
        # the page                                               theirs  all
        ("/moderation/",                                            200, 200),
        ("/moderation/count/",                                      200, 200),
        (f"/moderation/posts/{here.pk}/",                           200, 200),
        (f"/moderation/posts/{elsewhere.pk}/",                      404, 200),
        (f"/moderation/topics/{here.topic_id}/",                    200, 200),
        (f"/moderation/topics/{elsewhere.topic_id}/",               404, 200),
        (f"/moderation/deflections/{ours.pk}/",                     200, 200),
        (f"/moderation/deflections/{theirs.pk}/",                   404, 200),
        ("/moderation/replies/",                                    200, 200),
        ("/moderation/log/",                                        200, 200),
        ("/moderation/rota/",                                       200, 200),
        (f"/moderation/pairs/{pair.pk}/",                           403, 200),
        ("/moderation/claims/",                                     403, 200),
        (f"/moderation/credentials/{author.credential.pk}/",        403, 200),
        (f"/moderation/members/{reader.pk}/",                       403, 200),
        (f"/moderation/members/{reader.pk}/measures/",              403, 200),
        ("/moderation/keys/",                                       403, 200),
        ("/moderation/audit/",                                      403, 200),
    ]  # fmt: skip
    ours_in, all_in = as_(local), as_(moderator)
    assert [(url, ours_in.get(url).status_code, all_in.get(url).status_code) for url, *_ in table] == table


def test_an_emergency_elsewhere_calls_them_and_a_colleague_who_may_open_it(as_, local, moderator, author):
    now = timezone.now()
    for order, member in enumerate((local, moderator), start=1):
        Shift.objects.create(member=member, starts_at=now, ends_at=now + timedelta(hours=1), order=order)
    deflection = stopped(author, "questions")
    alert = call_about(deflection=deflection, now=now)
    call, item = f"/moderation/alerts/{alert.pk}/", f"/moderation/deflections/{deflection.pk}/"
    told = {member.name: as_(member).get("/moderation/alerts/mine/").json()["call"] for member in (local, moderator)}
    assert [(name, told[name]["url"], told[name]["may_take"]) for name in told] == [
        ("Lou Local", call, False), ("Mo Moderator", item, True),
    ]  # fmt: skip
    pages = [as_(member).get(call).content.decode() for member in (local, moderator)]
    assert [(item in page, "I have it" in page, "you do not moderate" in page) for page in pages] == [
        (False, False, True), (True, True, False),
    ]  # fmt: skip
    taken = [as_(member).post(f"{call}acknowledge/") for member in (local, moderator)]
    assert [(page.status_code, page.headers.get("Location")) for page in taken] == [(403, None), (302, item)]


def test_what_is_late_elsewhere_calls_only_those_who_may_open_it(local, moderator, stranger, elsewhere):
    now = timezone.now()
    Shift.objects.create(member=local, starts_at=now, ends_at=now + timedelta(hours=1))
    flag = flag_post(post=elsewhere, member=stranger, reason="unsafe_advice")
    Flag.objects.filter(pk=flag.pk).update(created_at=now - timedelta(hours=2))
    call_about_late(now=now)
    alert = Alert.objects.get()
    assert (alert.section, local.pk in alert.pages.values_list("member", flat=True)) == ("questions", False)
    assert alert.pages.filter(member=moderator).exists()


def test_they_decide_here_and_not_elsewhere(as_, local, here, elsewhere):
    pages = [as_(local).post(f"/moderation/posts/{post.pk}/", DECIDED).status_code for post in (here, elsewhere)]
    assert (pages, list(Decision.objects.values_list("post", flat=True))) == ([302, 404], [here.pk])


def test_they_see_what_is_hidden_here_and_not_elsewhere(as_, local, moderator, here, elsewhere):
    Topic.objects.filter(pk__in=[here.topic_id, elsewhere.topic_id]).update(status="hidden")
    found = [
        [as_(member).get(f"/topics/{post.topic_id}/").status_code for post in (here, elsewhere)]
        for member in (local, moderator)
    ]
    assert found == [[200, 404], [200, 200]]
    menus = [as_(local).get(f"/posts/{post.pk}/menu/") for post in (here, elsewhere)]
    assert [menu.status_code for menu in menus] == [200, 404]
