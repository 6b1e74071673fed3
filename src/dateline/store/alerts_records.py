"""Saved searches and deliveries as records, and their rows."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, select

from . import alerts_tables as tables


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search, an entity's dossier or a story that somebody follows.

    `about`: search, entity or story. `asked`: the words ("q") and filters of a search, or the id. `webhook`, `email`: where news of it
    goes; `key` signs what the webhook is sent. `rhythm`: at once, daily or weekly. `looked`: when its new items were last collected.
    """

    id: str
    owner: str
    name: str
    about: str
    asked: dict[str, str]
    key: str = field(repr=False)
    rhythm: str
    mark: int
    looked: str
    created: str
    webhook: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """Items that are new in a saved search, on their way to one channel ("webhook" or "email").

    `state`: waiting, sent or given up; `due`: when it is tried; `error`: why the last try failed.
    """

    id: str
    search: str
    channel: str
    items: tuple[str, ...]
    state: str
    attempts: int
    due: str
    created: str
    error: str | None = None
    settled: str | None = None


def search_of(row: Any) -> SavedSearch:
    """A saved search from its row."""
    return SavedSearch(**{**row._mapping, "asked": json.loads(row.asked)})


def delivery_of(row: Any) -> Delivery:
    """A delivery from its row."""
    return Delivery(**{**row._mapping, "items": tuple(json.loads(row.items))})


def searches(connection: Connection, *conditions: Any) -> tuple[SavedSearch, ...]:
    """Saved searches, oldest first."""
    c = tables.saved_searches.c
    rows = connection.execute(select(tables.saved_searches).where(*conditions).order_by(c.created, c.id))
    return tuple(search_of(row) for row in rows)


def deliveries(connection: Connection, query: Select[Any]) -> tuple[Delivery, ...]:
    """The deliveries that a query of their table finds."""
    return tuple(delivery_of(row) for row in connection.execute(query))


def canonical(asked: dict[str, str]) -> str:
    """What is asked as JSON that is the same however it was written."""
    return json.dumps({name: asked[name] for name in sorted(asked) if asked[name]}, ensure_ascii=False)


def drop(connection: Connection, ids: list[str]) -> None:
    """Deletes saved searches with all that hangs on them."""
    for table in (tables.saved_seen, tables.deliveries):
        connection.execute(table.delete().where(table.c.search.in_(ids)))
    connection.execute(tables.saved_searches.delete().where(tables.saved_searches.c.id.in_(ids)))


def drop_all(connection: Connection, owner: str) -> None:
    """Deletes all that a reader follows."""
    drop(connection, [search.id for search in searches(connection, tables.saved_searches.c.owner == owner)])
