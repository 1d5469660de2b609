"""Statements that change rows, put into SQL once like the queries of members/prepared.py.

They do what `update()`, `delete()` and `save()` do, less what Django works out anew each time. Nothing listens to
signals of these models; where something does one day, the first use says so.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.models import Field, Model, QuerySet
from django.db.models.deletion import Collector
from django.db.models.signals import post_save, pre_save
from django.db.models.sql import DeleteQuery, InsertQuery, UpdateQuery

from members.prepared import Parameters, keeping_cursor

New = TypeVar("New", bound=Model)
Places = list[tuple[str, Any]]


def changing(ask: Callable[..., tuple[QuerySet, dict[str, Any]]]) -> "Change":
    """Makes a function that gives rows and what they become into an UPDATE of them, which says how many they were."""
    return Change(ask, update_of)


def dropping(ask: Callable[..., QuerySet]) -> "Change":
    """Makes a function that gives rows into a DELETE of them, which says how many they were."""
    return Change(ask, delete_of)


class Change:
    def __init__(self, ask: Callable[..., Any], compiler_of: Callable[..., Any]) -> None:
        self.ask, self.compiler_of, self.__doc__ = ask, compiler_of, ask.__doc__
        self.parameters, self.plans = Parameters(ask), dict[str, tuple[str, Places]]()

    def __call__(self, **values: Any) -> int:
        sql, places = self.plans.get(connection.vendor) or self.plan()
        if (sent := self.parameters.fill(places, values)) is None:
            return 0
        with transaction.mark_for_rollback_on_error(DEFAULT_DB_ALIAS), keeping_cursor() as cursor:
            cursor.execute(sql, sent)
            return cursor.rowcount

    def plan(self) -> tuple[str, Places]:
        sql, sent = self.compiler_of(self.ask(**self.parameters.marks())).as_sql()
        self.plans[connection.vendor] = sql, self.parameters.places(sql, sent)
        return self.plans[connection.vendor]


def update_of(asked: tuple[QuerySet, dict[str, Any]]) -> Any:
    rows, changes = asked
    query = rows.query.chain(UpdateQuery)
    query.add_update_values(changes)
    return query.get_compiler(connection=connection)


def delete_of(rows: QuerySet) -> Any:
    if not Collector(DEFAULT_DB_ALIAS).can_fast_delete(rows):
        raise LookupError(f"{rows.model.__name__}: with its rows others would have to go")
    query = rows.query.clone()
    query.__class__ = DeleteQuery
    return query.get_compiler(connection=connection)


inserts: dict[tuple[type[Model], str], tuple[str, list[Field]]] = {}


def insert(row: New) -> New:
    """Store a new row; the database gives it its number. Whatever it points at is stored already."""
    sql, fields = inserts.get((type(row), connection.vendor)) or plan_of_insert(row)
    sent = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
    with transaction.mark_for_rollback_on_error(DEFAULT_DB_ALIAS), keeping_cursor() as cursor:
        cursor.execute(sql, sent)
        (row.pk,) = cursor.fetchone()
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    return row


def plan_of_insert(row: Model) -> tuple[str, list[Field]]:
    model = type(row)
    if any(signal.has_listeners(model) for signal in (pre_save, post_save)):
        raise LookupError(f"{model.__name__}: something listens to what is stored")
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    query = InsertQuery(model)
    query.insert_values(fields, [row])
    compiler = query.get_compiler(connection=connection)
    compiler.returning_fields = [model._meta.pk]
    ((sql, sent),) = compiler.as_sql()
    if len(sent) != len(fields):
        raise LookupError(f"{model.__name__}: a field puts SQL of its own in the place of its value")
    inserts[model, connection.vendor] = sql, fields
    return inserts[model, connection.vendor]
