"""Every item that a search finds, without limit, as a stream: what exports read."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, text

from ..types import Item
from . import schema
from .queries import Filter, _joined, _narrow, item_of
from .searching import fts5, tsquery

_BATCH = 500


def matching(connection: Connection, query: str | None, wanted: Filter) -> Iterator[Item]:
    """Items with the words of a query (all, where it is None) that a filter lets through, in order of arrival."""
    statement = _narrow(_joined(), wanted)
    if query is not None:
        sqlite = connection.dialect.name == "sqlite"
        match = fts5(query) if sqlite else tsquery(query)
        if match is None:
            return
        sql = "words MATCH :match" if sqlite else "vector @@ to_tsquery('simple', :match)"
        found = text(f"SELECT item FROM words WHERE {sql}").bindparams(match=match).columns(schema.items.c.id.label("item"))
        statement = statement.where(schema.items.c.id.in_(found.subquery("found").select()))
    statement = statement.order_by(schema.items.c.number)
    for row in connection.execution_options(yield_per=_BATCH).execute(statement):
        yield item_of(row.data)
