"""Tags of items: which an item has, their codes, their counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from sqlalchemy import Connection, delete, func, select

from ..types import Entity, Item
from .rows import chunks, placeholder, put_rows
from .tags_tables import ENTITY_FACETS, FACETS, indexed, name_words, tagged, tags
from .words import words

_SHIFT = 4
_NUMBERS = {facet: number for number, facet in enumerate(FACETS)}
_ENTITY_NUMBERS = {facet: _NUMBERS[facet] for facet in ENTITY_FACETS}
_OTHER = _NUMBERS["entity"]


class Tag(NamedTuple):
    """A value of a facet; `name` is how it is shown."""

    facet: int
    value: str
    name: str


def facet_of(code: int) -> str:
    """The facet of a tag."""
    return FACETS[code & 15]


def tags_of(item: Item) -> set[Tag]:
    """The tags of an item."""
    found = {("kind", item.kind), ("genre", item.genre), ("outlet", item.outlet), ("language", item.language)}
    found.update(("event", event.type) for event in item.events)
    named = entities_of(item).values()
    found.update(("country", entity.country) for entity in named)
    if item.published is not None:
        found.add(("month", item.published.latest.isoformat()[:7]))
        if item.published.day is None:
            found.add(("wide", "wide"))
    tags = {Tag(_NUMBERS[facet], value, value) for facet, value in found if value}
    tags.update(Tag(_ENTITY_NUMBERS.get(entity.type, _OTHER), entity.id, entity.name) for entity in named)
    return tags


def entities_of(item: Item) -> dict[str, Entity]:
    """The entities that an item names, by id."""
    entities = {id(m.entity): m.entity for m in item.mentions}
    entities.update((id(s.entity), s.entity) for s in item.statements)
    return {entity.id: entity for entity in entities.values() if entity is not None}


def entity_facet(type: str) -> str:
    """The facet that entities of a type are counted in."""
    return type if type in ENTITY_FACETS else "entity"


def day_of(item: Item) -> int:
    """The latest day of publication, counted from year 1; 0 where none is known."""
    return item.published.latest.toordinal() if item.published else 0


def put(connection: Connection, items: Sequence[tuple[int, Item]]) -> dict[int, list[int]]:
    """Tags items by number; their codes."""
    wanted = {number: tags_of(item) for number, item in items}
    codes = _codes(connection, set().union(*wanted.values()))
    held = {number: sorted(codes[tag.facet, tag.value] for tag in found) for number, found in wanted.items()}
    days = {number: day_of(item) for number, item in items}
    put_rows(connection, tagged, sorted((c, days[n], n) for n, found in held.items() for c in found))
    put_rows(connection, indexed, [(n, days[n], packed(found)) for n, found in held.items()])
    _count(connection, Counter(code for found in held.values() for code in found))
    return held


def take(connection: Connection, number: int) -> list[int]:
    """Takes the tags of an item away; their codes."""
    held = connection.execute(select(indexed).where(indexed.c.number == number)).first()
    if held is None:
        return []
    codes = unpacked(held.codes)
    for part in chunks(codes):
        here = (tagged.c.code.in_(part), tagged.c.day == held.day, tagged.c.number == number)
        connection.execute(delete(tagged).where(*here))
    connection.execute(delete(indexed).where(indexed.c.number == number))
    _count(connection, Counter(dict.fromkeys(codes, -1)))
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


def packed(codes: Sequence[int]) -> bytes:
    """Codes as they are kept beside an item."""
    return np.array(codes, "<u4").tobytes()


def unpacked(data: bytes) -> list[int]:
    """The inverse of `packed`."""
    found: list[int] = np.frombuffer(data, "<u4").tolist()
    return found


def _count(connection: Connection, changes: Mapping[int, int]) -> None:
    sql = "UPDATE tags SET items = items + {0} WHERE code = {0}".format(placeholder(connection))
    rows = [(n, code) for code, n in sorted(changes.items()) if n]
    if rows:
        connection.exec_driver_sql(sql, rows)


def _codes(connection: Connection, wanted: Iterable[Tag]) -> dict[tuple[int, str], int]:
    """The codes of tags; new ones are made."""
    by_facet: dict[int, dict[str, str]] = {}
    for tag in wanted:
        by_facet.setdefault(tag.facet, {})[tag.value] = tag.name
    found: dict[tuple[int, str], int] = {}
    for facet, values in by_facet.items():
        for part in chunks(values):
            query = select(tags.c.code, tags.c.value).where(tags.c.facet == facet, tags.c.value.in_(part))
            found.update({(facet, row.value): row.code for row in connection.execute(query)})
    fresh = sorted(
        Tag(facet, value, name)
        for facet, values in by_facet.items()
        for value, name in values.items()
        if (facet, value) not in found
    )
    if fresh:
        last = int(connection.execute(select(func.coalesce(func.max(tags.c.code), 0))).scalar_one()) >> _SHIFT
        codes = {tag: (last + n << _SHIFT) + tag.facet for n, tag in enumerate(fresh, 1)}
        put_rows(connection, tags, [(code, *tag, 0) for tag, code in codes.items()])
        found.update({(tag.facet, tag.value): code for tag, code in codes.items()})
        entities = frozenset(_ENTITY_NUMBERS.values())
        named = [(word, code) for tag, code in codes.items() if tag.facet in entities for word in words(tag.name)]
        put_rows(connection, name_words, sorted(set(named)), new_only=True)
    return found
