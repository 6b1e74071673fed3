"""What was forgotten: its name stays, as a tombstone, so that neither reading again nor an import brings it back."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Column, Connection, Table, Text, select

from ..ids import digest
from ..types import Item
from .migrations import Domain, register
from .schema import metadata

#: `kind`: item (an id), outlet (a name), person (an entity's id), comments (the name their author signed with).
tombstones = Table(
    "tombstones",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("why", Text),
)
register(Domain("tombstones", version=1, tables=(tombstones,)))


def bury(connection: Connection, kind: str, names: Iterable[str], why: str | None) -> None:
    """Sets tombstones; one that stands stays."""
    standing = stones(connection)
    rows = [
        {"id": digest("tombstone", kind, name), "kind": kind, "name": name, "why": why}
        for name in sorted(set(names))
        if (kind, name) not in standing
    ]
    if rows:
        connection.execute(tombstones.insert(), rows)


def stones(connection: Connection) -> frozenset[tuple[str, str]]:
    """Every tombstone as (kind, name)."""
    return frozenset((row.kind, row.name) for row in connection.execute(select(tombstones.c.kind, tombstones.c.name)))


def forgotten(item: Item, standing: frozenset[tuple[str, str]]) -> bool:
    """Whether an item must not be kept."""
    if not standing:
        return False
    names = [("item", item.id), ("outlet", item.outlet or "")]
    names += [("comments", author) for author in item.authors if item.kind == "comment"]
    names += [("person", m.entity.id) for m in item.mentions if m.entity]
    names += [("person", s.entity.id) for s in item.statements if s.entity]
    return any(name in standing for name in names)
