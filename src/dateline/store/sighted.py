"""Which captures show which items, in which revision. `sightings` says so by numbers: what comes in goes to the end of its indexes, while
ids would go all over them. Everybody else, exports too, says so by ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, delete, select

from . import schema
from .rows import chunks

_S, _I, _C, _R = schema.sightings.c, schema.items.c, schema.captures.c, schema.revisions.c
#: Sightings with the items and captures that they name.
JOINED = schema.sightings.join(schema.items, _I.number == _S.item).join(schema.captures, _C.number == _S.capture)


def told() -> Select[Any]:
    """(item, capture, revision) of all sightings, by ids, in their order."""
    joined = JOINED.join(schema.revisions, _R.number == _S.revision)
    ids = select(_I.id.label("item"), _C.digest.label("capture"), _R.id.label("revision"))
    return ids.select_from(joined).order_by(_I.id, _C.digest)


def shown_in(connection: Connection, capture: str) -> dict[str, str]:
    """The items that a capture shows, with the revision of each."""
    return {row.item: row.revision for row in connection.execute(told().where(_C.digest == capture))}


def showing(connection: Connection, items: Sequence[str]) -> list[str]:
    """The captures that show any of some items."""
    return list(connection.execute(select(_C.digest).select_from(JOINED).where(_I.id.in_(items)).distinct()).scalars())


def is_seen(connection: Connection, item: str) -> bool:
    """Whether a capture shows an item."""
    return connection.execute(select(_S.item).select_from(JOINED).where(_I.id == item).limit(1)).first() is not None


def is_shown(connection: Connection, item: str, revision: str) -> bool:
    """Whether a capture shows a revision of an item."""
    query = told().where(_I.id == item, _R.id == revision).limit(1)
    return connection.execute(query).first() is not None


def put(connection: Connection, rows: Iterable[Mapping[str, str]], insert: Any = None) -> None:
    """Adds sightings given by ids; those that name what is not there are left out."""
    given = list(rows)
    by = {
        "item": _numbers(connection, _I.id, schema.items, [row["item"] for row in given]),
        "capture": _numbers(connection, _C.digest, schema.captures, [row["capture"] for row in given]),
        "revision": _numbers(connection, _R.id, schema.revisions, [row["revision"] for row in given]),
    }
    found = [{name: numbers.get(row[name]) for name, numbers in by.items()} for row in given]
    whole = [row for row in found if None not in row.values()]
    if whole:
        connection.execute(schema.sightings.insert() if insert is None else insert, whole)


def take(connection: Connection, captures: Sequence[str]) -> None:
    """Takes out what some captures show."""
    here = select(_C.number).where(_C.digest.in_(captures))
    connection.execute(delete(schema.sightings).where(_S.capture.in_(here)))


def _numbers(connection: Connection, id: Column[Any], table: Table, ids: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in chunks(sorted(set(ids))):
        found.update((row[0], row[1]) for row in connection.execute(select(id, table.c.number).where(id.in_(part))))
    return found
