"""What every writer of rows shares: inserts that leave what is there, lists cut to what one statement may hold, numbers of arrival."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, func, select, text
from sqlalchemy.dialects import postgresql, sqlite

#: Values in one list of a statement.
MOST_VALUES = 500
Value = TypeVar("Value")


def insert_new(connection: Connection, table: Table) -> Any:
    """An insert that leaves what is there."""
    build: Any = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    return build(table).on_conflict_do_nothing()


def next_number(connection: Connection, table: Table) -> int:
    """The next number in the order of arrival."""
    return int(connection.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one()) + 1


def chunks(values: Iterable[Value], size: int = MOST_VALUES) -> Iterator[list[Value]]:
    """The values in lists of at most `size`."""
    ordered = list(values)
    return (ordered[i : i + size] for i in range(0, len(ordered), size))


def one_writer(connection: Connection) -> None:
    """Waits until no other process adds to the archive, for the rest of the transaction; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(4020251120)"))
