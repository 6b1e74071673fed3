"""Reading an archive: one item, its revisions and captures, counts. Lists are in `listing`, `finding`, `fact_queries`, `entity_queries`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, select

from ..types import Item, Page
from . import schema, sighted
from .captures_store import read_page
from .cursors import MOST, limited
from .entity_queries import entities
from .facet_counting import Count, Facets, facets
from .filters import Filter
from .finding import Hit, search
from .identities import one_entity
from .listing import Listing, list_items
from .records_store import item_of, page_of, unpack
from .tags_tables import indexed

__all__ = [
    "MOST",
    "Count",
    "Facets",
    "Filter",
    "Hit",
    "Listing",
    "captures",
    "counts",
    "entities",
    "facets",
    "item_of",
    "limited",
    "list_items",
    "one_capture",
    "one_entity",
    "one_item",
    "page_of",
    "revisions",
    "search",
    "unpack",
]


def one_item(connection: Connection, id: str, revision: str | None = None) -> Item | None:
    """An item by id, in its latest revision or the one named."""
    which = schema.items.c.revision if revision is None else revision
    query = (
        select(schema.revisions.c.data)
        .join(schema.items, schema.items.c.id == schema.revisions.c.item)
        .where(schema.items.c.id == id, schema.revisions.c.id == which)
    )
    row = connection.execute(query).first()
    return item_of(row.data) if row else None


def revisions(connection: Connection, item: str) -> tuple[Item, ...]:
    """Every revision of an item, oldest first."""
    query = select(schema.revisions.c.data).where(schema.revisions.c.item == item).order_by(schema.revisions.c.number)
    return tuple(item_of(row.data) for row in connection.execute(query))


#: By day, those of one day as they came in; one without a day comes first, in either database.
_BY_DAY = schema.captures.c.captured_latest.asc().nulls_first(), schema.captures.c.number


def captures(connection: Connection, item: str) -> tuple[tuple[str, Page], ...]:
    """The captures in which an item was seen, oldest first: (id, page without facts)."""
    query = select(schema.captures.c.digest, schema.captures.c.page).select_from(sighted.JOINED)
    query = query.where(schema.items.c.id == item).order_by(*_BY_DAY)
    return tuple((row.digest, read_page(connection, row.page)) for row in connection.execute(query).all())


def one_capture(connection: Connection, id: str) -> Page | None:
    """A capture by id."""
    row = connection.execute(select(schema.captures.c.page).where(schema.captures.c.digest == id)).first()
    return read_page(connection, row.page) if row else None


def counts(connection: Connection) -> dict[str, int]:
    """How many captures, items by kind, revisions, facts and entities the archive holds."""
    found = {"captures": _count(connection, schema.captures)}
    for kind in ("article", "teaser", "comment"):
        query = select(func.count()).select_from(schema.items).where(schema.items.c.kind == kind)
        found[f"{kind}s"] = int(connection.execute(query).scalar_one())
    for table in (schema.revisions, schema.entities, schema.quarantine):
        found[table.name] = _count(connection, table)
    c = indexed.c
    facts = connection.execute(select(func.sum(c.statements), func.sum(c.events), func.sum(c.figures))).one()
    return found | dict(zip(("statements", "events", "figures"), (int(n or 0) for n in facts), strict=True))


def _count(connection: Connection, table: Any) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())
