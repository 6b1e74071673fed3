"""Canonical ids: which entities are one, and the entity that stands for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import CompoundSelect, Connection, literal, select, union_all

from ..knowledge.offices import held
from ..types import Entity
from . import schema
from .identity_tables import identities
from .rows import among, placeholder

_BATCH = 500


def chunks(values: Iterable[str]) -> Iterator[list[str]]:
    """Sorted values in lists that a query can take."""
    ordered = sorted(set(values))
    return (ordered[start : start + _BATCH] for start in range(0, len(ordered), _BATCH))


def canonical(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The canonical id of each; an entity that is one with no other is its own."""
    found = {id: id for id in ids}
    rows = among(connection, "SELECT entity, canonical FROM identities WHERE entity IN ({values})", found)
    return found | dict(rows)


def group(connection: Connection, id: str) -> tuple[str, ...]:
    """The ids of all entities that are one with this one, itself among them; the canonical one first."""
    rows = connection.exec_driver_sql(_GROUP.format(placeholder(connection)), (id,)).all()
    head = rows[0].canonical if rows else id
    return (head, *sorted({id, *(row.entity for row in rows)} - {head}))


#: In the driver's own SQL: a page asks it several times.
_GROUP = "SELECT canonical, entity FROM identities WHERE canonical = (SELECT canonical FROM identities WHERE entity = {})"


def members(id: str) -> CompoundSelect[Any]:
    """As `group`, for a query to stand in another one."""
    head = select(identities.c.canonical).where(identities.c.entity == id).scalar_subquery()
    return union_all(select(identities.c.entity).where(identities.c.canonical == head), select(literal(id)))


def headless(connection: Connection) -> list[str]:
    """Entities whose canonical one is no longer there: their groups have to be settled anew."""
    there = select(schema.entities.c.id)
    return list(connection.execute(select(identities.c.entity).where(identities.c.canonical.not_in(there))).scalars())


def entities_by_id(connection: Connection, ids: Iterable[str]) -> dict[str, Entity]:
    """Entities as they were read, by id."""
    found = {}
    for part in chunks(ids):
        for row in connection.execute(select(schema.entities).where(schema.entities.c.id.in_(part))):
            found[row.id] = entity_of(row)
    return found


def entity_of(row: Any) -> Entity:
    """The record of a row."""
    return Entity(row.id, row.name, row.type, row.country, row.geonames_id, row.latitude, row.longitude)


def one_entity(connection: Connection, id: str) -> Entity | None:
    """The entity that an id leads to, under its canonical id and its best name; None where no entity has the id."""
    ids = group(connection, id)
    found = entities_by_id(connection, ids)
    return merged(ids[0], list(found.values())) if id in found else None


def merged(id: str, members: Sequence[Entity]) -> Entity:
    """One entity for several: the best name; country and place of the first that has them."""
    if len(members) == 1:
        return members[0]
    ordered = sorted(members, key=_rank)
    located = next((m for m in ordered if m.latitude is not None), ordered[0])
    country = next((m.country for m in ordered if m.country), None)
    first = ordered[0]
    return Entity(id, first.name, first.type, country, located.geonames_id, located.latitude, located.longitude)


def _rank(entity: Entity) -> tuple[bool, bool, bool, str, str]:
    """Names as the table of offices spells them come first, then those in Latin letters, then full ones."""
    known = entity.type == "person" and any(term.name == entity.name for term in held(entity.name))
    return (not known, not entity.name.isascii() and not _latin(entity.name), " " not in entity.name, entity.name, entity.id)


def _latin(name: str) -> bool:
    return all(ord(char) < 0x250 or 0x1E00 <= ord(char) < 0x1F00 for char in name if char.isalpha())
