"""Taking rows of another archive in: what is there stays, what was forgotten stays away, everything else is added as it stands."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, Connection, Date, DefaultClause, Table, func, select

from ..errors import InputRefused
from ..records import from_plain
from ..types import Item
from . import corrections_writing, current, forgetting, readings, rebuilding, same_words, schema, sighted, writing
from .captures_store import make_lean
from .carrying import ORDER, carried
from .readings_tables import contents
from .rows import chunks
from .sources_tables import addresses, seen_and_problem
from .tombstones import forgotten, stones, tombstones

#: The column that names the item a row belongs to. Of an item that is held already only the rows of `_JOINED` are taken: the others
#: follow from its current revision, which stays.
_OWNER = {"items": "id", "revisions": "item", "sightings": "item", "corrections": "item", "item_notes": "item"}
#: Tables that older exports hold, and that follow from the records.
_FOLLOWS = frozenset({"mentions", "statements", "events", "figures"})
_JOINED = frozenset({"revisions", "sightings", "corrections", "item_notes"})
_BATCH = 500


def take_in(connection: Connection, given: Iterable[tuple[str, dict[str, Any]]]) -> dict[str, int]:
    """Adds rows. How many of each table came in to stay. Raises InputRefused for a table or column that is not known."""
    intake = _Intake(connection)
    for number, (name, row) in enumerate(given, 2):
        intake.take(number, name, row)
    return intake.close()


class _Intake:
    """One import: rows wait in batches of one table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._tables = {table.name: table for table in carried()}
        self._lowest = {t.name: _highest(connection, t) for t in self._tables.values() if ORDER in t.c}
        self._held = set(connection.execute(select(schema.items.c.id)).scalars())
        self._standing = stones(connection)
        self._fresh: list[str] = []
        self._pages: list[str] = []
        self._kept_out: set[str] = set()
        self._lost: set[str] = set()
        self._shown: set[str] = set()
        self._joined: set[str] = set()
        self._brought: dict[str, str] = {}
        self._better: dict[str, same_words.Shown] = {}
        self._gone: set[str] = set()
        self._before: dict[Table, int] = {}
        self._forgot = 0
        self._table: Table | None = None
        self._waiting: list[dict[str, Any]] = []

    def take(self, number: int, name: str, row: dict[str, Any]) -> None:
        """One row, which came in line `number`."""
        if name in _FOLLOWS:
            return
        table = self._tables.get(name)
        if table is None or not set(row) <= set(table.c.keys()):
            rule = f"line {number}: {name!r} with {sorted(row)} is no row of an archive of this version"
            raise InputRefused(rule, subject="import")
        if self._table is not table or len(self._waiting) >= _BATCH:
            self._put()
            self._table = table
        if not self._wanted(name, row):
            return
        if table is addresses:
            row = _found(number, row)
        if name == "captures":
            self._pages.append(row["digest"])
        if name == "items":
            self._fresh.append(row["id"])
        values = {key: _typed(table, key, part) for key, part in row.items()}
        self._join(name, row)
        if ORDER in values:
            values[ORDER] += self._lowest[name]
        self._waiting.append(_blank(table) | values)

    def _join(self, name: str, row: dict[str, Any]) -> None:
        """Notes what comes to items that are held: they may have another current revision then, or a better record of one."""
        if name in ("revisions", "sightings") and row["item"] in self._held:
            self._joined.add(row["item"])
            if name == "revisions":
                self._brought[row["id"]] = row["capture"]
                self._compare(row["id"], row["data"])
        elif name == "uncorrected" and row["revision"] in self._brought:
            self._compare(row["revision"], row["data"])

    def _compare(self, revision: str, data: dict[str, Any]) -> None:
        item = from_plain(Item, data)
        self._better.pop(revision, None)
        if same_words.is_better(self._connection, item):
            self._better[revision] = same_words.Shown(item, self._brought[revision], ())

    def _wanted(self, name: str, row: dict[str, Any]) -> bool:
        if name == "captures" and self._standing and self._shows_forgotten(row):
            self._gone.add(row["digest"])
            return False
        if self._hangs_on_what_is_gone(name, row):
            return False
        owner = row.get(_OWNER.get(name, ""))
        if owner is None:
            return True
        if name == "items" and {("item", owner), ("outlet", row.get("outlet", ""))} & self._standing:
            self._kept_out.add(owner)
        if name == "revisions" and self._standing:
            self._read_names(owner, row)
        if name == "sightings" and (owner in self._kept_out or row["revision"] in self._lost):
            self._shown.add(row["capture"])
            return False
        return owner not in self._kept_out and row.get("id") not in self._lost and (owner not in self._held or name in _JOINED)

    def _hangs_on_what_is_gone(self, name: str, row: dict[str, Any]) -> bool:
        gone = {"items": self._kept_out, "revisions": self._lost, "captures": self._gone}
        keys = self._tables[name].foreign_keys if name not in _OWNER else ()
        return any(row.get(key.parent.name) in gone.get(key.column.table.name, ()) for key in keys)

    def _read_names(self, owner: str, row: dict[str, Any]) -> None:
        """A revision that names who was forgotten stays away; with it its item, unless that is held already."""
        if owner in self._kept_out or forgotten(from_plain(Item, row["data"]), self._standing):
            self._lost.add(row["id"])
            self._kept_out |= {owner} - self._held

    def _shows_forgotten(self, row: dict[str, Any]) -> bool:
        return any(forgotten(from_plain(Item, item), self._standing) for item in row["page"].get("items", ()))

    def _put(self) -> None:
        table = self._table
        if table is None or not self._waiting:
            return
        if table not in self._before:
            self._before[table] = self._count(table)
        insert = writing._insert(self._connection, table)
        if table is schema.sightings:
            sighted.put(self._connection, self._waiting, insert)
        else:
            self._connection.execute(insert, self._waiting)
        self._waiting = []
        if table is tombstones:
            self._forget(stones(self._connection))

    def _forget(self, standing: frozenset[tuple[str, str]]) -> None:
        """What another archive forgot goes here too; else what stays would be refused by the next import."""
        for kind in sorted({kind for kind, _ in standing - self._standing}):
            names = [name for of, name in standing - self._standing if of == kind]
            gone = forgetting.named(self._connection, kind, names)
            forgetting.remove(self._connection, gone)
            self._held.difference_update(gone)
            self._forgot += len(gone)
        self._standing = standing

    def _count(self, table: Table) -> int:
        return int(self._connection.execute(select(func.count()).select_from(table)).scalar_one())

    def close(self) -> dict[str, int]:
        """The last batch; then what turned out to be forgotten goes, and the index is brought up."""
        self._put()
        forgetting.remove_captures(self._connection, sorted(self._shown))
        if contents in self._before:
            readings.drop_orphans(self._connection)
        gone = [id for id in self._fresh if id in self._kept_out]
        if gone:
            forgetting.remove(self._connection, gone)
        for part in chunks(self._fresh, 200):
            rebuilding.fill(self._connection, schema.items.c.id.in_(part))
        same_words.settle_readings(self._connection, list(self._better.values()))
        make_lean(self._connection, self._pages)
        current.settle_all(self._connection, self._joined)
        corrections_writing.replay(self._connection, sorted(self._joined))
        if self._kept_out or self._lost:
            forgetting.drop_unnamed(self._connection)
        return self._counts()

    def _counts(self) -> dict[str, int]:
        """What stayed: rows of pages and names that turned out to be forgotten came before it was known, and went again."""
        counts = {table.name: max(0, self._count(table) - before) for table, before in self._before.items()}
        return counts | ({"forgotten": self._forgot} if self._forgot else {})


def _highest(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one())


@lru_cache(maxsize=64)
def _blank(table: Table) -> dict[str, Any]:
    """A row of a table where nothing is said: an older export lacks newer columns."""
    return {column.key: _default(column) for column in table.c}


def _default(column: Column[Any]) -> Any:
    default = column.server_default
    return column.type.python_type(default.arg) if isinstance(default, DefaultClause) else None


def _found(number: int, row: dict[str, Any]) -> dict[str, Any]:
    """The row of an address with what an older export tells in its state alone."""
    try:
        return seen_and_problem(row["data"]) | row
    except (KeyError, TypeError, ValueError) as error:
        raise InputRefused(f"line {number}: 'addresses' without the state of an address", subject="import") from error


def _typed(table: Table, column: str, value: Any) -> Any:
    if isinstance(value, dict):
        return base64.b64decode(value["base64"]) if set(value) == {"base64"} else writing.pack(value)
    return date.fromisoformat(value) if isinstance(table.c[column].type, Date) else value
