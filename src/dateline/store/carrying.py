"""Every row of an archive as plain values and back: what JSON Lines, the content digest and the check of a copy stand on."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, Date, Table, func, select

from ..errors import InputRefused
from ..records import from_plain
from ..types import Item
from . import migrations, schema, writing
from .queries import unpack
from .tombstones import forgotten, stones, tombstones

#: Orders of arrival say nothing about content.
_ORDER = "number"
#: Rows that a tombstone concerns carry the item's id in this column.
_OWNER = {"items": "id", "revisions": "item", "sightings": "item", "mentions": "item"}
_OWNER |= {"statements": "item", "events": "item", "figures": "item"}
_BATCH = 500


def carried() -> list[Table]:
    """The tables that an export holds, referred-to ones first: all but settings and those that a domain keeps private."""
    domains = migrations.domains()
    private = {name for domain in domains for name in domain.private} | {schema.settings.name}
    mine = {table.name for domain in domains for table in domain.tables} - private
    return [tombstones, *(t for t in schema.metadata.sorted_tables if t.name in mine and t is not tombstones)]


def rows(connection: Connection) -> Iterator[tuple[str, dict[str, Any]]]:
    """(table, row) of everything, in order of arrival."""
    for table in carried():
        order = [table.c.number] if _ORDER in table.c else list(table.primary_key.columns)
        for row in connection.execution_options(yield_per=_BATCH).execute(select(table).order_by(*order)):
            yield table.name, {name: _plain(value) for name, value in row._mapping.items() if value is not None}


def digest(connection: Connection) -> str:
    """A hash of the content that does not depend on the order of arrival: the sum of the hashes of all rows without their numbers,
    and without what follows from the order (which capture was first, which item counts as the copy)."""
    total = 0
    for name, row in rows(connection):
        values = {
            key: value for key, value in row.items() if key not in (_ORDER, "copy_of") and (name, key) != ("revisions", "capture")
        }
        body = json.dumps([name, values], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        total += int.from_bytes(hashlib.sha256(body.encode("utf-8", "surrogatepass")).digest(), "big")
    return f"{total % 2**256:064x}"


def take_in(connection: Connection, given: Iterable[tuple[str, dict[str, Any]]]) -> dict[str, int]:
    """Adds rows; what is there stays, what was forgotten is left out. How many of each table came in.

    Raises InputRefused for a table or column that is not known.
    """
    tables = {table.name: table for table in carried()}
    lowest = {t.name: _highest(connection, t) for t in tables.values() if _ORDER in t.c}
    held = set(connection.execute(select(schema.items.c.id)).scalars())
    counts: dict[str, int] = {}
    fresh: list[str] = []
    kept_out: set[str] = set()
    standing, waiting = stones(connection), list[dict[str, Any]]()
    current: Table | None = None
    for number, (name, row) in enumerate(given, 2):
        table = tables.get(name)
        if table is None or not set(row) <= set(table.c.keys()):
            raise InputRefused(
                f"line {number}: {name!r} with {sorted(row)} is no row of an archive of this version", subject="import"
            )
        if current is not table or len(waiting) >= _BATCH:
            _put(connection, current, waiting, counts)
            current, waiting = table, []
            standing = stones(connection) if name != tombstones.name else standing
        if row.get(_OWNER.get(name, "")) in kept_out | held and name not in ("revisions", "sightings"):
            continue
        if name == "items" and {("item", row["id"]), ("outlet", row.get("outlet", ""))} & standing:
            kept_out.add(row["id"])
            continue
        if name in _OWNER and row[_OWNER[name]] in kept_out:
            continue
        if name == "captures" and standing and _shows_forgotten(row, standing):
            continue
        if name == "items":
            fresh.append(row["id"])
        value = {key: _typed(table, key, part) for key, part in row.items()}
        if _ORDER in value:
            value[_ORDER] += lowest[name]
        waiting.append(dict.fromkeys(table.c.keys()) | value)
    _put(connection, current, waiting, counts)
    _index(connection, fresh)
    return counts


def _shows_forgotten(row: dict[str, Any], standing: frozenset[tuple[str, str]]) -> bool:
    return any(forgotten(from_plain(Item, item), standing) for item in row["page"].get("items", ()))


def _put(connection: Connection, table: Table | None, waiting: list[dict[str, Any]], counts: dict[str, int]) -> None:
    if table is not None and waiting:
        before = connection.execute(select(func.count()).select_from(table)).scalar_one()
        connection.execute(writing._insert(connection, table), waiting)
        after = connection.execute(select(func.count()).select_from(table)).scalar_one()
        counts[table.name] = counts.get(table.name, 0) + after - before


def _index(connection: Connection, fresh: list[str]) -> None:
    from .queries import one_item

    for id in fresh:
        item = one_item(connection, id)
        if item is not None:
            writing._index(connection, item)


def _highest(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one())


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        data = bytes(value)
        return unpack(data) if data[:4] == b"\x28\xb5\x2f\xfd" else {"base64": base64.b64encode(data).decode()}
    return value


def _typed(table: Table, column: str, value: Any) -> Any:
    if isinstance(value, dict):
        return base64.b64decode(value["base64"]) if set(value) == {"base64"} else writing.pack(value)
    return date.fromisoformat(value) if isinstance(table.c[column].type, Date) else value
