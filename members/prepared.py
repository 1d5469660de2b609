"""Queries that are put into SQL once, and then only filled in: for what every reply and every page asks.

Django writes the SQL of a query anew each time, which costs ten times what a small query itself does. What changes
rows in this way stands beside it, in members/prepared_changes.py.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from inspect import signature
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import BigIntegerField, DateTimeField, Field, Model, QuerySet, TextField, UUIDField
from django.db.models.query import ModelIterable, get_related_populators

Row = TypeVar("Row")
LARGEST = BigIntegerField.MAX_BIGINT

# What stands in the query where a value will be, within what every column holds, and the field that knows how the
# database wants it.
KINDS: dict[type, tuple[Field, Callable[[int], Any]]] = {
    int: (BigIntegerField(), lambda number: 2_147_400_000 + number),
    str: (TextField(), lambda number: f"a place for the value {number}"),
    UUID: (UUIDField(), lambda number: UUID(int=(0xDEB << 112) + number)),
    datetime: (DateTimeField(), lambda number: datetime(1, 1, 1 + number, tzinfo=UTC)),
}


def prepared(ask: Callable[..., "QuerySet[Any, Row]"]) -> "Prepared[Row]":
    """Makes a function that gives a queryset into one that gives its rows.

    Its parameters are named, and each is an int, a str, a UUID or a datetime. Nothing else in it may change from call
    to call: the time goes in as a parameter.
    """
    return Prepared(ask)


@dataclass(frozen=True)
class Plan:
    """The words for one kind of database, and how its rows are read."""

    sql: str
    places: list[tuple[str, Any]]
    converters: list[tuple[int, list[Callable[..., Any]], Any]]
    build: Callable[[list[Any]], Any]

    def several(self, number: int) -> str:
        """Each by itself, so that each may have an order and an end of its own."""
        return " UNION ALL ".join(f"SELECT * FROM ({self.sql}) AS part{part}" for part in range(number))


def keeping_cursor() -> Any:
    """PostgreSQL keeps its plan of such a statement (config/postgres); SQLite's driver does so by itself."""
    return getattr(connection, "keeping_cursor", connection.cursor)()


class Parameters:
    """Those of a function, by name, and the marks that it is asked with once to see where they come to stand."""

    def __init__(self, ask: Callable[..., Any]) -> None:
        self.kinds = {name: KINDS[one.annotation] for name, one in signature(ask).parameters.items()}

    def marks(self) -> dict[str, Any]:
        return {name: mark(number) for number, (name, (_, mark)) in enumerate(self.kinds.items())}

    def places(self, sql: str, sent: Iterable[Any]) -> list[tuple[str, Any]]:
        """What is sent with the SQL: the name of a parameter, or none and a value that never changes."""
        fields = {name: field for name, (field, _) in self.kinds.items()}
        known = {fields[name].get_db_prep_value(mark, connection): name for name, mark in self.marks().items()}
        places = [(known.get(value, ""), value) for value in sent]
        if {name for name, _ in places if name} != set(fields):
            raise LookupError(f"A parameter has no place in {sql}")
        return places

    def fill(self, places: list[tuple[str, Any]], values: dict[str, Any]) -> list[Any] | None:
        """What to send this time. None: no row has such a number, and no database takes it."""
        if any(isinstance(value, int) and abs(value) > LARGEST for value in values.values()):
            return None
        sent = {name: field.get_db_prep_value(values[name], connection) for name, (field, _) in self.kinds.items()}
        return [sent[name] if name else value for name, value in places]


class Prepared(Generic[Row]):
    def __init__(self, ask: Callable[..., "QuerySet[Any, Row]"]) -> None:
        self.ask, self.plans, self.__doc__ = ask, dict[str, Plan](), ask.__doc__
        self.parameters = Parameters(ask)

    def __call__(self, **values: Any) -> list[Row]:
        return self.together([values])

    def together(self, asked: Sequence[dict[str, Any]]) -> list[Row]:
        """What each of them gives, in one statement; in the order of what was asked for."""
        plan = self.plans.get(connection.vendor) or self.plan()
        filled = [sent for values in asked if (sent := self.parameters.fill(plan.places, values)) is not None]
        if not filled:
            return []
        sql = plan.sql if len(filled) == 1 else plan.several(len(filled))
        with keeping_cursor() as cursor:
            cursor.execute(sql, [value for sent in filled for value in sent])
            rows = [list(row) for row in cursor.fetchall()]
        for position, converters, expression in plan.converters:
            for row in rows:
                for convert in converters:
                    row[position] = convert(row[position], expression, connection)
        return [plan.build(row) for row in rows]

    def first(self, **values: Any) -> Row | None:
        return next(iter(self(**values)), None)

    def plan(self) -> Plan:
        """Asks for marks in the place of values, and sees where they have come to stand."""
        asked = self.ask(**self.parameters.marks())
        compiler = asked.query.get_compiler(connection=connection)
        sql, sent = compiler.as_sql()
        places = self.parameters.places(sql, sent)
        selected = compiler.get_converters([expression for expression, *_ in compiler.select])
        converters = [(position, *found) for position, found in selected.items()]
        build = builder(compiler) if asked._iterable_class is ModelIterable else tuple
        self.plans[connection.vendor] = Plan(sql, places, converters, build)
        return self.plans[connection.vendor]


def builder(compiler: Any) -> Callable[[list[Any]], Any]:
    """A row becomes an object, with those that were selected with it."""
    model: type[Model] = compiler.klass_info["model"]
    fields: Iterable[int] = compiler.klass_info["select_fields"]
    names = [compiler.select[place][0].target.attname for place in fields]
    related = get_related_populators(compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS)

    def build(row: list[Any]) -> Model:
        made = model.from_db(DEFAULT_DB_ALIAS, names, [row[place] for place in fields])
        for one in related:
            one.populate(row, made)
        return made

    return build
