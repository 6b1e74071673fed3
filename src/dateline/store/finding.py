"""Items by words: best first or newest first, with snippets."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Integer, Select, column, func, select, text, union_all

from ..errors import UsageError
from ..types import Item
from . import cursors, listing, schema, word_tables
from .cursors import Rows
from .filters import Filter, Tags, months, other_clocks, published, tags_wanted
from .listing import records
from .postings import number_of
from .searching import fts5, searchable, tsquery
from .snippets import opening, snippet
from .tagging import code_of
from .tags_tables import indexed

#: The last items to come in among which a search ranks; words in more items are of no use to tell them apart.
RANKED, EVERYTHING = 5_000, 2**62
#: How deep the pages of a search go.
DEEPEST = 10_000
ORDERS = ("best", "newest")

#: A word of the headline weighs as much as four of the text.
_BM25 = "bm25({table}, 4.0, 1.0, 0.0)"
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
        match, sql = fts5(query, groups), word_tables.found(connection, _BM25 if ranked else "")
    else:
        match, sql = tsquery(query, groups), _TSQUERY if ranked else _TSQUERY_PLAIN
    columns = [column("number", Integer), *([column("score")] if ranked else [])]
    part = text(sql).bindparams(match=match, most=most).columns(*columns).subquery("found")
    query_ = select(*part.c)
    conditions = [*published(wanted), *other_clocks(wanted)]
    if conditions:
        query_ = query_.join(schema.items, schema.items.c.number == part.c.number).where(*conditions)
    return query_


@dataclass(frozen=True, slots=True)
class Matched:
    """The last items to come in that have the words and tags of a search, looked up once for all that is made of them: `rows` of `indexed`
    as the driver gives them (number, day, codes, statements, events, figures, days), the latest first."""

    query: str
    wanted: Filter
    rows: list[tuple[Any, ...]]


def matched(connection: Connection, query: str, wanted: Filter, most: int) -> Matched:
    """At most the last `most` items with the words."""
    found = matching_numbers(connection, query, wanted, tags_wanted(connection, wanted), most)
    if found is None:
        return Matched(query, wanted, [])
    part = found.subquery("of")
    # SQLAlchemy's handling of 10,000 rows costs more than finding them.
    cursor: Any = connection.execute(select(indexed).join(part, part.c.number == indexed.c.number)).cursor
    return Matched(query, wanted, sorted(cursor.fetchall(), key=itemgetter(0), reverse=True))


def search(
    connection: Connection, query: str, wanted: Filter, limit: int, cursor: str | None = None, order: str = "best"
) -> Rows[Hit]:
    """Items with the words of a query, best first or newest first. Of the best, a headline alone (a teaser) comes last on its page: words
    weigh more in a headline, and the shorter the text the more, so that it would stand before every report."""
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
    items = list(records(connection, numbers[:limit]))
    if order == "best":
        items.sort(key=lambda item: _headline(item) > len(item.text))
    return Rows.of([Hit(item, *snippet(item.text, query, skip=_headline(item))) for item in items], following)


def unworded(connection: Connection, wanted: Filter, limit: int, cursor: str | None = None) -> Rows[Hit]:
    """The items that a search of filters alone finds, newest first, each with the opening of its text."""
    found = listing.list_items(connection, wanted, limit, cursor)
    return Rows.of([Hit(item, *opening(item.text, _headline(item))) for item in found.items], found.next)


def _headline(item: Item) -> int:
    """How many code points of an item's text its headline takes, with the end of its line."""
    line = item.text.split("\n", 1)[0]
    return len(line) + 1 if item.headline == line else 0


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
