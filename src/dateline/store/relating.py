"""Items that share names with others: of each entity the newest items that name it, counted without reading them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select

from . import postings
from .identities import canonical, chunks
from .identity_tables import identities
from .tags_tables import ENTITY_FACETS, FACETS, tags


def sharing(connection: Connection, points: Mapping[str, int], each: int) -> Counter[int]:
    """Points of items, by number: an item has those of every entity (by id) that it names in any spelling, where it is among the `each`
    newest that do."""
    heads = canonical(connection, points)
    worth = {head: max(points[id] for id in points if heads[id] == head) for head in set(heads.values())}
    found: Counter[int] = Counter()
    for head, codes in _codes(connection, worth).items():
        newest = {row for code in codes for row in _newest(connection, code, each)}
        found.update({number: worth[head] for _, number in sorted(newest, reverse=True)[:each]})
    return found


def _codes(connection: Connection, heads: Iterable[str]) -> dict[str, list[int]]:
    """The tags of entities and of all that are one with them, by canonical id."""
    whose = {id: id for id in heads}
    for part in chunks(whose):
        query = select(identities.c.entity, identities.c.canonical).where(identities.c.canonical.in_(part))
        whose |= {row.entity: row.canonical for row in connection.execute(query)}
    found: dict[str, list[int]] = defaultdict(list)
    facets = [FACETS.index(facet) for facet in ENTITY_FACETS]
    for part in chunks(whose):
        query = select(tags.c.code, tags.c.value).where(tags.c.facet.in_(facets), tags.c.value.in_(part))
        for row in connection.execute(query):
            found[whose[row.value]].append(row.code)
    return found


def _newest(connection: Connection, code: int, each: int) -> list[tuple[int, int]]:
    found = postings.places(connection, [[str(code)]])
    rows = connection.execute(found.order_by(found.selected_columns.place.desc()).limit(each)).scalars()
    return [postings.parts(place)[:2] for place in rows]
