"""The rows that follow from an item's record: entities, statements, events, figures, pairs of countries, tags and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, delete, select

from ..types import Event, Item
from . import indexing, schema
from .rows import placeholder, put_rows
from .tagging import day_of, entities_of, entity_facet
from .tags_tables import FACETS, tags

Numbered = Sequence[tuple[int, Item]]


def put(connection: Connection, items: Numbered) -> None:
    """Adds all that follows from items, by number."""
    if not items:
        return
    _put_entities(connection, items)
    indexing.put(connection, items)
    codes = _speakers(connection, items)
    for table, rows in (
        (schema.statements, [row for n, item in items for row in _statements(n, item, codes)]),
        (schema.events, [row for n, item in items for row in _events(n, item)]),
        (schema.figures, [row for n, item in items for row in _figures(n, item)]),
        (schema.pairs, [row for n, item in items for row in _pairs(n, item)]),
    ):
        put_rows(connection, table, rows)
    _count_pairs(connection, items, 1)


def take(connection: Connection, number: int, item: Item) -> None:
    """Takes all that follows from an item away, but for entities; `item` is as it was put."""
    for table in (*schema.FACTS, schema.pairs):
        connection.execute(delete(table).where(table.c.item == number))
    _count_pairs(connection, [(number, item)], -1)
    indexing.take(connection, number, item)


def _put_entities(connection: Connection, items: Numbered) -> None:
    found = {id: entity for _, item in items for id, entity in entities_of(item).items()}
    if found:
        row = attrgetter(*schema.entities.c.keys())
        put_rows(connection, schema.entities, list(map(row, found.values())), new_only=True)


def _speakers(connection: Connection, items: Numbered) -> dict[str, int]:
    """The codes of those who speak, by id."""
    speakers = {s.entity.id: FACETS.index(entity_facet(s.entity.type)) for _, i in items for s in i.statements if s.entity}
    found: dict[str, int] = {}
    for facet in set(speakers.values()):
        ids = [id for id, f in speakers.items() if f == facet]
        for start in range(0, len(ids), 500):
            query = select(tags.c.value, tags.c.code).where(tags.c.facet == facet, tags.c.value.in_(ids[start : start + 500]))
            found.update((row.value, row.code) for row in connection.execute(query))
    return found


def _statements(number: int, item: Item, codes: dict[str, int]) -> Iterator[tuple[Any, ...]]:
    day = day_of(item)
    for n, s in enumerate(item.statements):
        said = s.when.latest.toordinal() if s.when else day
        entity = codes.get(s.entity.id) if s.entity else None
        yield number, n, said, s.kind, s.act, entity


def _events(number: int, item: Item) -> Iterator[tuple[Any, ...]]:
    for n, e in enumerate(item.events):
        first, last = happened(item, e)
        yield number, n, last, first, e.type, e.certainty, country_of(e)


def happened(item: Item, event: Event) -> tuple[int, int]:
    """The first and last day of an event, counted from year 1: its own, else those of publication; 0 where none is known."""
    when = event.when or item.published
    return (when.earliest.toordinal(), when.latest.toordinal()) if when else (0, 0)


def country_of(event: Event) -> str | None:
    """Where an event is counted: the country of its place, else of the first who takes part and has one."""
    if event.place and event.place.entity:
        return event.place.entity.country
    return next((a.country for a in (*event.actors, *event.recipients) if a.country), None)


def _figures(number: int, item: Item) -> Iterator[tuple[Any, ...]]:
    day = day_of(item)
    for n, f in enumerate(item.figures):
        yield number, n, day, f.what, f.unit, f.lower, f.upper


def between(event: Event) -> Iterator[tuple[str, str, bool]]:
    """(by, to, mutual) of the countries that an event joins: who acts and who receives; those who act together are mutual, in the order
    of their codes. What is denied or only possible joins nobody."""
    if event.certainty in ("negated", "possible"):
        return
    actors, recipients = {a.country for a in event.actors if a.country}, {a.country for a in event.recipients if a.country}
    yield from ((by, to, False) for by in sorted(actors) for to in sorted(recipients - actors))
    yield from ((by, to, True) for by in sorted(actors) for to in sorted(actors) if by < to)


def _pairs(number: int, item: Item) -> Iterator[tuple[Any, ...]]:
    for n, event in enumerate(item.events):
        day = happened(item, event)[1]
        for by, to, mutual in between(event):
            yield by, to, day, number, n, int(mutual)


def _count_pairs(connection: Connection, items: Numbered, sign: int) -> None:
    counts: Counter[tuple[str, str, str, str, str, int]] = Counter()
    for _, item in items:
        for event in item.events:
            when = event.when or item.published
            for by, to, mutual in between(event) if when else ():
                assert when is not None
                counts[by, to, when.latest.isoformat()[:7], event.type, event.mode or "", int(mutual)] += sign
    if not counts:
        return
    sql = (
        'INSERT INTO pair_months ("by", "to", month, type, mode, mutual, events) VALUES ({0}, {0}, {0}, {0}, {0}, {0}, {0}) '
        'ON CONFLICT ("by", "to", month, type, mode, mutual) DO UPDATE SET events = pair_months.events + excluded.events'
    ).format(placeholder(connection))
    connection.exec_driver_sql(sql, [(*key, n) for key, n in sorted(counts.items())])
