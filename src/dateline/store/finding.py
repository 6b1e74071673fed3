"""Items by words: best first or newest first, with snippets; facets with counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import Connection, Integer, Select, column, func, or_, select, text, union_all

from ..errors import UsageError
from ..types import Item
from . import cursors, listing, schema
from .cursors import Rows
from .filters import Filter, Tags, entity_codes, months, other_clocks, published, tags_wanted
from .identities import canonical, group, one_entity
from .listing import records
from .postings import number_of
from .rows import chunks
from .searching import fts5, searchable, tsquery
from .snippets import snippet
from .tagging import code_of
from .tags_tables import ENTITY_FACETS, FACETS, indexed, tags

#: The last items to come in among which a search ranks, and among which it counts; words in more items are of no use to tell them apart.
RANKED, COUNTED, EVERYTHING = 20_000, 10_000, 2**62
#: How deep the pages of a search go.
DEEPEST = 10_000
#: Codes up to this one are counted in an array with a place for every serial number.
_BY_PLACE = 64_000_000
ORDERS = ("best", "newest")

#: A word of the headline weighs as much as four of the text.
_FTS5 = (
    "SELECT rowid AS number, bm25(words, 4.0, 1.0, 0.0) AS score FROM words WHERE words MATCH :match "
    "ORDER BY rowid DESC LIMIT :most"
)
_FTS5_PLAIN = "SELECT rowid AS number FROM words WHERE words MATCH :match ORDER BY rowid DESC LIMIT :most"
_TSQUERY = (
    "SELECT number, -ts_rank('{0.1, 0.2, 0.25, 1.0}', vector, CAST(:match AS tsquery), 1) AS score FROM words "
    "WHERE vector @@ CAST(:match AS tsquery) ORDER BY number DESC LIMIT :most"
)
_TSQUERY_PLAIN = "SELECT number FROM words WHERE vector @@ CAST(:match AS tsquery) ORDER BY number DESC LIMIT :most"


@dataclass(frozen=True, slots=True)
class Hit:
    """An item found by words, with the part of its text around them. `marks` are the words found, as positions in the part; the part
    begins at `start` in the item's text."""

    item: Item
    snippet: str
    marks: tuple[tuple[int, int], ...]
    start: int = 0


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


def matching_numbers(
    connection: Connection,
    query: str,
    wanted: Filter,
    tags: Tags,
    most: int,
    *,
    ranked: bool = False,
) -> Select[Any] | None:
    """(number[, score]) of the items with the words and tags, at most the last `most` to come in; None where there can be none."""
    if tags.none or not searchable(query):
        return None
    groups = list(tags.groups)
    named = months(wanted)
    if named:
        found = [code_of(connection, "month", month) for month in named]
        wide = code_of(connection, "wide", "wide")
        either = tuple(code[0] for code in (*found, wide) if code is not None)
        if not either:
            return None
        groups.append(either)
    if connection.dialect.name == "sqlite":
        match, sql = fts5(query, groups), _FTS5 if ranked else _FTS5_PLAIN
    else:
        match, sql = tsquery(query, groups), _TSQUERY if ranked else _TSQUERY_PLAIN
    columns = [column("number", Integer), *([column("score")] if ranked else [])]
    part = text(sql).bindparams(match=match, most=most).columns(*columns).subquery("found")
    query_ = select(*part.c)
    conditions = [*published(wanted), *other_clocks(wanted)]
    if conditions:
        query_ = query_.join(schema.items, schema.items.c.number == part.c.number).where(*conditions)
    return query_


def search(
    connection: Connection, query: str, wanted: Filter, limit: int, cursor: str | None = None, order: str = "best"
) -> Rows[Hit]:
    """Items with the words of a query, best first or newest first."""
    if order not in ORDERS:
        raise UsageError(f"order must be best or newest, got {order!r}")
    asked = ("search", query, wanted, order)
    offset = cursors.read(asked, cursor, 1)[0] if cursor is not None else 0
    found = matching_numbers(connection, query, wanted, tags_wanted(connection, wanted), RANKED, ranked=order == "best")
    if found is None:
        return Rows()
    cursors.limited(limit)
    columns = found.selected_columns
    if order == "best":
        found = found.order_by(columns.score, columns.number.desc())
    else:
        part = found.subquery("of")
        day = func.coalesce(indexed.c.day, 0)
        found = select(part.c.number).join(indexed, indexed.c.number == part.c.number).order_by(day.desc(), part.c.number.desc())
    numbers = [row.number for row in connection.execute(found.limit(limit + 1).offset(offset))]
    end = offset + limit
    following = cursors.written(asked, (end,)) if len(numbers) > limit and end < DEEPEST else None
    hits = (Hit(item, *snippet(item.text, query, skip=_headline(item))) for item in records(connection, numbers[:limit]))
    return Rows.of(hits, following)


