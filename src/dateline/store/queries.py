"""Reading an archive: items, facts and entities by what people ask for. Every list has a limit and a cursor."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import zstandard
from sqlalchemy import Connection, Select, func, or_, select, text, true

from ..errors import UsageError
from ..records import from_plain
from ..types import Entity, Item, Page
from . import schema
from .identities import members, one_entity
from .identity_tables import identities
from .searching import fts5, snippet, tsquery

_UNPACK = zstandard.ZstdDecompressor()
MOST = 500


@dataclass(frozen=True, slots=True)
class Filter:
    """What items are wanted; every part that is set must hold. Days are of publication, both ends included."""

    kind: str | None = None
    genre: str | None = None
    outlet: str | None = None
    language: str | None = None
    entity: str | None = None
    country: str | None = None
    event: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """An item found by words, with the part of its text around them; `marks` are the words found, as positions in the part."""

    item: Item
    snippet: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Items in order, the cursor of the next page, None at the end."""

    items: tuple[Item, ...]
    next: str | None


def unpack(data: bytes) -> Any:
    """Plain values from compressed JSON."""
    return json.loads(_UNPACK.decompress(data))


@lru_cache(maxsize=2048)
def item_of(data: bytes) -> Item:
    """An item from compressed JSON."""
    return from_plain(Item, unpack(data))


def page_of(data: bytes) -> Page:
    """A page from compressed JSON."""
    return from_plain(Page, unpack(data))


def _narrow(query: Select[Any], wanted: Filter) -> Select[Any]:
    items = schema.items.c
    for value, column in (
        (wanted.kind, items.kind),
        (wanted.genre, items.genre),
        (wanted.outlet, items.outlet),
        (wanted.language, items.language),
    ):
        if value is not None:
            query = query.where(column == value)
    if wanted.since is not None:
        query = query.where(items.published_latest >= wanted.since)
    if wanted.until is not None:
        query = query.where(items.published_earliest <= wanted.until)
    if wanted.entity is not None:
        query = query.where(
            items.id.in_(select(schema.mentions.c.item).where(schema.mentions.c.entity.in_(members(wanted.entity))))
        )
    if wanted.country is not None:
        named = select(schema.mentions.c.item).join(schema.entities, schema.entities.c.id == schema.mentions.c.entity)
        query = query.where(items.id.in_(named.where(schema.entities.c.country == wanted.country)))
    if wanted.event is not None:
        query = query.where(items.id.in_(select(schema.events.c.item).where(schema.events.c.type == wanted.event)))
    return query


def _joined() -> Select[Any]:
    return select(schema.items.c.number, schema.items.c.published_latest, schema.revisions.c.data).join(
        schema.revisions, schema.revisions.c.id == schema.items.c.revision
    )


def limited(limit: int) -> int:
    """A limit between 1 and MOST; raises UsageError otherwise."""
    if not 1 <= limit <= MOST:
        raise UsageError(f"limit must be between 1 and {MOST}, got {limit}")
    return limit


def list_items(connection: Connection, wanted: Filter, limit: int, cursor: str | None) -> Listing:
    """Items, newest first; those without a day come last."""
    day = func.coalesce(schema.items.c.published_latest, date(1, 1, 1))
    query = _narrow(_joined(), wanted).order_by(day.desc(), schema.items.c.number.desc()).limit(limited(limit) + 1)
    if cursor is not None:
        at, number = _read_cursor(cursor)
        query = query.where(or_(day < at, (day == at) & (schema.items.c.number < number)))
    rows = connection.execute(query).all()
    more = rows[limit - 1] if len(rows) > limit else None
    following = f"{more.published_latest or date(1, 1, 1)}.{more.number}" if more is not None else None
    return Listing(tuple(item_of(row.data) for row in rows[:limit]), following)


def _read_cursor(cursor: str) -> tuple[date, int]:
    try:
        day, number = cursor.split(".")
        return date.fromisoformat(day), int(number)
    except ValueError as error:
        raise UsageError(f"cursor must be one that a listing gave, got {cursor!r}") from error


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


def captures(connection: Connection, item: str) -> tuple[tuple[str, Page], ...]:
    """The captures in which an item was seen, oldest first: (id, page without facts)."""
    query = select(schema.captures.c.digest, schema.captures.c.page).join(
        schema.sightings, schema.sightings.c.capture == schema.captures.c.digest
    )
    query = query.where(schema.sightings.c.item == item).order_by(schema.captures.c.captured_latest, schema.captures.c.number)
    return tuple((row.digest, page_of(row.page)) for row in connection.execute(query))


