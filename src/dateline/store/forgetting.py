"""Removal for good: items with all that hangs on them, and the captures that show them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Select, func, select

from . import alerts_tables, corrections_tables, dictionaries, discussion_schema, readings, schema, tagging, writing
from .filters import entity_codes
from .postings import numbers
from .queries import one_item
from .tagging import code_of
from .tags_tables import ENTITY_FACETS, FACETS, tags

_BATCH = 500


def named(connection: Connection, kind: str, name: str) -> list[str]:
    """The ids of the items that a tombstone of that kind and name covers."""
    items = schema.items.c
    if kind == "comments":
        ids = connection.execute(select(items.id).where(items.kind == "comment")).scalars().all()
        return [id for id in ids if (item := one_item(connection, id)) is not None and name in item.authors]
    wanted: Select[tuple[str]] = select(items.id)
    if kind == "item":
        wanted = wanted.where(items.id == name)
    else:
        outlet = code_of(connection, "outlet", name) if kind == "outlet" else None
        codes = list(entity_codes(connection, [name])) if kind == "person" else [outlet[0]] if outlet else []
        if not codes:
            return []
        wanted = wanted.where(items.number.in_(numbers(connection, [[str(code) for code in codes]])))
    return [str(id) for id in connection.execute(wanted).scalars()]


def remove(connection: Connection, ids: Sequence[str]) -> int:
    """Takes items out: revisions, facts, index, captures that show them, entities that no item names any more. How many captures went."""
    captures = 0
    learnt = dictionaries.learnt_from(connection, list(ids))
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        shown = connection.execute(select(schema.sightings.c.capture).where(schema.sightings.c.item.in_(batch)).distinct())
        captures += remove_captures(connection, list(shown.scalars()))
        for id in batch:
            writing.remove_facts(connection, id)
        connection.execute(schema.items.update().where(schema.items.c.copy_of.in_(batch)).values(copy_of=None))
        for table in (corrections_tables.corrections, corrections_tables.notes):
            connection.execute(table.delete().where(table.c.item.in_(batch)))
        # What readers said of them quotes them.
        said = discussion_schema.comments
        connection.execute(said.delete().where(said.c.about == "item", said.c.target.in_(batch)))
        connection.execute(schema.items.delete().where(schema.items.c.id.in_(batch)))
    # The next item takes a number that is free now; for those who follow it must be new.
    last = select(func.coalesce(func.max(schema.items.c.number), 0)).scalar_subquery()
    marks = alerts_tables.saved_searches
    connection.execute(marks.update().where(marks.c.mark > last).values(mark=last))
    drop_unnamed(connection)
    if learnt:
        dictionaries.renew(connection)
    return captures


def drop_unnamed(connection: Connection) -> None:
    """Takes out the entities that no item names any more."""
    tagging.sweep(connection)
    left = select(tags.c.value).where(tags.c.facet.in_([FACETS.index(facet) for facet in ENTITY_FACETS]))
    connection.execute(schema.entities.delete().where(schema.entities.c.id.not_in(left)))


def remove_captures(connection: Connection, captures: list[str]) -> int:
    """Takes captures out; the items that they show stay. How many."""
    for start in range(0, len(captures), _BATCH):
        batch = captures[start : start + _BATCH]
        readings.drop_bytes(connection, batch)
        connection.execute(schema.sightings.delete().where(schema.sightings.c.capture.in_(batch)))
        connection.execute(schema.captures.delete().where(schema.captures.c.digest.in_(batch)))
    return len(captures)
