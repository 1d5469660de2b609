"""The index of words, whichever database it stands in: made once, kept by triggers, filled again in batches."""

from collections.abc import Iterator
from typing import Any

from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.models.signals import post_migrate, pre_migrate

from forum.search import postgres, sqlite
from forum.search.words import Words

ENGINES: dict[str, Any] = {"sqlite": sqlite, "postgresql": postgres}
BATCH = 5_000
READ = {"status", "body", "own_words", "is_opening", "topic_id"}  # the columns of a post that the triggers name
UNDER_WAY = 100  # so many posts before the newest may not be committed yet
unheard: dict[str, int] = {}  # by database: the first post that may be written while nobody listens


def engine(database: BaseDatabaseWrapper | None = None) -> Any:
    return ENGINES[(database or connection).vendor]


def newest(words: Words, *, before: int, limit: int) -> list[int]:
    return engine().newest(words, before=before, limit=limit)


def best(words: Words, ids: list[int]) -> list[int]:
    return engine().best(words, ids) if ids else []


def openings_like(words: Words, *, limit: int) -> list[int]:
    return engine().openings_like(words, limit=limit) if words.groups else []


def titles_near(text: str, *, limit: int) -> list[int]:
    return engine().titles_near(text, limit=limit)


def make(database: BaseDatabaseWrapper) -> None:
    with database.cursor() as cursor:
        engine(database).make(cursor)


def drop(database: BaseDatabaseWrapper) -> None:
    with database.cursor() as cursor:
        engine(database).drop(cursor)


def rebuild(database: BaseDatabaseWrapper | None = None) -> Iterator[tuple[int, int]]:
    """Fill the index again, a few thousand posts in each transaction; says after each how far it is, of what."""
    database = database or connection
    with database.cursor() as cursor:
        last = newest_post(cursor)
        for first in range(1, last + 1, BATCH):
            with transaction.atomic(using=database.alias):
                engine(database).fill(cursor, first, first + BATCH - 1)
            yield min(first + BATCH - 1, last), last
        engine(database).tidy(cursor)


def watch_migrations(app: Any) -> None:
    """Called when the forum's app is ready.

    SQLite changes a table by making it anew, which loses its triggers and stumbles over those that name it.
    """
    pre_migrate.connect(stop_listening, sender=app, dispatch_uid="search stops listening")
    post_migrate.connect(listen_again, sender=app, dispatch_uid="search listens")


def stop_listening(*, using: str, plan: list[Any], **_: Any) -> None:
    if not any(migration.app_label == "forum" for migration, _ in plan):
        return
    with connections[using].cursor() as cursor:
        engine(connections[using]).stop_listening(cursor)
        if "forum_words" in connections[using].introspection.table_names(cursor):
            unheard[using] = max(1, newest_post(cursor) - UNDER_WAY)


def listen_again(*, using: str, **_: Any) -> None:
    """And read what members wrote meanwhile. On the way back to an earlier version these are not the tables that this
    one knows: the triggers are those of that version then, and its own `migrate` puts them there."""
    first = unheard.pop(using, 0)
    with connections[using].cursor() as cursor:
        if not knows_tables(connections[using], cursor):
            return
        engine(connections[using]).listen(cursor)
        if first:
            engine(connections[using]).fill(cursor, first, newest_post(cursor))


def knows_tables(database: BaseDatabaseWrapper, cursor: CursorWrapper) -> bool:
    if "forum_words" not in database.introspection.table_names(cursor):
        return False
    columns = {column.name for column in database.introspection.get_table_description(cursor, "forum_post")}
    return columns >= READ


def newest_post(cursor: CursorWrapper) -> int:
    cursor.execute("SELECT MAX(id) FROM forum_post")
    return cursor.fetchone()[0] or 0
