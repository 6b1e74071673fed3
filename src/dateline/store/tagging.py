"""Tags of items: which an item has, their codes, their counts."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from sqlalchemy import Connection, delete, func, select

from ..compiled import built
from ..types import Entity, Item
from . import schema
from .rows import among, chunks, placeholder, put_rows
from .tags_tables import ENTITY_FACETS, FACETS, indexed, name_words, tags
from .words import words

compiled_facts = built(__package__, "compiled_facts")
_SHIFT = 4
_NUMBERS = {facet: number for number, facet in enumerate(FACETS)}
_ENTITY_NUMBERS = {facet: _NUMBERS[facet] for facet in ENTITY_FACETS}
_ENTITIES = frozenset(_ENTITY_NUMBERS.values())
_OTHER = _NUMBERS["entity"]
_OUTLET, _LANGUAGE, _KIND, _GENRE, _COUNTRY, _EVENT, _MONTH, _WIDE = (
    _NUMBERS[facet] for facet in ("outlet", "language", "kind", "genre", "country", "event", "month", "wide")
)

_ENTITY_ROW = attrgetter(*schema.entities.c.keys())

#: A facet by number, and one of its values.
Key = tuple[int, str]


class Tagged(NamedTuple):
    """What tagging items tells: the codes of each item by number, and of each tag."""

    items: dict[int, list[int]]
    codes: dict[Key, int]


def tags_of(item: Item, named: Collection[Entity]) -> set[Key]:
    """The tags of an item that names some entities."""
    found: set[Key] = plain_tags_of(item, named) if compiled_facts is None else compiled_facts.tags_of(item, named)
    return found


def plain_tags_of(item: Item, named: Collection[Entity]) -> set[Key]:
    """The same in plain Python."""
    plain = ((_KIND, item.kind), (_GENRE, item.genre), (_OUTLET, item.outlet), (_LANGUAGE, item.language))
    found = {(facet, value) for facet, value in plain if value}
    found.update([(_EVENT, event.type) for event in item.events])
    found.update([key_of(entity) for entity in named])
    found.update([(_COUNTRY, entity.country) for entity in named if entity.country])
    if item.published is not None:
        found.add((_MONTH, item.published.latest.isoformat()[:7]))
        if item.published.day is None:
            found.add((_WIDE, "wide"))
    return found


def entities_of(item: Item) -> dict[str, Entity]:
    """The entities that an item names, by id."""
    found: dict[str, Entity] = plain_entities_of(item) if compiled_facts is None else compiled_facts.entities_of(item)
    return found


def plain_entities_of(item: Item) -> dict[str, Entity]:
    """The same in plain Python."""
    # An item names few, often: the same object is looked at once.
    entities = {id(m.entity): m.entity for m in item.mentions}
    entities.update([(id(s.entity), s.entity) for s in item.statements])
    return {entity.id: entity for entity in entities.values() if entity is not None}


def key_of(entity: Entity) -> Key:
    """The tag of an entity."""
    return _ENTITY_NUMBERS.get(entity.type, _OTHER), entity.id


def entity_facet(type: str) -> str:
    """The facet that entities of a type are counted in."""
    return type if type in ENTITY_FACETS else "entity"


def day_of(item: Item) -> int:
    """The latest day of publication, counted from year 1; 0 where none is known."""
    return item.published.latest.toordinal() if item.published else 0


def put(connection: Connection, items: Sequence[tuple[int, Item]], named: Sequence[Mapping[str, Entity]]) -> Tagged:
    """Counts the tags of items, each with the entities that it names; new tags are made."""
    wanted = [tags_of(item, here.values()) for (_, item), here in zip(items, named, strict=True)]
    everything = set().union(*wanted)
    codes, before = known(connection, everything)
    fresh = sorted(everything - codes.keys())
    if fresh:
        entities = {entity.id: entity for here in named for entity in here.values()}
        codes.update(_make(connection, fresh, entities))
    held = [sorted([codes[key] for key in found]) for found in wanted]
    _count(connection, Counter(chain.from_iterable(held)), before)
    return Tagged({number: found for (number, _), found in zip(items, held, strict=True)}, codes)


def take(connection: Connection, number: int) -> list[int]:
    """Takes the tags of an item away; their codes."""
    held = connection.execute(select(indexed.c.codes).where(indexed.c.number == number)).scalar()
    if held is None:
        return []
    codes = unpacked(held)
    connection.execute(delete(indexed).where(indexed.c.number == number))
    before: dict[int, int] = {}
    for part in chunks(codes):
        rows = connection.execute(select(tags.c.code, tags.c["items"]).where(tags.c.code.in_(part)))
        before.update((row[0], row[1]) for row in rows)
    _count(connection, dict.fromkeys(codes, -1), before)
    return codes


def sweep(connection: Connection) -> None:
    """Drops tags that no item has any more: what was forgotten leaves no name behind."""
    gone = select(tags.c.code).where(tags.c["items"] <= 0)
    connection.execute(delete(name_words).where(name_words.c.code.in_(gone)))
    connection.execute(delete(tags).where(tags.c["items"] <= 0))


def code_of(connection: Connection, facet: str, value: str) -> tuple[int, int] | None:
    """(code, how many items have it) of a tag."""
    query = select(tags.c.code, tags.c["items"]).where(tags.c.facet == FACETS.index(facet), tags.c.value == value)
    row = connection.execute(query).first()
    return (row[0], row[1]) if row else None


def known(connection: Connection, wanted: Iterable[Key]) -> tuple[dict[Key, int], dict[int, int]]:
    """The codes of tags that are there, and how many items have each, by code."""
    by_facet: dict[int, list[str]] = {}
    for facet, value in wanted:
        by_facet.setdefault(facet, []).append(value)
    codes: dict[Key, int] = {}
    counts: dict[int, int] = {}
    sql = "SELECT value, code, items FROM tags WHERE facet = ? AND value IN ({values})"
    for facet, values in by_facet.items():
        for value, code, items in among(connection, sql, values, facet):
            codes[facet, value] = code
            counts[code] = items
    return codes, counts


def packed(codes: Sequence[int]) -> bytes:
    """Numbers of 32 bits as they are kept beside an item."""
    return struct.pack(f"<{len(codes)}I", *codes)


def unpacked(data: bytes) -> list[int]:
    """The inverse of `packed`."""
    found: list[int] = np.frombuffer(data, "<u4").tolist()
    return found


def _count(connection: Connection, changes: Mapping[int, int], before: Mapping[int, int]) -> None:
    """Changes how many items have tags, given what it was."""
    sign = placeholder(connection)
    after = {code: before.get(code, 0) + n for code, n in sorted(changes.items()) if n}
    sizes = [(n.bit_length(), code) for code, n in after.items() if n.bit_length() != before.get(code, 0).bit_length()]
    for sql, rows in (
        (f"UPDATE tags SET items = {sign} WHERE code = {sign}", [(n, code) for code, n in after.items()]),
        (f"UPDATE tags SET size = {sign} WHERE code = {sign}", sizes),
    ):
        if rows:
            connection.exec_driver_sql(sql, rows)


def _make(connection: Connection, fresh: Sequence[Key], entities: Mapping[str, Entity]) -> dict[Key, int]:
    """New tags, in order, and the entities that they stand for; their codes."""
    last = int(connection.execute(select(func.coalesce(func.max(tags.c.code), 0))).scalar_one()) >> _SHIFT
    codes = {key: (last + n << _SHIFT) + key[0] for n, key in enumerate(fresh, 1)}
    new = {key: entities[key[1]] for key in fresh if key[0] in _ENTITIES}
    put_rows(connection, schema.entities, list(map(_ENTITY_ROW, new.values())), new_only=True)
    shown = {key: new[key].name if key in new else key[1] for key in fresh}
    put_rows(connection, tags, [(code, *key, shown[key], 0, 0) for key, code in codes.items()])
    found = {(word, codes[key]) for key, entity in new.items() for word in words(entity.name)}
    put_rows(connection, name_words, sorted(found), new_only=True)
    return codes
