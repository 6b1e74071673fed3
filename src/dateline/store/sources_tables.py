"""The tables of sources: states are kept whole as JSON, with columns for what is asked."""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Table, Text

from .migrations import Domain, register
from .schema import metadata

sources = Table(
    "sources",
    metadata,
    Column("id", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("due", Float),
    Column("data", Text, nullable=False),
)
addresses = Table(
    "addresses",
    metadata,
    Column("id", Text, primary_key=True),
    Column("source", Text, nullable=False),
    Column("due", Float),
    Column("data", Text, nullable=False),
)
Index("addresses_by_due", addresses.c.due)
Index("addresses_by_source", addresses.c.source)
register(Domain("sources", version=1, tables=(sources, addresses)))