def one_capture(connection: Connection, id: str) -> Page | None:
    """A capture by id."""
    row = connection.execute(select(schema.captures.c.page).where(schema.captures.c.digest == id)).first()
    return page_of(row.page) if row else None


def search(connection: Connection, query: str, wanted: Filter, limit: int) -> tuple[Hit, ...]:
    """Items with the words of a query, best first."""
    limited(limit)
    if connection.dialect.name == "sqlite":
        match = fts5(query)
        sql = "SELECT item, bm25(words) AS rank FROM words WHERE words MATCH :match"
    else:
        match = tsquery(query)
        sql = "SELECT item, -ts_rank(vector, to_tsquery('simple', :match)) AS rank FROM words WHERE vector @@ to_tsquery('simple', :match)"
    if match is None:
        return ()
    found = (
        text(sql)
        .bindparams(match=match)
        .columns(schema.items.c.id.label("item"), schema.items.c.number.label("rank"))
        .subquery("found")
    )
    statement = (
        _narrow(_joined().join(found, found.c.item == schema.items.c.id), wanted)
        .order_by(found.c.rank, schema.items.c.number.desc())
        .limit(limit)
    )
    return tuple(Hit(item, *snippet(item.text, query)) for item in (item_of(row.data) for row in connection.execute(statement)))


def facts(
    connection: Connection, table: Any, conditions: Sequence[Any], limit: int, order: Sequence[Any]
) -> Iterator[tuple[Item, str]]:
    """(item, fact id) of the rows of a fact table that meet the conditions."""
    query = select(table.c.id.label("fact"), schema.revisions.c.data).join(
        schema.revisions, schema.revisions.c.id == table.c.revision
    )
    query = (
        query.join(schema.items, schema.items.c.id == table.c.item)
        .where(*(conditions or [true()]))
        .order_by(*order)
        .limit(limited(limit))
    )
    return ((item_of(row.data), row.fact) for row in connection.execute(query))


def entities(
    connection: Connection, *, type: str | None, country: str | None, name: str | None, limit: int
) -> tuple[tuple[Entity, int], ...]:
    """Entities under their canonical ids, with the number of items that name them in any spelling, most named first."""
    count = func.count(schema.mentions.c.item.distinct())
    head = func.coalesce(identities.c.canonical, schema.entities.c.id).label("head")
    joined = schema.entities.join(identities, identities.c.entity == schema.entities.c.id, isouter=True)
    query = select(head, count.label("items")).select_from(joined)
    query = query.join(schema.mentions, schema.mentions.c.entity == schema.entities.c.id).group_by(head)
    if type is not None:
        query = query.where(schema.entities.c.type == type)
    if country is not None:
        query = query.where(schema.entities.c.country == country)
    if name is not None:
        # SQLite folds the case of ASCII alone.
        spelt = schema.entities.c.name
        like = func.lower(spelt).contains(name.lower(), autoescape=True) | spelt.contains(name, autoescape=True)
        called = select(func.coalesce(identities.c.canonical, schema.entities.c.id)).select_from(joined).where(like)
        query = query.where(head.in_(called))
    first = func.min(schema.entities.c.name)
    rows = connection.execute(query.order_by(count.desc(), first, head).limit(limited(limit))).all()
    found = ((one_entity(connection, row.head), row.items) for row in rows)
    return tuple((entity, items) for entity, items in found if entity is not None)


def counts(connection: Connection) -> dict[str, int]:
    """How many captures, items by kind, revisions, facts and entities the archive holds."""
    found = {"captures": _count(connection, schema.captures)}
    for kind in ("article", "teaser", "comment"):
        query = select(func.count()).select_from(schema.items).where(schema.items.c.kind == kind)
        found[f"{kind}s"] = int(connection.execute(query).scalar_one())
    for table in (schema.revisions, schema.statements, schema.events, schema.figures, schema.entities, schema.quarantine):
        found[table.name] = _count(connection, table)
    return found


def _count(connection: Connection, table: Any) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def facets(connection: Connection, column: str, limit: int = 50) -> tuple[tuple[str, int], ...]:
    """The values of an item column (outlet, language, kind, genre) with their counts, most frequent first."""
    field = schema.items.c[column]
    query = (
        select(field, func.count()).where(field.is_not(None)).group_by(field).order_by(func.count().desc(), field).limit(limit)
    )
    return tuple((row[0], row[1]) for row in connection.execute(query))
