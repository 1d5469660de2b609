"""What the site's own role may do in PostgreSQL: the owner of the tables gives it, each time that they change.

The site reads and writes rows. It makes no table and drops none, and to what must never be rewritten it can only add.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.sql import SQL, Composed, Identifier

READ, ADD, CHANGE, DELETE = "SELECT", "INSERT", "UPDATE", "DELETE"
EVERYTHING = (READ, ADD, CHANGE, DELETE)
# What a row of these says was so; and the end of the chain, which moves but never goes.
FEWER = {
    "audit_line": (READ, ADD),
    "audit_anchor": (READ, ADD),
    "audit_head": (READ, ADD, CHANGE),
    "moderation_decision": (READ, ADD),
    "django_migrations": (READ,),
}


def after_migrating(sender: Any, *, using: str, **facts: Any) -> None:
    """For the role that SITE_ROLE names; without one the site owns its tables, as on a laptop."""
    connection = connections[using]
    if settings.SITE_ROLE and connection.vendor == "postgresql":
        give_rights(connection, settings.SITE_ROLE)


def give_rights(connection: BaseDatabaseWrapper, role: str) -> None:
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for statement in statements(tables, role):
            cursor.execute(statement)


def statements(tables: list[str], role: str) -> Iterator[Composed]:
    """All anew: a right that was given by hand and is not among these is gone afterwards."""
    names = {"role": Identifier(role)}
    yield SQL("GRANT USAGE ON SCHEMA public TO {role}").format(**names)
    yield SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}").format(**names)
    for table in sorted(tables):
        names["table"] = Identifier(table)
        rights = SQL(", ").join(SQL(right) for right in FEWER.get(table, EVERYTHING))
        yield SQL("REVOKE ALL ON {table} FROM {role}").format(**names)
        yield SQL("GRANT {rights} ON {table} TO {role}").format(rights=rights, **names)


def too_much_or_too_little(connection: BaseDatabaseWrapper) -> tuple[list[str], list[str]]:
    """Tables that the role of this connection could rewrite and should not, and those that it cannot work with."""
    tables = sorted(connection.introspection.table_names())
    asked = [(table, right) for table in tables for right in EVERYTHING]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, kind, has_table_privilege(quote_ident(name), kind)"
            " FROM unnest(%s::text[], %s::text[]) AS asked (name, kind)",
            [[table for table, _ in asked], [right for _, right in asked]],
        )
        said = cursor.fetchall()
    wanted = {table: FEWER.get(table, EVERYTHING) for table in tables}
    much = {table for table, right, has in said if has and right not in wanted[table]}
    little = {table for table, right, has in said if not has and right in wanted[table]}
    return sorted(much), sorted(little)
