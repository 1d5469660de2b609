"""A connection of the pool that was cut off while it rested is not lent again; one that lives is asked now and then."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.postgres.base import ASKED_EVERY, lives
from members.models.people import member_numbered

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="asks for PostgreSQL"),
]


def ask(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def cut_off(line: int) -> None:
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [line])
    other.close()


@pytest.fixture
def line() -> int:
    """Of the connection that was lent last, by the number of its process, and given back."""
    connection.close()
    number = ask("SELECT pg_backend_pid()")
    connection.close()
    return number


def test_one_that_was_cut_off_is_replaced_before_anybody_notices(line):
    cut_off(line)
    assert ask("SELECT pg_backend_pid()") != line


def test_one_that_lives_is_asked_once_in_a_while_and_looked_at_each_time(line):
    connection.ensure_connection()
    lent = connection.connection
    asked_at = lent.asked_at
    assert (lives(lent), lent.asked_at) == (True, asked_at)
    lent.asked_at -= ASKED_EVERY
    assert (lives(lent), lent.asked_at >= asked_at) == (True, True)
    lent.asked_at = asked_at = lent.asked_at + ASKED_EVERY
    cut_off(lent.info.backend_pid)
    assert lives(lent) is False
    connection.close()


def test_a_statement_that_is_kept_shows_with_its_values():
    with CaptureQueriesContext(connection) as asked:
        member_numbered(pk=4815)
    assert [query["sql"].endswith('"members_member"."id" = 4815') for query in asked] == [True]
