"""What waits for a moderator, as its author sees it: why, since when, which place, and what they can do."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from forum.models import Post
from forum.models.held import Place, ordinal
from moderation.actions import decide_post
from tests.conftest import make_reply

pytestmark = pytest.mark.django_db


def hold(post: Post, why: str = "disagreement", hour: int = 3) -> Post:
    since = datetime(2026, 3, 1, hour, tzinfo=UTC)
    Post.objects.filter(pk=post.pk).update(status="held", held_because=why, created_at=since)
    return Post.objects.get(pk=post.pk)


def since(post: Post) -> str:
    return date_format(timezone.localtime(post.created_at), "j M Y, H:i")


def test_the_places_of_a_kind_are_counted_by_how_long_each_waits(question, reader, author, expert):
    late, early = hold(make_reply(question, reader), hour=9), hold(make_reply(question, author), hour=4)
    first_post = hold(make_reply(question, expert), "new_member", hour=7)
    returned = hold(make_reply(question, expert), "returned", hour=1)
    assert [post.place for post in (early, late, first_post)] == [Place(1, 2), Place(2, 2), Place(1, 1)]
    assert [ordinal(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 102)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd",
    ]  # fmt: skip
    assert returned.held_in_words == (
        "A moderator asks you to change something. Send it in again and it is read in its old place. "
        f"It waits since {since(returned)}."
    )


def test_its_author_finds_it_in_the_topic_and_on_their_own_page(as_, reader, author, question):
    post = hold(make_reply(question, reader))
    says = (
        "What you declared and what the text says do not quite agree, so a moderator reads it first. "
        f"It waits since {since(post)} and is the 1st of 1 of its kind to be read."
    )
    ways = [f'href="/posts/{post.pk}/edit/"', f'href="/posts/{post.pk}/withdraw/"']
    for path in (question.get_absolute_url(), f"/members/{reader.pk}/"):
        mine, theirs = as_(reader).get(path).content.decode(), as_(author).get(path).content.decode()
        assert [words in mine for words in (says, *ways)] == [True] * 3
        assert [words in theirs for words in (says, *ways)] == [False] * 3
    assert as_(author).get(f"/posts/{post.pk}/menu/").status_code == 404


def test_a_moderator_is_not_offered_the_authors_buttons(as_, reader, moderator, question):
    post = hold(make_reply(question, reader))
    page = as_(moderator).get(question.get_absolute_url()).content.decode()
    assert (post.element in page, f"/posts/{post.pk}/edit/" in page) == (True, False)


@pytest.mark.parametrize(("verdict", "about"), [("publish", "released"), ("return", "returned"), ("hide", "decided")])
def test_every_change_is_told(reader, moderator, question, verdict, about):
    post = hold(make_reply(question, reader))
    decide_post(post=post, moderator=moderator, verdict=verdict, reason="Read with care, thank you.")
    assert [line.about for line in reader.notifications.exclude(about="reply")] == [about]


@pytest.mark.parametrize("held", [1, 3])
def test_the_page_costs_the_same_however_much_waits(as_, reader, question, held, django_assert_num_queries):
    for hour in range(held):
        hold(make_reply(question, reader), hour=hour)
    browser = as_(reader)
    browser.get(f"/members/{reader.pk}/")
    with django_assert_num_queries(11):
        page = browser.get(f"/members/{reader.pk}/")
    assert len(page.context["pending"]) == held
