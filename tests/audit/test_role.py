"""The role that migrate gives its rights on PostgreSQL (SITE_ROLE): it adds to the chain, and rewrites nothing."""

import pytest
from django.db import ProgrammingError, connection, transaction

from audit.actions import record
from audit.models import Deed, Line
from config import doctor, rights
from members.models import Member

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="asks for PostgreSQL"),
]


@pytest.fixture
def as_the_site(moderator, settings) -> None:
    """What is done after each migrate; the role goes with the transaction."""
    settings.SITE_ROLE = "debrief_site"
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("CREATE ROLE debrief_site LOGIN")
        rights.after_migrating(sender=None, using="default")
        cursor.execute("SET LOCAL ROLE debrief_site")


def test_the_site_adds_to_the_chain_and_rewrites_nothing(as_the_site, moderator):
    record(Deed.ROLE_CHANGED, by=moderator, about=moderator)
    for statement in (
        "UPDATE audit_line SET deed = 'kinder'", "DELETE FROM audit_line", "TRUNCATE audit_line",
        "DELETE FROM audit_anchor", "DELETE FROM audit_head", "DELETE FROM moderation_decision",
        "ALTER TABLE audit_line DISABLE TRIGGER ALL", "DROP TRIGGER audit_line_is_append_only ON audit_line",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('audit', '9999', now())", "DROP TABLE forum_post",
    ):  # fmt: skip
        refused = pytest.raises(ProgrammingError, match="permission denied|must be owner")
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert [(line.number, line.deed) for line in Line.objects.all()] == [(1, "role_changed")]


def test_it_works_with_every_table_and_the_doctor_says_so(as_the_site, moderator):
    Member.objects.filter(pk=moderator.pk).update(name="Mo Changed")
    assert list(doctor.of_rights()) == [doctor.Finding("ok", "rights", "those it needs, and no others")]


def test_the_doctor_knows_an_owner_and_a_table_that_is_shut(as_the_site):
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        [owner] = doctor.of_rights()
        cursor.execute("REVOKE ALL ON forum_post, forum_topic FROM debrief_site; SET LOCAL ROLE debrief_site")
        [shut] = doctor.of_rights()
    assert (owner.state, owner.words.split(":")[0]) == (
        "look", "the site could rewrite audit_anchor, audit_head, audit_line, django_migrations, moderation_decision",
    )  # fmt: skip
    assert (shut.state, shut.words.split(":")[0]) == ("wrong", "2 tables are shut, first forum_post")
