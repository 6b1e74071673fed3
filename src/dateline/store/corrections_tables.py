"""Tables of what people say about the record: corrections of facts, notes, and what of it was taken back.

Nothing here is ever changed or taken out but by forgetting: taking back is a row of its own, so that two archives can be joined in any
order. `uncorrected` keeps the reading that corrections were laid over.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from .migrations import Domain, register
from .schema import metadata

#: `about`: item, mention, statement, event, figure, namesake. `start`, `end`, `quote`, `before`, `after` say where it stands, as a W3C
#: text quote selector does. `changes` and `was` are JSON; both are empty where the fact is rejected.
corrections = Table(
    "corrections",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("item", Text, nullable=False),
    Column("revision", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("fact", Text),
    Column("start", Integer),
    Column("end", Integer),
    Column("quote", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("changes", Text, nullable=False),
    Column("was", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("why", Text, nullable=False),
)
Index("corrections_by_item", corrections.c.item)
Index("corrections_by_number", corrections.c.number)

notes = Table(
    "item_notes",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("item", Text, nullable=False),
    Column("revision", Text, nullable=False),
    Column("start", Integer),
    Column("end", Integer),
    Column("quote", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)
Index("item_notes_by_item", notes.c.item)

#: `id` is that of the correction, note or judgement that is taken back.
retractions = Table(
    "retractions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("why", Text, nullable=False),
)

uncorrected = Table(
    "uncorrected",
    metadata,
    Column("revision", Text, ForeignKey("revisions.id", ondelete="CASCADE"), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

register(Domain("corrections", version=1, tables=(corrections, notes, retractions, uncorrected)))
