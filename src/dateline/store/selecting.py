"""Every item that a search finds, without limit, as a stream: what exports read."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from ..types import Item
from . import schema
from .filters import Filter, tags_wanted
from .finding import EVERYTHING, matching_numbers, numbers
from .records_store import item_of

_BATCH = 500


def matching(connection: Connection, query: str | None, wanted: Filter) -> Iterator[Item]:
    """Items with the words of a query (all, where it is None) that a filter lets through, in order of arrival."""
    tags = tags_wanted(connection, wanted)
    found = (
        matching_numbers(connection, query, wanted, tags, EVERYTHING) if query is not None else numbers(connection, wanted, tags)
    )
    if found is None or tags.none:
        return
    part = found.order_by(None).subquery("chosen")
    statement = select(schema.revisions.c.data).join(schema.items, schema.items.c.revision == schema.revisions.c.id)
    statement = statement.join(part, part.c.number == schema.items.c.number).order_by(schema.items.c.number)
    for row in connection.execute(statement, execution_options={"yield_per": _BATCH}):
        yield item_of(row.data)
