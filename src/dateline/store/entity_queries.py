"""Entities: by type and country, by the words of their names; most named first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, func, or_, select

from ..types import Entity
from . import cursors, postings, schema
from .cursors import Rows
from .filters import entity_codes
from .identities import canonical, entities_by_id, merged
from .identity_tables import identities
from .rows import chunks
from .tagging import entity_facet
from .tags_tables import ENTITY_FACETS, FACETS, name_words, tags
from .words import wanted, words

#: Entities that share the beginning of a name, of which the most named are listed.
LOOKED_AT = 20_000


def entities(
    connection: Connection,
    *,
    type: str | None,
    country: str | None,
    name: str | None,
    limit: int,
    cursor: str | None = None,
) -> Rows[tuple[Entity, int]]:
    """Entities under their canonical ids, with the number of items that name them in any spelling, most named first. `name`: the
    beginnings of words of any spelling. Those that are one stand once, where the most frequent of the spellings asked for does."""
    cursors.limited(limit)
    key = ("entities", type, country, name)
    at = cursors.read(key, cursor, 2) if cursor is not None else None
    query = _query(type, country, name)
    if query is None:
        return Rows()
    found: list[tuple[Entity, int]] = []
    while True:
        rows = connection.execute(_after(query, at).limit(2 * limit)).all()
        groups = _groups(connection, [row.id for row in rows])
        asked = _asked(connection, query, groups.values())
        for row in rows:
            told = _told(connection, row, groups[row.id], asked)
            if told is not None and len(found) == limit:
                return Rows.of(found, cursors.written(key, at or (0, 0)))
            found += [told] if told is not None else []
            at = (row.items, row.code)
        if len(rows) < 2 * limit:
            return Rows.of(found)


def _query(type: str | None, country: str | None, name: str | None) -> Select[Any] | None:
    facets = [entity_facet(type)] if type is not None else list(ENTITY_FACETS)
    same = and_(tags.c.value == schema.entities.c.id, tags.c.facet.in_([FACETS.index(f) for f in facets]))
    query = select(schema.entities.c.id, tags.c["items"], tags.c.code).join(tags, same).where(tags.c["items"] > 0)
    query = query.where(schema.entities.c.type == type) if type is not None else query
    query = query.where(schema.entities.c.country == country) if country is not None else query
    if name is None:
        return query
    named = _named(name)
    return query.where(tags.c.code.in_(named)) if named is not None else None


def _after(query: Select[Any], at: tuple[int, ...] | None) -> Select[Any]:
    count, code = tags.c["items"], tags.c.code
    if at is not None:
        query = query.where(tags.c.size <= at[0].bit_length(), or_(count < at[0], and_(count == at[0], code > at[1])))
    return query.order_by(tags.c.size.desc(), count.desc(), code)


@dataclass(frozen=True, slots=True)
class _Group:
    """An entity with all that are one with it: the one that stands for them, and their tags with the items of each."""

    entity: Entity | None
    codes: dict[int, int]


def _groups(connection: Connection, ids: Sequence[str]) -> dict[str, _Group]:
    heads = canonical(connection, ids)
    together: dict[str, set[str]] = {head: {head} for head in heads.values()}
    for id, head in heads.items():
        together[head].add(id)
    for part in chunks(together):
        query = select(identities.c.entity, identities.c.canonical).where(identities.c.canonical.in_(part))
        for row in connection.execute(query):
            together[row.canonical].add(row.entity)
    known = entities_by_id(connection, (id for members in together.values() for id in members))
    made: dict[str, _Group] = {}
    for head, members in together.items():
        there = [known[id] for id in sorted(members) if id in known]
        codes = entity_codes(connection, members) if len(members) > 1 else {}
        made[head] = _Group(merged(head, there) if there else None, codes)
    return {id: made[head] for id, head in heads.items()}


def _asked(connection: Connection, query: Select[Any], groups: Iterable[_Group]) -> frozenset[int]:
    """The tags of entities of several spellings that a query asks for: a Russian name leads to an entity most often named in English."""
    codes = sorted({code for group in groups if len(group.codes) > 1 for code in group.codes})
    return frozenset(row.code for part in chunks(codes) for row in connection.execute(query.where(tags.c.code.in_(part))))


def _told(connection: Connection, row: Any, group: _Group, asked: frozenset[int]) -> tuple[Entity, int] | None:
    """An entity and its items; None for a spelling that is not the most frequent of those of its group that are asked for."""
    codes = group.codes
    if group.entity is None:
        return None
    if len(codes) < 2:
        return group.entity, row.items
    first = min((code for code in codes if code in asked), key=lambda code: (-codes[code], code), default=row.code)
    return (group.entity, _items(connection, list(codes))) if first == row.code else None


def _items(connection: Connection, codes: Sequence[int]) -> int:
    query = select(func.count()).select_from(postings.places(connection, [[str(code) for code in codes]]).subquery())
    return int(connection.execute(query).scalar_one())


def _named(name: str) -> Select[Any] | None:
    """The codes of entities of whose name every word asked for begins a word."""
    asked = [word for part in name.split() for word in (wanted(part)[0] or words(part))]
    query: Select[Any] | None = None
    for word in dict.fromkeys(asked):
        one = name_words.alias()
        here = select(one.c.code).where(one.c.word >= word, one.c.word < word + "\U0010fffd").distinct().limit(LOOKED_AT)
        query = here if query is None else query.where(query.selected_columns.code.in_(here))
    return query
