"""Tags of items: which an item has, their codes, their counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from sqlalchemy import Connection, bindparam, delete, func, select

from ..types import Entity, Item
from .rows import chunks, insert_new
from .tags_tables import ENTITY_FACETS, FACETS, indexed, name_words, tagged, tags
from .words import words

_SHIFT = 4


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
    found: set[tuple[str, str, str]] = {("kind", item.kind, item.kind), ("genre", item.genre, item.genre)}
    found |= {(facet, value, value) for facet, value in (("outlet", item.outlet), ("language", item.language)) if value}
    found |= {("event", event.type, event.type) for event in item.events}
    for id, entity in entities_of(item).items():
        found.add((entity_facet(entity.type), id, entity.name))
        if entity.country:
            found.add(("country", entity.country, entity.country))
    if item.published is not None:
        month = f"{item.published.latest:%Y-%m}"
        found.add(("month", month, month))
        if item.published.day is None:
            found.add(("wide", "wide", "wide"))
    return {Tag(FACETS.index(facet), value, name) for facet, value, name in found}


def entities_of(item: Item) -> dict[str, Entity]:
    """The entities that an item names, by id."""
    found = {m.entity.id: m.entity for m in item.mentions if m.entity}
    return found | {s.entity.id: s.entity for s in item.statements if s.entity}


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
    connection.execute(tagged.insert(), [{"code": c, "day": days[n], "number": n} for n, found in held.items() for c in found])
    connection.execute(indexed.insert(), [{"number": n, "day": days[n], "codes": packed(found)} for n, found in held.items()])
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
    rows = [{"which": code, "n": n} for code, n in sorted(changes.items()) if n]
    if rows:
        update = tags.update().where(tags.c.code == bindparam("which")).values(items=tags.c["items"] + bindparam("n"))
        connection.execute(update, rows)


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
        rows = [{"code": (last + n << _SHIFT) + tag.facet, **tag._asdict(), "items": 0} for n, tag in enumerate(fresh, 1)]
        connection.execute(tags.insert(), rows)
        found.update({(row["facet"], row["value"]): row["code"] for row in rows})
        _name(connection, rows)
    return found


def _name(connection: Connection, rows: Sequence[Mapping[str, object]]) -> None:
    entity = {FACETS.index(facet) for facet in ENTITY_FACETS}
    named = [
        {"word": word, "code": row["code"]}
        for row in rows
        if row["facet"] in entity
        for word in sorted(set(words(str(row["name"]))))
    ]
    if named:
        connection.execute(insert_new(connection, name_words), named)
