"""Adding pages: one transaction a batch; reading twice changes nothing, a changed text is a revision."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import zstandard
from sqlalchemy import Connection, func, select, text
from sqlalchemy.dialects import postgresql, sqlite

from ..ids import digest
from ..records import to_plain
from ..types import Item, Page
from . import schema
from .tombstones import forgotten, stones

_PACK = zstandard.ZstdCompressor(level=3)


@dataclass(frozen=True, slots=True)
class Added:
    """What adding did, by item id. `captures` counts the pages that were not known before; `refused` are items that were
    forgotten for good and stay away."""

    new: tuple[str, ...] = ()
    revised: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    captures: int = 0
    refused: tuple[str, ...] = ()

    def __add__(self, other: Added) -> Added:
        return Added(
            self.new + other.new,
            self.revised + other.revised,
            self.unchanged + other.unchanged,
            self.captures + other.captures,
            self.refused + other.refused,
        )

    @property
    def items(self) -> int:
        """How many items came in: new + revised + unchanged + refused."""
        return len(self.new) + len(self.revised) + len(self.unchanged) + len(self.refused)


def pack(record: Any) -> bytes:
    """A record as compressed JSON."""
    return _PACK.compress(
        json.dumps(to_plain(record), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    )


def add_pages(connection: Connection, pages: Sequence[Page]) -> Added:
    """Adds pages in the open transaction."""
    added, standing = Added(), stones(connection)
    for page in pages:
        gone = tuple(item.id for item in page.items if forgotten(item, standing))
        added += _add_page(connection, page) if not gone else _add_rest(connection, page, gone)
    return added


def _insert(connection: Connection, table: Any) -> Any:
    """An insert that leaves what is there."""
    build: Any = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    return build(table).on_conflict_do_nothing()


def _number(connection: Connection, table: Any) -> int:
    """The next number in the order of arrival."""
    return int(connection.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one()) + 1


def _add_rest(connection: Connection, page: Page, gone: tuple[str, ...]) -> Added:
    """Adds a page without the items that were forgotten, and without its capture, which holds their words."""
    rest = replace(page, items=tuple(item for item in page.items if item.id not in gone))
    return replace(_add_page(connection, rest, keep=False), refused=gone)


def capture_id(page: Page) -> str:
    """Content, address and day of a capture: the same page kept twice is one capture, on another day another."""
    day = (
        page.captured.earliest
        if page.captured and page.captured.day and any(e.kind in ("known", "warc") for e in page.captured.evidence)
        else ""
    )
    return digest("capture", page.digest or page.text, page.url or "", day)


def _add_page(connection: Connection, page: Page, *, keep: bool = True) -> Added:
    capture = capture_id(page)
    known = connection.execute(select(schema.captures.c.digest).where(schema.captures.c.digest == capture)).first()
    if known is None and keep:
        bare = replace(
            page, rules=(), items=tuple(replace(i, mentions=(), statements=(), events=(), figures=()) for i in page.items)
        )
        connection.execute(
            schema.captures.insert(),
            [
                {
                    "digest": capture,
                    "number": _number(connection, schema.captures),
                    "url": page.url,
                    "outlet": page.outlet,
                    "media_type": page.media_type,
                    "page": pack(bare),
                    "captured_earliest": page.captured.earliest if page.captured else None,
                    "captured_latest": page.captured.latest if page.captured else None,
                }
            ],
        )
    outcome: dict[str, list[str]] = {"new": [], "revised": [], "unchanged": []}
    for item in page.items:
        outcome[_add_item(connection, item, capture)].append(item.id)
        sighting = {"item": item.id, "capture": capture, "revision": item.revision}
        if keep:
            connection.execute(_insert(connection, schema.sightings), [sighting])
    return Added(tuple(outcome["new"]), tuple(outcome["revised"]), tuple(outcome["unchanged"]), int(known is None and keep))


def _add_item(connection: Connection, item: Item, capture: str) -> str:
    row = connection.execute(select(schema.items.c.revision, schema.items.c.kind).where(schema.items.c.id == item.id)).first()
    if row is not None and row.revision == item.revision:
        return "unchanged"
    seen = connection.execute(select(schema.revisions.c.id).where(schema.revisions.c.id == item.revision)).first()
    if seen is not None:
        return "unchanged"
    # A teaser of a story whose article is held is a sighting of it, no new text of it.
    if row is not None and row.kind == "article" and item.kind == "teaser":
        return "unchanged"
    values = columns_of(item)
    if row is None:
        connection.execute(schema.items.insert(), [{"id": item.id, "number": _number(connection, schema.items), **values}])
    else:
        connection.execute(schema.items.update().where(schema.items.c.id == item.id).values(**values))
        remove_facts(connection, item.id)
    connection.execute(
        schema.revisions.insert(),
        [
            {
                "id": item.revision,
                "item": item.id,
                "number": _number(connection, schema.revisions),
                "capture": capture,
                "data": pack(item),
            }
        ],
    )
    add_facts(connection, item)
    return "new" if row is None else "revised"


def columns_of(item: Item) -> dict[str, Any]:
    """What the row of an item says of its current revision."""
    return {
        "revision": item.revision,
        "kind": item.kind,
        "genre": item.genre,
        "outlet": item.outlet,
        "url": item.url,
        "language": item.language,
        "headline": item.headline,
        "published_earliest": item.published.earliest if item.published else None,
        "published_latest": item.published.latest if item.published else None,
    }


def add_facts(connection: Connection, item: Item) -> None:
    """Adds the facts of an item's current revision, and its words to the index."""
    _add_facts(connection, item)
    _index(connection, item)


