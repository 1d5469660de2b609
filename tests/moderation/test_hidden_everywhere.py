"""A word in a post that is hidden, withdrawn, sent back or moved away: down every road by which readers come."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from forum.actions.posts import hide_post, return_post, withdraw_post
from forum.actions.removal import remove_words
from forum.models import Post
from members.models import Member
from notifications.models import Notification
from tests.conftest import make_member, make_reply, make_topic

pytestmark = pytest.mark.django_db

CANARY = "kookaburra"
BODY = f"We keep a {CANARY} on the shelf beside the thermometer, and it has never been late."


def hide(post: Post, moderator: Member) -> None:
    hide_post(post=post, moderator=moderator)


def withdraw(post: Post, moderator: Member) -> None:
    withdraw_post(post=post, author=post.author)


def send_back(post: Post, moderator: Member) -> None:
    return_post(post=post, moderator=moderator, words="Please say it again.", comments={}, since=post.created_at)


def remove(post: Post, moderator: Member) -> None:
    remove_words(post=post, first=moderator, second=make_member("Una Second", is_moderator=True))


def roads(post: Post) -> list[str]:
    topic, number = post.topic, post.pk
    return [
        "/", topic.section.get_absolute_url(), topic.get_absolute_url(), f"{topic.get_absolute_url()}?cited=1",
        f"/topics/{topic.pk}/tail/?after=0", f"/topics/{topic.pk}/brake/", f"/posts/{number}/menu/",
        f"/posts/{number}/history/", f"/posts/{number}/edit/", f"/posts/{number}/endorse/", f"/posts/{number}/flag/",
        f"/posts/{number}/live/", f"/members/{post.author_id}/", "/questions/needs-an-expert/",
        "/questions/unanswered/", "/new/", "/bookmarks/", "/notifications/",
        "/reports/", "/drafts/", "/vault/", "/open-log/", "/appeals/",
    ]  # fmt: skip


def kept_in_cache() -> str:
    return " ".join(repr(value) for value in cache._cache.values())


@pytest.fixture
def browsers(as_, reader, stranger, expert) -> list[Client]:
    return [Client(), *map(as_, (reader, stranger, expert))]


@pytest.mark.parametrize("leave", [hide, withdraw, send_back, remove])
@pytest.mark.parametrize("is_opening", [True, False], ids=["opening", "reply"])
def test_no_road_leads_to_it_any_more(
    browsers, author, moderator, sections, leave: Callable, is_opening: bool, django_capture_on_commit_callbacks
):
    topic = make_topic(sections["discussion"], author, body=BODY if is_opening else "How do you keep yours?")
    post = topic.posts.get() if is_opening else make_reply(topic, author, BODY)
    before = [browser.get(topic.get_absolute_url()).content.decode().count(CANARY) for browser in browsers]
    assert (before, CANARY in kept_in_cache()) == ([1, 1, 1, 1], True)

    with django_capture_on_commit_callbacks(execute=True):
        leave(post, moderator)

    assert CANARY not in kept_in_cache()
    found = [url for browser in browsers for url in roads(post) if CANARY in browser.get(url).content.decode()]
    assert (found, CANARY in kept_in_cache()) == ([], False)
    assert CANARY not in str(list(Notification.objects.exclude(member=author).values()))
