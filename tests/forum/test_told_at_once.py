"""Many replies at once on PostgreSQL: one line for each member, and every reply counted in it."""

from uuid import uuid4

import pytest
from django.db import connection

from forum.actions.posts import post_reply
from forum.actions.telling import tell_of
from forum.models import Telling
from tests.conftest import make_reply
from tests.forum.test_at_once import at_once

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="asks for PostgreSQL"),
]


def lines(member) -> list[tuple]:
    return [(line.number, line.subject) for line in member.notifications.unread()]


def test_eight_replies_at_once_make_one_line_that_counts_eight(question, author, reader, expert):
    make_reply(question, expert)
    bodies = [f"We keep ours in fridge number {number}, with a bound book." for number in range(8)]
    answers = at_once([
        lambda body=body: post_reply(topic=question, author=reader, body=body, client_id=uuid4()) for body in bodies
    ])  # fmt: skip
    assert [answer.status for answer in answers] == ["published"] * 8
    assert (lines(author), lines(expert), lines(reader)) == ([(8, question.title)], [(8, question.title)], [])


def test_eight_workers_that_go_on_with_the_same_errand_tell_once(question, author, reader, expert):
    make_reply(question, expert)
    post = make_reply(question, reader)
    Telling.objects.create(post=post)
    assert at_once([lambda: tell_of(post_id=post.pk) for _ in range(8)]) == [True] * 8
    assert (lines(author), lines(expert), Telling.objects.count()) == ([(1, question.title)], [(1, question.title)], 1)
