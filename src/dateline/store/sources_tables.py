"""The tables of sources: states are kept whole as JSON, with columns for what is asked."""

from __future__ import annotations

import json

from sqlalchemy import Column, Connection, Float, Index, Table, Text, text

from .migrations import Domain, has_column, register
from .schema import metadata

sources = Table(
    "sources",
    metadata,
    Column("id", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("due", Float),
    Column("data", Text, nullable=False),
)
#: `seen` is the moment at which a source first named the address, `problem` what went wrong at the last visit.
addresses = Table(
    "addresses",
    metadata,
    Column("id", Text, primary_key=True),
    Column("source", Text, nullable=False),
    Column("due", Float),
    Column("data", Text, nullable=False),
    Column("seen", Float, nullable=False, server_default="0"),
    Column("problem", Text),
)
Index("addresses_by_due", addresses.c.due)
Index("addresses_of_source", addresses.c.source, addresses.c.seen)


def seen_and_problem(data: str) -> dict[str, float | str | None]:
    """The columns of an address that its state says too. Raises ValueError or KeyError where it is no state."""
    state = json.loads(data)
    return {"seen": state["first_seen"], "problem": state.get("problem")}


def _seen_and_problem(connection: Connection) -> None:
    """Version 2: addresses of a source are listed by when they were found, and by what went wrong."""
    real = "REAL" if connection.dialect.name == "sqlite" else "DOUBLE PRECISION"
    for name, kind in (("seen", f"{real} NOT NULL DEFAULT 0"), ("problem", "TEXT")):
        if not has_column(connection, "addresses", name):
            connection.execute(text(f"ALTER TABLE addresses ADD COLUMN {name} {kind}"))
    change = text("UPDATE addresses SET seen = :seen, problem = :problem WHERE id = :id")
    for row in connection.execute(text("SELECT id, data FROM addresses")).all():
        connection.execute(change, {"id": row.id, **seen_and_problem(row.data)})
    connection.execute(text("DROP INDEX IF EXISTS addresses_by_source"))
    connection.execute(text("CREATE INDEX IF NOT EXISTS addresses_of_source ON addresses (source, seen)"))


register(Domain("sources", version=2, tables=(sources, addresses), steps={1: _seen_and_problem}))
