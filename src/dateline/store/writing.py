"""Adding pages: one transaction a batch; reading twice changes nothing, a changed text is a revision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection, select
from zstandard import ZstdCompressor

from ..ids import digest
from ..pages.document import FETCHED_AT, FETCHED_FROM
from ..types import Item, Page
from . import dictionaries, facts_writing, schema
from .capture_addresses import capture_addresses
from .captures_store import plain_page
from .records_store import PLAIN, compressed_all, encoded, item_of, pack
from .records_writing import plain_of
from .rows import among, insert_new, iso, next_number, one_writer, put_rows, uncollected
from .tombstones import forgotten, stones

#: Fields that tell the moment of a capture.
MOMENTS = ("WARC-Date", FETCHED_AT)
__all__ = ["Added", "add_facts", "add_pages", "capture_id", "columns_of", "pack", "remove_facts"]
_insert, _number = insert_new, next_number


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


@dataclass
class _Held:
    """An item as the archive, or this batch, has it."""

    number: int
    revision: str
    kind: str


@dataclass
class _Batch:
    """What is known of the pages that come in, and the rows that wait to be written."""

    items: dict[str, _Held]
    revisions: dict[str, int]
    captures: dict[str, int]
    last: dict[str, int]
    packer: ZstdCompressor
    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    fresh: dict[int, Item] = field(default_factory=dict)
    new: list[str] = field(default_factory=list)
    revised: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    kept: int = 0

    def number(self, table: str) -> int:
        """The next number of a table."""
        self.last[table] += 1
        return self.last[table]

    def wait(self, table: str, *rows: tuple[Any, ...]) -> None:
        """Puts rows in line."""
        self.rows.setdefault(table, []).extend(rows)


def add_pages(connection: Connection, pages: Sequence[Page], held: Held) -> Added:
    """Adds pages in the open transaction; `held` says what of them is there."""
    one_writer(connection)
    with uncollected():
        return _add(connection, pages, held)


def _add(connection: Connection, pages: Sequence[Page], held: Held) -> Added:
    standing = stones(connection)
    batch = _known(connection, pages, held)
    for page, capture in zip(pages, held.ids, strict=True):
        gone = {item.id for item in page.items if forgotten(item, standing)} if standing else set()
        _add_page(connection, batch, page, capture, gone)
    _flush(connection, batch)
    if batch.packer is PLAIN and batch.last["revisions"] >= dictionaries.SAMPLES:
        dictionaries.learn_first(connection)
    return Added(tuple(batch.new), tuple(batch.revised), tuple(batch.unchanged), batch.kept, tuple(batch.refused))


class Held(NamedTuple):
    """The numbers of the revisions and captures of some pages that are there already; the ids of all their captures, in order."""

    revisions: Mapping[str, int]
    captures: Mapping[str, int]
    ids: tuple[str, ...]


def held_of(connection: Connection, pages: Sequence[Page]) -> Held:
    """What of some pages is there already."""
    ids = tuple(map(capture_id, pages))
    wanted = (item.revision for page in pages for item in page.items)
    revisions = among(connection, "SELECT id, number FROM revisions WHERE id IN ({values})", wanted)
    captures = among(connection, "SELECT digest, number FROM captures WHERE digest IN ({values})", ids)
    return Held(dict(revisions), dict(captures), ids)


def _known(connection: Connection, pages: Sequence[Page], there: Held) -> _Batch:
    wanted = (item.id for page in pages for item in page.items)
    rows = among(connection, "SELECT id, number, revision, kind FROM items WHERE id IN ({values})", wanted)
    held = {row[0]: _Held(row[1], row[2], row[3]) for row in rows}
    numbered = (schema.items, schema.revisions, schema.captures)
    last = {t.name: next_number(connection, t) - 1 for t in numbered}
    return _Batch(held, dict(there.revisions), dict(there.captures), last, dictionaries.packer(connection))


def capture_id(page: Page) -> str:
    """Content, address and time of a capture: the same page kept twice is one capture, at another moment (or on another day, where no
    more is known) another, and so it is where it was found at another address."""
    day = (
        page.captured.earliest
        if page.captured and page.captured.day and any(e.kind in ("known", "warc") for e in page.captured.evidence)
        else ""
    )
    told = [f.value for path in (*MOMENTS, FETCHED_FROM) for f in page.fields if f.path == path]
    return digest("capture", page.digest or page.text, page.url or "", day, *told)


def _add_page(connection: Connection, batch: _Batch, page: Page, capture: str, gone: set[str]) -> None:
    """A page with forgotten items is kept without them, and without its capture, which holds their words."""
    batch.refused += [item.id for item in page.items if item.id in gone]
    brought = frozenset(
        item.revision for item in page.items if item.id not in gone and _add_item(connection, batch, item, capture)
    )
    if gone:
        return
    if capture not in batch.captures:
        batch.captures[capture] = batch.number("captures")
        batch.kept += 1
        batch.wait("captures", _capture_row(batch, page, capture, brought))
        batch.wait("capture_addresses", *((capture, f.value) for f in page.fields if f.path == FETCHED_FROM))
    number, revisions = batch.captures[capture], batch.revisions
    batch.wait("sightings", *((batch.items[item.id].number, number, revisions[item.revision]) for item in page.items))


def _capture_row(batch: _Batch, page: Page, capture: str, brought: frozenset[str]) -> tuple[Any, ...]:
    days = (iso(page.captured.earliest), iso(page.captured.latest)) if page.captured else (None, None)
    return capture, batch.captures[capture], page.url, page.outlet, *days, page.media_type, encoded(plain_page(page, brought))


def _add_item(connection: Connection, batch: _Batch, item: Item, capture: str) -> bool:
    """Whether the item came with a revision that was not held."""
    held = batch.items.get(item.id)
    if item.revision in batch.revisions or (held is not None and held.revision == item.revision):
        batch.unchanged.append(item.id)
        return False
    number = batch.revisions[item.revision] = batch.number("revisions")
    row = (item.revision, item.id, number, capture, encoded(plain_of(item)))
    if held is not None and held.kind == "article" and item.kind == "teaser":
        # A teaser of a story whose article is held is no new text of it; its own words are kept beside.
        batch.wait("revisions", row)
        batch.unchanged.append(item.id)
        return True
    if held is None:
        number = batch.number("items")
        batch.wait("items", _item_row(item, number))
        batch.new.append(item.id)
    else:
        _flush(connection, batch)
        number = held.number
        remove_facts(connection, item.id)
        connection.execute(schema.items.update().where(schema.items.c.id == item.id).values(**columns_of(item)))
        batch.revised.append(item.id)
    batch.items[item.id] = _Held(number, item.revision, item.kind)
    batch.fresh[number] = item
    batch.wait("revisions", row)
    return True


def _item_row(item: Item, number: int) -> tuple[Any, ...]:
    """In the order of the columns."""
    days = (iso(item.published.earliest), iso(item.published.latest)) if item.published else (None, None)
    said = item.revision, item.kind, item.genre, item.outlet, item.url, item.language, item.headline
    return item.id, number, *said, *days, None


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


def _flush(connection: Connection, batch: _Batch) -> None:
    """Writes what waits, referred-to rows first; records, the last of their row, are packed here."""
    for table in (schema.captures, capture_addresses, schema.items, schema.revisions, schema.sightings):
        rows = batch.rows.pop(table.name, [])
        if table in (schema.captures, schema.revisions):
            packed = compressed_all([row[-1] for row in rows], batch.packer)
            rows = [(*row[:-1], data) for row, data in zip(rows, packed, strict=True)]
        put_rows(connection, table, rows, new_only=table is schema.sightings)
    facts_writing.put(connection, list(batch.fresh.items()))
    batch.fresh.clear()


def add_facts(connection: Connection, item: Item) -> None:
    """Adds what follows from an item's current revision: facts, tags, words."""
    number = connection.execute(select(schema.items.c.number).where(schema.items.c.id == item.id)).scalar_one()
    facts_writing.put(connection, [(number, item)])


def remove_facts(connection: Connection, item: str) -> None:
    """Takes out what follows from an item's current revision, before its row or its record changes; the revision keeps its record."""
    query = select(schema.items.c.number, schema.revisions.c.data).join(
        schema.revisions, schema.revisions.c.id == schema.items.c.revision
    )
    row = connection.execute(query.where(schema.items.c.id == item)).first()
    if row is not None:
        facts_writing.take(connection, row.number, item_of(row.data))
