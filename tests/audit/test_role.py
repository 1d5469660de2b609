"""The role that docs/operations.md gives to the site on PostgreSQL: it adds to the chain, and rewrites nothing."""

import re
from pathlib import Path

import pytest
from django.db import ProgrammingError, connection, transaction

from audit.actions import record
from audit.models import Deed, Line

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="asks for PostgreSQL"),
]
OPERATIONS = Path(__file__).resolve().parents[2] / "docs" / "operations.md"


@pytest.fixture
def as_the_site(moderator) -> None:
    """The very statements that the page gives; the role goes with the transaction."""
    statements = re.search(r"```sql\n(CREATE ROLE debrief_site.*?)```", OPERATIONS.read_text("utf-8"), re.DOTALL)[1]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statements)
        cursor.execute("SET LOCAL ROLE debrief_site")


def test_the_site_adds_to_the_chain_and_rewrites_nothing(as_the_site, moderator):
    record(Deed.ROLE_CHANGED, by=moderator, about=moderator)
    for statement in (
        "UPDATE audit_line SET deed = 'kinder'", "DELETE FROM audit_line", "TRUNCATE audit_line",
        "DELETE FROM audit_anchor", "DELETE FROM audit_head", "DELETE FROM moderation_decision",
        "ALTER TABLE audit_line DISABLE TRIGGER ALL", "DROP TRIGGER audit_line_is_append_only ON audit_line",
    ):  # fmt: skip
        refused = pytest.raises(ProgrammingError, match="permission denied|must be owner")
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert [(line.number, line.deed) for line in Line.objects.all()] == [(1, "role_changed")]
