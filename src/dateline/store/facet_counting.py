"""Facets: how many items of a search, a listing or the whole archive have each value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import Connection, func, or_, select

from . import cursors
from .cursors import Rows
from .filters import Filter, entity_codes, tags_wanted
from .finding import Matched, matching_numbers, numbers
from .identities import canonical, group, one_entity
from .rows import numbered
from .tags_tables import ENTITY_FACETS, FACETS, indexed, tags

#: The last items to come in among which a search counts.
COUNTED = 10_000
#: Codes up to this one are counted in an array with a place for every serial number.
_BY_PLACE = 64_000_000


@dataclass(frozen=True, slots=True)
class Count:
    """A value of a facet: how it is shown, and in how many items it is found."""

    value: str
    name: str
    items: int


@dataclass(frozen=True, slots=True)
class Facets:
    """How many items there are, and of each facet the most frequent values with their counts. Where `exact` is false there are more
    items, and the counts are of the last `total` that came in."""

    total: int
    exact: bool
    values: Mapping[str, tuple[Count, ...]]

    def __getitem__(self, facet: str) -> tuple[Count, ...]:
        return self.values.get(facet, ())


def facets(connection: Connection, query: str, wanted: Filter, most: int = 20, only: Sequence[str] = FACETS) -> Facets:
    """The facets of a search, or of a listing where the query is empty; of the whole archive those alone that are named."""
    if not query.strip() and wanted == Filter():
        return _of_everything(connection, most, only)
    tags_ = tags_wanted(connection, wanted)
    if query.strip():
        found = matching_numbers(connection, query, wanted, tags_, COUNTED + 1)
    else:
        found = None if tags_.none else numbers(connection, wanted, tags_)
    if found is None:
        return Facets(0, True, {})
    part = found.limit(COUNTED + 1).subquery("of")
    # Rows as the driver gives them: SQLAlchemy's handling of 10,000 costs more than finding them.
    cursor: Any = connection.execute(select(indexed.c.codes).join(part, part.c.number == indexed.c.number)).cursor
    return _of_rows(connection, [codes for (codes,) in cursor.fetchall()], most)


def facets_of(connection: Connection, found: Matched, most: int = 20) -> Facets:
    """The facets of a search whose items were looked up, COUNTED + 1 of them."""
    return _of_rows(connection, [row[_CODES] for row in found.rows], most)


#: Where the tags stand in a row of `indexed`.
_CODES = indexed.c.keys().index("codes")


def _of_rows(connection: Connection, rows: list[bytes], most: int) -> Facets:
    exact = len(rows) <= COUNTED
    return Facets(min(len(rows), COUNTED), exact, _counted(connection, rows[:COUNTED], most))


def values(connection: Connection, facet: str, limit: int, cursor: str | None) -> Rows[tuple[str, int]]:
    """(value, items) of one of FACETS in the whole archive, most frequent first, those with as many items in order of their coming."""
    cursors.limited(limit)
    key, count = ("values", facet), tags.c["items"]
    query = select(tags.c.value, count, tags.c.code).where(tags.c.facet == FACETS.index(facet), count > 0)
    if cursor is not None:
        items, code = cursors.read(key, cursor, 2)
        query = query.where(tags.c.size <= items.bit_length(), count <= items, or_(count < items, tags.c.code > code))
    rows = connection.execute(query.order_by(tags.c.size.desc(), count.desc(), tags.c.code).limit(limit + 1)).all()
    following = cursors.written(key, (rows[limit - 1][1], rows[limit - 1].code)) if len(rows) > limit else None
    return Rows.of(((row.value, row[1]) for row in rows[:limit]), following)


def outlets_named(connection: Connection, name: str) -> tuple[str, ...]:
    """The outlets that have a name, else those that have it but for capitals and "The"."""
    outlets = select(tags.c.value).where(tags.c.facet == FACETS.index("outlet"), tags.c["items"] > 0)
    if found := tuple(connection.execute(outlets.where(tags.c.value == name)).scalars()):
        return found
    bare = name.casefold().removeprefix("the ")
    return tuple(
        sorted(value for value in connection.execute(outlets).scalars() if value.casefold().removeprefix("the ") == bare)
    )


def _frequencies(found: Any) -> tuple[Any, Any]:
    """The codes, in order, and how often each comes; they are counted by their serial numbers, of which there are up to some millions,
    rather than sorted."""
    if len(found) and int(found.max()) > _BY_PLACE:
        return np.unique(found, return_counts=True)
    serial = found >> 4
    counts = np.bincount(serial)
    codes = np.zeros(len(counts), found.dtype)
    codes[serial] = found  # a serial number is of one tag
    there = np.flatnonzero(counts)
    return codes[there], counts[there]


def _counted(connection: Connection, rows: Sequence[bytes], most: int) -> dict[str, tuple[Count, ...]]:
    everything = np.frombuffer(b"".join(rows), "<u4")
    codes, counts = _frequencies(everything)
    best: dict[int, int] = {}
    for facet in range(len(FACETS)):
        mine = np.flatnonzero(codes & 15 == facet)
        # A few more than asked, since those with equal counts go by name.
        kept = mine[np.argsort(-counts[mine], kind="stable")][: _looked_at(facet, most)]
        best.update(zip(codes[kept].tolist(), counts[kept].tolist(), strict=True))
    known = numbered(connection, "SELECT code, facet, value, name FROM tags WHERE code IN ({values})", best)
    entities = {code: value for code, facet, value, _ in known if FACETS[facet] in ENTITY_FACETS}
    one = _together(connection, rows, everything, entities)
    return _shown([(facet, *one.get(code, (value, name, best[code]))) for code, facet, value, name in known], most)


def _together(
    connection: Connection, rows: Sequence[bytes], everything: Any, entities: Mapping[int, str]
) -> dict[int, tuple[str, str, int]]:
    """(canonical id, name, items) of the tags of entities that have several spellings, each item counted once; `everything` is the rows'
    codes in one array."""
    heads = canonical(connection, entities.values())
    several = {heads[id] for id in entities.values() if heads[id] != id}
    found: dict[int, tuple[str, str, int]] = {}
    for head in sorted(several):
        codes = list(entity_codes(connection, group(connection, head)))
        entity = one_entity(connection, head)
        shown = head, entity.name if entity is not None else head, _rows_with(rows, everything, codes)
        found.update({code: shown for code, id in entities.items() if heads[id] == head})
    return found


def _rows_with(rows: Sequence[bytes], everything: Any, codes: Sequence[int]) -> int:
    """In how many rows one of some codes stands."""
    ends = np.cumsum([len(row) // 4 for row in rows])
    return len(np.unique(np.searchsorted(ends, np.flatnonzero(np.isin(everything, codes)), side="right")))


def _looked_at(facet: int, most: int) -> int:
    """How many values of a facet are looked at: every month, since years are sums of them."""
    return 10_000 if FACETS[facet] == "month" else 2 * most + 10


def _of_everything(connection: Connection, most: int, only: Sequence[str]) -> Facets:
    rows: list[tuple[int, str, str, int]] = []
    count = tags.c["items"]
    for facet in map(FACETS.index, only):
        query = select(tags).where(tags.c.facet == facet, count > 0).order_by(tags.c.size.desc(), count.desc())
        query = query.limit(_looked_at(facet, most))
        rows += [(row.facet, row.value, row.name, row.items) for row in connection.execute(query)]
    kind = FACETS.index("kind")
    total = int(connection.execute(select(func.coalesce(func.sum(count), 0)).where(tags.c.facet == kind)).scalar_one())
    return Facets(total, True, _shown(rows, most))


def _shown(rows: Iterable[tuple[int, str, str, int]], most: int) -> dict[str, tuple[Count, ...]]:
    """Counts from (facet, value, name, items), some of them twice: the most frequent of each facet, months and years in order."""
    found: dict[str, list[tuple[int, str, str]]] = {}
    for facet, value, name, items in set(rows):
        found.setdefault(FACETS[facet], []).append((-items, name, value))
    found.pop("wide", None)
    months = sorted((value, -fewer) for fewer, _, value in found.pop("month", ()))
    years: dict[str, int] = {}
    for month, items in months:
        years[month[:4]] = years.get(month[:4], 0) + items
    shown = {facet: [Count(value, name, -n) for n, name, value in sorted(found[facet])[:most]] for facet in found}
    if months:
        shown["month"] = [Count(month, month, items) for month, items in months]
        shown["year"] = [Count(year, year, items) for year, items in years.items()]
    return {facet: tuple(shown[facet]) for facet in sorted(shown)}