def remove_facts(connection: Connection, item: str) -> None:
    """Takes out the facts of an item's former revision; the revision itself keeps its record."""
    for table in (*schema.FACTS, schema.mentions):
        connection.execute(table.delete().where(table.c.item == item))
    connection.execute(text("DELETE FROM words WHERE item = :item"), {"item": item})


def _add_facts(connection: Connection, item: Item) -> None:
    base = {"item": item.id, "revision": item.revision}
    people = {m.entity.id: m.entity for m in item.mentions if m.entity} | {
        s.entity.id: s.entity for s in item.statements if s.entity
    }
    if people:
        connection.execute(
            _insert(connection, schema.entities),
            [
                {
                    "id": e.id,
                    "name": e.name,
                    "type": e.type,
                    "country": e.country,
                    "geonames_id": e.geonames_id,
                    "latitude": e.latitude,
                    "longitude": e.longitude,
                }
                for e in people.values()
            ],
        )
        counts: dict[str, int] = dict.fromkeys(people, 0)
        roles: dict[str, str | None] = dict.fromkeys(people)
        for mention in item.mentions:
            if mention.entity:
                counts[mention.entity.id] += 1
                roles[mention.entity.id] = roles[mention.entity.id] or mention.role
        connection.execute(
            schema.mentions.insert(), [{"entity": e, "item": item.id, "count": counts[e], "role": roles[e]} for e in people]
        )
    day = item.published.latest if item.published else None
    if item.statements:
        connection.execute(
            _insert(connection, schema.statements),
            [
                {
                    **base,
                    "id": s.id,
                    "kind": s.kind,
                    "act": s.act,
                    "entity": s.entity.id if s.entity else None,
                    "speaker": s.speaker.text if s.speaker else None,
                    "day": s.when.latest if s.when else day,
                }
                for s in item.statements
            ],
        )
    if item.events:
        connection.execute(
            _insert(connection, schema.events),
            [
                {
                    **base,
                    "id": e.id,
                    "type": e.type,
                    "mode": e.mode,
                    "certainty": e.certainty,
                    "confidence": e.confidence,
                    "place": e.place.text if e.place else None,
                    "country": e.place.entity.country
                    if e.place and e.place.entity
                    else next((a.country for a in (*e.actors, *e.recipients) if a.country), None),
                    "earliest": e.when.earliest if e.when else (item.published.earliest if item.published else None),
                    "latest": e.when.latest if e.when else day,
                }
                for e in item.events
            ],
        )
    if item.figures:
        connection.execute(
            _insert(connection, schema.figures),
            [{**base, "id": f.id, "what": f.what, "lower": f.lower, "upper": f.upper, "unit": f.unit} for f in item.figures],
        )


def _index(connection: Connection, item: Item) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO words (item, text) VALUES (:item, :text)"), {"item": item.id, "text": item.text})
    else:
        connection.execute(
            text(
                "INSERT INTO words (item, text, vector) VALUES (:item, :text, to_tsvector('simple', :text)) "
                "ON CONFLICT (item) DO UPDATE SET text = EXCLUDED.text, vector = EXCLUDED.vector"
            ),
            {"item": item.id, "text": item.text},
        )
