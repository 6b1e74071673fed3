"""Removal for good: items with all that hangs on them, and the captures that show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from sqlalchemy import ColumnElement, Connection, func, select

from . import (
    alerts_tables,
    corrections_tables,
    dictionaries,
    discussion_schema,
    readings,
    schema,
    sighted,
    story_keeping,
    tagging,
    writing,
)
from .filters import entity_codes
from .postings import numbers
from .queries import item_of
from .tagging import code_of
from .tags_tables import ENTITY_FACETS, FACETS, tags
from .tombstones import forgotten

_BATCH = 500


def named(connection: Connection, kind: str, names: Sequence[str]) -> list[str]:
    """The ids of the items that tombstones of that kind and these names cover, by any of their revisions."""
    items = schema.items.c
    wanted = select(items.id)
    if kind == "item":
        return list(connection.execute(wanted.where(items.id.in_(names))).scalars().all())
    stones = frozenset((kind, name) for name in names)
    if kind == "comments":
        found = _of_revisions(connection, stones, items.kind == "comment")
    else:
        codes = list(entity_codes(connection, names)) if kind == "person" else _outlets(connection, names)
        found = set()
        if codes:
            having = numbers(connection, [[str(code) for code in codes]])
            found.update(connection.execute(wanted.where(items.number.in_(having))).scalars().all())
        # The index knows the current revisions alone.
        found |= _of_revisions(connection, stones, items.revision != schema.revisions.c.id)
    return sorted(found)


def _outlets(connection: Connection, names: Sequence[str]) -> list[int]:
    return [found[0] for name in names if (found := code_of(connection, "outlet", name)) is not None]


def _of_revisions(connection: Connection, stones: frozenset[tuple[str, str]], which: ColumnElement[bool]) -> set[str]:
    """The items of which a revision, of those looked at, must not be kept."""
    r = schema.revisions.c
    query = select(r.item, r.data).join(schema.items, schema.items.c.id == r.item).where(which)
    rows = connection.execute(query, execution_options={"yield_per": _BATCH})
    return {row.item for row in rows if forgotten(item_of(row.data), stones)}


def outlets_like(outlets: Iterable[tuple[str, int]], name: str) -> list[str]:
    """The names of outlets, of those given with their items, that one may be meant to be: at most three."""
    by = {outlet.casefold(): outlet for outlet, _ in outlets}
    holding = [outlet for folded, outlet in by.items() if name.casefold() in folded]
    return list(dict.fromkeys((*holding, *(by[near] for near in get_close_matches(name.casefold(), by)))))[:3]


def showing(connection: Connection, ids: Sequence[str]) -> int:
    """How many captures show any of some items."""
    batches = (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
    return len({capture for batch in batches for capture in sighted.showing(connection, batch)})


def remove(connection: Connection, ids: Sequence[str]) -> int:
    """Takes items out: revisions, facts, index, captures that show them, entities that no item names any more. How many captures went."""
    captures, told = 0, set[str]()
    learnt = dictionaries.learnt_from(connection, list(ids))
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        captures += remove_captures(connection, sighted.showing(connection, batch))
        for id in batch:
            writing.remove_facts(connection, id)
        told |= story_keeping.leave(connection, batch)
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
    story_keeping.summarise(connection, told)
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
        sighted.take(connection, batch)
        connection.execute(schema.captures.delete().where(schema.captures.c.digest.in_(batch)))
    return len(captures)
