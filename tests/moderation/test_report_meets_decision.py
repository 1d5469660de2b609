"""A report that it is happening now and a decision, at the same moment: neither waits for the other for ever."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from audit.verification import verify
from moderation.actions import AlreadyDecided, decide_post, flag_post
from moderation.models import Decision, Flag
from tests.conftest import make_reply
from tests.forum.test_at_once import at_once

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="asks for PostgreSQL"),
]


def told(deed: Callable[[], object]) -> Callable[[], str]:
    """What came of it; to be told that somebody else was first is a fair answer."""

    def run() -> str:
        try:
            deed()
        except (AlreadyDecided, PermissionDenied) as late:
            return type(late).__name__
        return "done"

    return run


def test_both_end_and_the_chain_holds(question, author, reader, expert, moderator):
    posts = [make_reply(question, author) for _ in range(6)]
    for post in posts:
        flag_post(post=post, member=expert, reason="advertising")
    reason = "Please say which guideline this rests on."
    came = at_once([
        told(deed)
        for post in posts
        for deed in (
            lambda post=post: flag_post(post=post, member=reader, reason="live_emergency"),
            lambda post=post: decide_post(post=post, moderator=moderator, verdict="hide", reason=reason),
        )
    ])  # fmt: skip
    assert set(came) <= {"done", "AlreadyDecided", "PermissionDenied"}
    assert (Decision.objects.count(), Flag.objects.waiting().filter(reason="advertising").count()) == (6, 0)
    assert verify().fault is None
