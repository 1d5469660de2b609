"""Statements written out once: for what is asked on every page, working the SQL out anew costs more than asking it."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from members.prepared import keeping_cursor

# Where a statement takes what is asked for. Nothing real has these values.
NUMBER, OTHER, WORD = 4815162342108642, 4815162342108643, "the word that is asked for"


def ask(query: Callable[..., QuerySet], *length: int, **given: Any) -> tuple[tuple[Any, ...], ...]:
    """The rows of `query(*length)`, with `number`, `other` and `word` in their places."""
    sql, params = statement(query, *length)
    places = {NUMBER: given.get("number"), OTHER: given.get("other"), WORD: given.get("word")}
    with keeping_cursor() as cursor:
        cursor.execute(sql, [places.get(param, param) for param in params])
        return tuple(cursor.fetchall())


@lru_cache(maxsize=128)
def statement(query: Callable[..., QuerySet], *length: int) -> tuple[str, tuple[Any, ...]]:
    return query(*length).query.sql_with_params()
