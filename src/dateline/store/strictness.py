"""STRICT tables in SQLite: a value of the wrong type is refused, as PostgreSQL does. Tables of older archives are made again."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Connection, Date, Float, Integer, LargeBinary, Table, Text, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import CreateTable

from . import schema


class _Day(sqlite.DATE):
    """A day as ISO 8601 in a column of text: STRICT tables know no dates."""


@compiles(_Day, "sqlite")
def _day(*_: Any, **__: Any) -> str:
    return "TEXT"


def strict(table: Table) -> None:
    """Makes a definition STRICT on SQLite. Raises AssertionError for a type that such a table cannot have."""
    table.dialect_options["sqlite"]["strict"] = True
    for column in table.columns:
        kind = column.type
        if isinstance(kind, Date):
            column.type = Date().with_variant(_Day(), "sqlite")  # type: ignore[no-untyped-call]
        elif isinstance(kind, Float):
            column.type = Float().with_variant(sqlite.REAL(), "sqlite")
        elif isinstance(kind, BigInteger):
            column.type = BigInteger().with_variant(Integer(), "sqlite")
        else:
            assert isinstance(kind, Text | Integer | LargeBinary), f"{table.name}.{column.name}: no STRICT table holds {kind!r}"


def loose(connection: Connection) -> list[Table]:
    """Tables of ours that are not STRICT; none on PostgreSQL."""
    if connection.dialect.name != "sqlite":
        return []
    found = {row.name for row in connection.execute(text("PRAGMA table_list")) if row.type == "table" and not row.strict}
    return [table for table in schema.metadata.sorted_tables if table.name in found]


def tighten(connection: Connection) -> None:
    """Makes loose tables again, with their rows, in the open transaction; foreign keys must be off, or dropping a table would take what
    refers to it along."""
    assert not connection.execute(text("PRAGMA foreign_keys")).scalar()
    for table in loose(connection):
        made = str(CreateTable(table).compile(connection)).strip()
        opening = f"CREATE TABLE {connection.dialect.identifier_preparer.format_table(table)} ("
        assert made.startswith(opening), made
        connection.execute(text(f'CREATE TABLE "{table.name}__strict" (' + made.removeprefix(opening)))
        there = {row.name for row in connection.execute(text(f'PRAGMA table_info("{table.name}")'))}
        columns = ", ".join(f'"{column.name}"' for column in table.columns if column.name in there)
        connection.execute(text(f'INSERT INTO "{table.name}__strict" ({columns}) SELECT {columns} FROM "{table.name}"'))
        connection.execute(text(f'DROP TABLE "{table.name}"'))
        connection.execute(text(f'ALTER TABLE "{table.name}__strict" RENAME TO "{table.name}"'))
        for index in table.indexes:
            index.create(connection, checkfirst=True)
    broken = connection.execute(text("PRAGMA foreign_key_check")).first()
    assert broken is None, broken
