"""What follows from the records, made again from them: facts, tags, the index of words."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, delete, select

from . import copy_marks, facts_writing, indexing, postings, schema, tags_tables
from .records_store import item_of
from .rows import chunks

_BATCH = 500


def rebuild(connection: Connection) -> int:
    """Makes facts, tags and index again, in the open transaction; of how many items."""
    clear(connection)
    numbers = connection.execute(select(schema.items.c.number).order_by(schema.items.c.number)).scalars().all()
    for part in chunks(numbers, _BATCH):
        fill(connection, schema.items.c.number.in_(part))
    return len(numbers)


def fill(connection: Connection, which: ColumnElement[bool]) -> None:
    """Adds what follows from items that have none of it yet."""
    query = select(schema.items.c.number, schema.revisions.c.data).join(
        schema.revisions, schema.revisions.c.id == schema.items.c.revision
    )
    found = connection.execute(query.where(which).order_by(schema.items.c.number)).all()
    facts_writing.put(connection, [(row.number, item_of(row.data)) for row in found])


def clear(connection: Connection) -> None:
    """Empties what follows from the records."""
    for table in (*schema.DERIVED, *tags_tables.TABLES):
        connection.execute(delete(table))
    indexing.drop_words(connection)
    indexing.make_words(connection)
    for index in (postings, copy_marks):
        index.drop(connection)
        index.make(connection)
