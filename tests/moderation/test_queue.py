"""The one queue: what waits, in what order, and at what cost."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from deflection.gate import Writing, screen
from deflection.models import Deflection
from forum.models import Post
from moderation import queue
from moderation.actions import flag_post
from moderation.actions.takes import take_item
from moderation.models import Flag
from tests.conftest import EMERGENCY, PLAIN, make_member, make_reply

pytestmark = pytest.mark.django_db


def deflect(author, minutes_ago: int) -> Deflection:
    stopped = screen(Writing(title="", body=EMERGENCY, place="discussion", section="discussion"), author=author)
    assert isinstance(stopped, Deflection)
    Deflection.objects.filter(pk=stopped.pk).update(created_at=timezone.now() - timedelta(minutes=minutes_ago))
    return stopped


def flagged(post: Post, member, reason: str, minutes_ago: int) -> Flag:
    flag = flag_post(post=post, member=member, reason=reason)
    when = timezone.now() - timedelta(minutes=minutes_ago)
    Flag.objects.filter(pk=flag.pk).update(created_at=when, ranked_from=when)
    return flag


def held(topic, author, minutes_ago: int, **fields) -> Post:
    post = make_reply(topic, author, "Waiting to be read.")
    fields = {"status": "held", "held_because": "disagreement", **fields}
    Post.objects.filter(pk=post.pk).update(created_at=timezone.now() - timedelta(minutes=minutes_ago), **fields)
    return post


def some(counts: queue.Counts) -> dict[str, int]:
    return {kind: number for kind, number in counts.by_kind.items() if number}


def test_the_gravest_and_oldest_come_first(question, author, reader, stranger, expert):
    posts = [make_reply(question, reader, f"Reply {nth}") for nth in range(4)]
    flagged(posts[0], author, "other", 500)
    flagged(posts[1], author, "unprofessional_tone", 400)
    flagged(posts[2], author, "no_consent", 10)
    flagged(posts[2], stranger, "other", 300)
    flagged(posts[3], author, "live_emergency", 1)
    waits = held(question, stranger, 20)
    sampled = held(question, stranger, 2, status="published", held_because="", wants_a_look=True)
    stopped = [deflect(stranger, 1), deflect(expert, 3)]

    found = [(item.kind, item.title, item.where, item.severity, item.count, item.url) for item in queue.waiting()]
    where = f"Rhys Reader in “How do you store your kit?”, {question.section.name}"
    mine = f"Sol Stranger in “How do you store your kit?”, {question.section.name}"
    event = "Stopped: a possible loss of blood supply to the skin"
    assert found == [
        ("deflection", event, "Esi Expert, discussion", 0, 1, f"/moderation/deflections/{stopped[1].pk}/"),
        ("flag", "It may be happening now", where, 0, 1, f"/moderation/posts/{posts[3].pk}/"),
        ("deflection", event, "Sol Stranger, discussion", 0, 1, f"/moderation/deflections/{stopped[0].pk}/"),
        ("flag", "No consent", where, 1, 2, f"/moderation/posts/{posts[2].pk}/"),
        ("held", "Held: text and declaration disagree", mine, 1, 1, f"/moderation/posts/{waits.pk}/"),
        ("flag", "Unprofessional tone", where, 2, 1, f"/moderation/posts/{posts[1].pk}/"),
        ("sample", "Published on its author's word", mine, 2, 1, f"/moderation/posts/{sampled.pk}/"),
        ("flag", "Something else", where, 3, 1, f"/moderation/posts/{posts[0].pk}/"),
    ]
    counts = queue.how_many()
    assert some(counts) == {"deflection": 2, "flag": 4, "held": 1, "sample": 1}
    assert (counts.by_severity, counts.late) == ({0: 3, 1: 2, 2: 2, 3: 1}, 1)
    assert [item.kind for item in queue.waiting("held")] == ["held"]


@pytest.mark.parametrize(
    ("severity", "minutes", "late"),
    [(0, 4, False), (0, 6, True), (1, 59, False), (1, 61, True), (3, 72 * 60 + 1, True)],
)
def test_each_severity_has_its_time(severity, minutes, late):
    since = timezone.now() - timedelta(minutes=minutes)
    assert queue.Waiting("flag", "", "", since, severity, "").is_late is late


def fill(question, number: int) -> None:
    for nth in range(number):
        writer = make_member(f"{'Bcd'[nth]}ea Writer")
        flagged(make_reply(question, writer), question.author, "other", nth)
        held(question, writer, nth)
        deflect(writer, nth)


def fill_many(question, number: int) -> None:
    """One writer, and as many rows as are asked for."""
    writer, now = make_member("Wil Writer"), timezone.now()
    words = {"author": writer, "topic": question, "body": PLAIN, "body_html": PLAIN}
    posts = [Post(client_id=uuid4(), **words) for _ in range(2 * number)]
    for post in posts[:number]:
        post.status, post.held_because = "held", "disagreement"
    Post.objects.bulk_create(posts)
    Flag.objects.bulk_create(
        Flag(post=post, member=question.author, reason="no_consent", snapshot=PLAIN) for post in posts[number:]
    )  # fmt: skip
    Deflection.objects.bulk_create(
        Deflection(author=writer, client_id=uuid4(), place="questions", route="999", event="sepsis", expires_at=now)
        for _ in range(number)
    )


@pytest.mark.parametrize(("number", "queries"), [(0, 2), (1, 7), (3, 7), (20, 7), (100, 4)])
def test_only_the_kinds_on_the_page_are_read(question, number, queries, django_assert_num_queries):
    """The takes and the numbers; the list; one query for each kind on this page, and two for reports."""
    fill_many(question, number)
    with django_assert_num_queries(queries):
        listing = queue.listed()
    assert (len(listing.page.object_list), listing.counts.all) == (min(3 * number, 50), 3 * number)


@pytest.mark.parametrize("number", [1, 3])
def test_the_queue_takes_the_same_queries_however_long(
    as_, moderator, question, number, django_assert_num_queries
):  # fmt: skip
    fill(question, number)
    # the takes, the numbers, the list; reports with their posts, held posts, stopped texts
    with django_assert_num_queries(7):
        assert len(queue.waiting()) == 3 * number
    browser = as_(moderator)
    # those, and: session, member, own standing, the sections; the same-day lane and stopped texts of two days
    with django_assert_num_queries(17):
        page = browser.get("/moderation/")
    assert some(page.context["counts"]) == {"deflection": number, "flag": number, "held": number}
    with django_assert_num_queries(3):
        assert browser.get("/moderation/count/").json() == {"waiting": 3 * number, "urgent": number}


def test_one_kind_at_a_time(as_, moderator, question):
    fill(question, 2)
    page = as_(moderator).get("/moderation/?kind=held")
    assert {item.kind for item in page.context["page"]} == {"held"}
    assert page.context["counts"].by_kind["deflection"] == 2
    assert len(as_(moderator).get("/moderation/?kind=nothing&severity=9&who=x").context["page"]) == 6


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["flag", "held", "sample", "flag"]), ("kind=flag&severity=1", ["flag"]), ("late=on", ["flag"]),
        ("section=questions", ["flag", "held", "sample", "flag"]), ("section=support", []), ("area=fillers", []),
        ("who=free&kind=held", ["held"]), ("who=mine", []), ("page=99", ["flag", "held", "sample", "flag"]),
    ],
)  # fmt: skip
def test_it_is_asked_by_kind_section_area_severity_and_age(
    as_, moderator, question, author, reader, stranger, asked, found
):  # fmt: skip
    flagged(make_reply(question, reader), author, "no_consent", 61)
    flagged(make_reply(question, reader), author, "other", 60)
    held(question, stranger, 20)
    held(question, stranger, 2, status="published", held_because="", wants_a_look=True)
    page = as_(moderator).get(f"/moderation/?{asked}")
    assert [item.kind for item in page.context["page"]] == found
    assert page.context["counts"].of(page.context["form"].cleaned_data["kind"]) == len(found)


def test_late_is_what_is_grave_overdue_and_taken_by_nobody(question, author, reader, moderator):
    posts = [make_reply(question, reader, f"Reply {nth}") for nth in range(3)]
    for post, reason in zip(posts, ("no_consent", "unsafe_advice", "other"), strict=True):
        flagged(post, author, reason, 100 * 60)
    stopped = deflect(author, 6)
    take_item(kind="post", subject_id=posts[0].pk, moderator=moderator)
    assert [(item.kind, item.subject) for item in queue.late()] == [("deflection", stopped.pk), ("flag", posts[1].pk)]


def test_only_moderators_enter(as_, client, stranger, author, expert, administrator, moderator, answer):
    deflection = deflect(author, 1)
    places = ("", "count/", "log/", f"posts/{answer.pk}/", f"deflections/{deflection.pk}/")
    for member in (stranger, author, expert):
        assert [as_(member).get(f"/moderation/{place}").status_code for place in places] == [403] * 5
    for member in (moderator, administrator):
        assert [as_(member).get(f"/moderation/{place}").status_code for place in places] == [200] * 5
    assert [client.get(f"/moderation/{place}").status_code for place in places] == [302] * 5


def test_a_moderator_never_reads_what_was_sealed(as_, moderator, author):
    deflection = deflect(author, 1)
    for place in ("/moderation/", f"/moderation/deflections/{deflection.pk}/"):
        html = as_(moderator).get(place).content.decode()
        assert [word for word in ("spreading", "lip is white", "Can anyone") if word in html] == []


def test_single_keys_are_a_setting_of_each_member(as_, moderator, second_moderator):
    browser = as_(moderator)
    marks = ['data-keys="1"' in browser.get("/moderation/").content.decode()]
    for sent in ({}, {"single_keys": "on"}):
        assert browser.post("/settings/keys/", sent).status_code == 302
        marks.append('data-keys="1"' in browser.get("/settings/keys/").content.decode())
    assert marks == [True, False, True]
    assert 'data-keys="1"' in as_(second_moderator).get("/moderation/").content.decode()
