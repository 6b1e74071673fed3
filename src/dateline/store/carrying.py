"""Every row of an archive as plain values and back: what JSON Lines, the content digest and the check of a copy stand on."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, select

from ..records import to_plain
from . import migrations, schema, sighted
from .captures_store import read_page
from .readings_tables import contents
from .records_store import unpack
from .tombstones import tombstones

#: What follows from the records, which `check` holds against them, and how they came in: neither is content.
_FOLLOWS = frozenset({"entities", "mentions", "statements", "events", "figures", "runs"})
#: Columns that depend on what came first: the current revision with what it says, the capture that brought a revision (so do the places
#: of its pieces on that page), what the transport said of bytes that came twice; and the packed form of bytes, which their hash stands for.
_OF_ORDER = {"revisions": {"capture"}, "capture_contents": {"context"}, "contents": {"data"}}
_OF_ITEM = frozenset({"id"})
#: Orders of arrival say nothing about content.
ORDER = "number"
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
        order = [table.c.number] if ORDER in table.c else list(table.primary_key.columns)
        query = select(table).order_by(*order) if table is not schema.sightings else sighted.told()
        for row in connection.execute(query, execution_options={"yield_per": _BATCH}):
            yield table.name, {n: _plain(connection, table, value) for n, value in row._mapping.items() if value is not None}


def digest(connection: Connection) -> str:
    """A hash of the content that does not depend on the order of arrival: the sum of the hashes of all rows without their numbers, and
    without what follows from the order or from other rows."""
    total = 0
    for name, row in rows(connection):
        if name in _FOLLOWS:
            continue
        left_out = {ORDER, *_OF_ORDER.get(name, ())} if name != "items" else row.keys() - _OF_ITEM
        values = {key: _unplaced(value) if key == "data" else value for key, value in row.items() if key not in left_out}
        body = json.dumps([name, values], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        total += int.from_bytes(hashlib.sha256(body.encode("utf-8", "surrogatepass")).digest(), "big")
    return f"{total % 2**256:064x}"


def _unplaced(value: Any) -> Any:
    """A record without the places of its pieces on a page."""
    if not isinstance(value, dict) or "pieces" not in value:
        return value
    return value | {"pieces": [{key: part for key, part in piece.items() if key != "page_span"} for piece in value["pieces"]]}


def _plain(connection: Connection, table: Table, value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        data = bytes(value)
        if table is schema.captures:
            return to_plain(read_page(connection, data))
        record = data[:4] == b"\x28\xb5\x2f\xfd" and table is not contents
        return unpack(data) if record else {"base64": base64.b64encode(data).decode()}
    return value
