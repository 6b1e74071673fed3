"""What readers mark for themselves: items read, items starred."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table, Text

from .migrations import Domain, register
from .schema import metadata

#: `kind`: read or starred; `at`: UTC in ISO 8601 with seconds.
marks = Table(
    "reader_marks",
    metadata,
    Column("reader", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("item", Text, ForeignKey("items.id", ondelete="CASCADE"), primary_key=True),
    Column("at", Text, nullable=False),
)
Index("reader_marks_by_time", marks.c.reader, marks.c.kind, marks.c.at)
register(Domain("marks", version=1, tables=(marks,)))