def _headline(item: Item) -> int:
    """How many code points of an item's text its headline takes, with the end of its line."""
    line = item.text.split("\n", 1)[0]
    return len(line) + 1 if item.headline == line else 0


def facets(connection: Connection, query: str, wanted: Filter, most: int = 20, only: Sequence[str] = FACETS) -> Facets:
    """The facets of a search, or of a listing where the query is empty; of the whole archive those alone that are named."""
    tags_ = tags_wanted(connection, wanted)
    if not query.strip() and wanted == Filter():
        return _of_everything(connection, most, only)
    if query.strip():
        found = matching_numbers(connection, query, wanted, tags_, COUNTED + 1)
    else:
        found = None if tags_.none else numbers(connection, wanted, tags_)
    if found is None:
        return Facets(0, True, {})
    part = found.limit(COUNTED + 1).subquery("of")
    # Rows as the driver gives them: SQLAlchemy's handling of 10,000 costs more than finding them.
    cursor: Any = connection.execute(select(indexed.c.codes).join(part, part.c.number == indexed.c.number)).cursor
    rows = [bytes(codes) for (codes,) in cursor.fetchall()]
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


def numbers(connection: Connection, wanted: Filter, tags_: Tags) -> Select[Any]:
    """(number) of the items that a filter lets through, the latest first."""
    query = listing.listed(connection, wanted, tags_.tokens or [["i"]])
    place = query.selected_columns.place
    wide = code_of(connection, "wide", "wide") if wanted.last is not None else None
    if wide is None:
        return query.order_by(place.desc()).with_only_columns(number_of(place).label("number"))
    # Uncertain days may begin before the range ends though they end after it.
    later = listing.listed(connection, wanted, [[str(wide[0])], *tags_.tokens], after=True)
    either = union_all(query, later).subquery()
    return select(number_of(either.c.place).label("number")).order_by(either.c.place.desc())


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


def _counted(connection: Connection, rows: Any, most: int) -> dict[str, tuple[Count, ...]]:
    codes, counts = _frequencies(np.frombuffer(b"".join(rows), "<u4"))
    best: dict[int, int] = {}
    for facet in range(len(FACETS)):
        mine = np.flatnonzero(codes & 15 == facet)
        # A few more than asked, since those with equal counts go by name.
        kept = mine[np.argsort(-counts[mine], kind="stable")][: _looked_at(facet, most)]
        best.update(zip(codes[kept].tolist(), counts[kept].tolist(), strict=True))
    known = [row for part in chunks(best) for row in connection.execute(select(tags).where(tags.c.code.in_(part)))]
    one = _together(connection, rows, {row.code: row.value for row in known if FACETS[row.facet] in ENTITY_FACETS})
    return _shown([(row.facet, *one.get(row.code, (row.value, row.name, best[row.code]))) for row in known], most)


def _together(connection: Connection, rows: Any, entities: Mapping[int, str]) -> dict[int, tuple[str, str, int]]:
    """(canonical id, name, items) of the tags of entities that have several spellings, each item counted once."""
    heads = canonical(connection, entities.values())
    several = {code: heads[id] for code, id in entities.items() if heads[id] != id}
    shared = {code: heads[id] for code, id in entities.items() if heads[id] in set(several.values())}
    found: dict[int, tuple[str, str, int]] = {}
    for head in set(shared.values()):
        codes = list(entity_codes(connection, group(connection, head)))
        number = sum(bool(np.isin(codes, np.frombuffer(row, "<u4")).any()) for row in rows)
        entity = one_entity(connection, head)
        name = entity.name if entity is not None else head
        found |= {code: (head, name, number) for code, to in shared.items() if to == head}
    return found


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


def _shown(rows: list[tuple[int, str, str, int]], most: int) -> dict[str, tuple[Count, ...]]:
    found: dict[str, list[Count]] = {}
    for facet, value, name, items in dict.fromkeys(rows):
        if FACETS[facet] != "wide":
            found.setdefault(FACETS[facet], []).append(Count(value, name, items))
    years: dict[str, int] = {}
    for month in found.get("month", ()):
        years[month.value[:4]] = years.get(month.value[:4], 0) + month.items
    if years:
        found["year"] = [Count(year, year, items) for year, items in years.items()]
    by_count = {name: sorted(values, key=lambda c: (-c.items, c.name, c.value))[:most] for name, values in found.items()}
    by_time = {name: tuple(sorted(found[name], key=lambda c: c.value)) for name in ("month", "year") if name in found}
    return {name: tuple(values) for name, values in sorted(by_count.items())} | by_time
