"""Many at once on PostgreSQL: the same form sent eight times is one post, and nobody's post is lost or doubled."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import close_old_connections, connection
from django.test import Client

from forum.models import CaseStudy, Endorsement, Post, Topic
from tests.conftest import PLAIN, make_member, make_reply, make_topic
from tests.forum.told import case_form

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="asks for PostgreSQL"),
]


def at_once(deeds: list[Callable[[], object]]) -> list[object]:
    """Each deed in a thread of its own, all let go at the same moment; their answers in order."""
    gate = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> object:
        close_old_connections()
        gate.wait(timeout=20)
        try:
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def signed_in(member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def sender(url: str, member, form: dict[str, object]) -> Callable[[], object]:
    browser = signed_in(member)

    def send() -> tuple[int, str]:
        page = browser.post(url, form)
        return page.status_code, page.get("Location", "")

    return send


def test_eight_times_the_same_reply_is_one_post(question, reader):
    form = {"body": "Once and no more.", "client_id": uuid4()}
    answers = at_once([sender(question.reply_url, reader, form) for _ in range(8)])

    post = question.posts.replies().get()
    assert answers == [(302, post.get_absolute_url())] * 8
    question.refresh_from_db()
    assert (question.reply_count, question.version, post.version) == (1, 2, 2)


@pytest.mark.parametrize("url", ["/sections/discussion/new/", "/cases/new/one-page/"])
def test_eight_times_the_same_topic_is_one_topic(sections, author, url):
    form = case_form() if "cases" in url else {"title": "One topic only", "body": PLAIN, "client_id": uuid4()}
    answers = at_once([sender(url, author, form) for _ in range(8)])

    topic = Topic.objects.get()
    assert answers == [(302, topic.posts.get().get_absolute_url())] * 8
    assert CaseStudy.objects.count() == int(topic.is_case)


def test_sixteen_writers_on_one_topic_lose_and_double_nothing(sections, author):
    topic = make_topic(sections["discussion"], author)
    writers = [make_member(f"Writer{letter} Atonce") for letter in "abcdefghijklmnop"]
    answers = at_once([
        sender(topic.reply_url, writer, {"body": f"From {writer.name}.", "client_id": uuid4()}) for writer in writers
    ])  # fmt: skip

    assert [status for status, _ in answers] == [302] * 16
    posts = list(topic.posts.replies().order_by("version"))
    assert sorted(post.body for post in posts) == sorted(f"From {writer.name}." for writer in writers)
    assert [post.version for post in posts] == list(range(2, 18))
    topic.refresh_from_db()
    assert (topic.reply_count, topic.version) == (16, 17)


def test_an_edit_and_a_hiding_at_once_leave_it_hidden(question, reader, moderator):
    for nth in range(6):
        post = make_reply(question, reader, f"Number {nth}")
        deeds = [
            sender(f"/posts/{post.pk}/edit/", reader, {"body": "Changed."}),
            sender(f"/posts/{post.pk}/withdraw/", reader, {}),
            sender(f"/moderation/posts/{post.pk}/", moderator, {"verdict": "hide", "reason": "Not for here, sorry."}),
        ]
        statuses = [status for status, _ in at_once(deeds)]
        assert set(statuses) <= {302, 403, 404, 409, 422}
        assert Post.objects.get(pk=post.pk).status in ("hidden", "withdrawn")
    question.refresh_from_db()
    assert question.reply_count == 0


def test_two_clicks_of_one_expert_are_one_endorsement(answer, expert):
    form = {"reason": "This is what our protocol says too.", "evidence": "protocol"}
    answers = at_once([sender(f"/posts/{answer.pk}/endorse/", expert, form) for _ in range(8)])

    assert answers == [(302, answer.get_absolute_url())] * 8
    assert Endorsement.objects.count() == 1
