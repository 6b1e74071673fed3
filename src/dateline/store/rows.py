"""What every writer of rows shares: inserts that leave what is there, lists cut to what one statement may hold, numbers of arrival."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Dialect, Table, func, select, text
from sqlalchemy.dialects import postgresql, sqlite

#: Values in one list of a statement.
MOST_VALUES = 500
Value = TypeVar("Value")


def insert_new(connection: Connection, table: Table) -> Any:
    """An insert that leaves what is there."""
    build: Any = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    return build(table).on_conflict_do_nothing()


def put_rows(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]], *, new_only: bool = False) -> None:
    """Inserts rows given as tuples in the order of the table's columns, days as ISO 8601; `new_only` leaves what is there. The driver
    takes them as they are: SQLAlchemy looks at every value of a row, which costs more than the database does."""
    if rows:
        connection.exec_driver_sql(_insertion(connection.dialect, table, new_only), rows)


def placeholder(connection: Connection) -> str:
    """What stands for a value in SQL that goes to the driver as it is."""
    return "?" if connection.dialect.name == "sqlite" else "%s"


@lru_cache(maxsize=128)
def _insertion(dialect: Dialect, table: Table, new_only: bool) -> str:
    quote = dialect.identifier_preparer.quote
    columns = ", ".join(quote(column.name) for column in table.c)
    sign = "?" if dialect.paramstyle == "qmark" else "%s"
    values = ", ".join([sign] * len(table.c))
    return f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({values})" + " ON CONFLICT DO NOTHING" * new_only


def among(connection: Connection, sql: str, values: Iterable[str], *before: Any) -> list[Any]:
    """The rows of a query in the driver's own SQL, in which `{values}` stands for the list of some values, after others: one statement,
    however many they are. The rows are as the driver gives them: SQLAlchemy looks at every value of a list and of a row."""
    return _listed(connection, sql, sorted(set(values)), "TEXT", before)


def numbered(connection: Connection, sql: str, numbers: Iterable[int], *before: Any) -> list[Any]:
    """`among` with numbers."""
    return _listed(connection, sql, sorted(set(numbers)), "BIGINT", before)


def _listed(connection: Connection, sql: str, ordered: list[Any], kind: str, before: tuple[Any, ...]) -> list[Any]:
    if not ordered:
        return []
    if connection.dialect.name == "sqlite":
        given: Any = json.dumps(ordered)
        whole = sql.format(values="SELECT value FROM json_each(?)")
    else:
        given = ordered
        whole = sql.replace("?", "%s").format(values=f"SELECT unnest(CAST(%s AS {kind}[]))")
    cursor: Any = connection.exec_driver_sql(whole, (*before, given)).cursor
    found: list[Any] = cursor.fetchall()
    return found


@contextmanager
def uncollected() -> Iterator[None]:
    """Holds the collector of garbage while many rows are made: they hold no cycles, and it would walk through all of them, and through
    the records that they are made from, time and again (a tenth of what adding costs)."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def iso(day: date | None) -> str | None:
    """A day as `put_rows` takes it."""
    return day.isoformat() if day is not None else None


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
