"""Items in order of publication, the newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select

from ..types import Item
from . import cursors, postings, schema
from .filters import Filter, other_clocks, published, tags_wanted
from .records_store import item_of, text_of
from .rows import numbered, uncollected
from .tagging import code_of


@dataclass(frozen=True, slots=True)
class Listing:
    """Items in order, of which it is a list too; the cursor of the next page, None at the end."""

    items: tuple[Item, ...]
    next: str | None

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


def list_items(connection: Connection, wanted: Filter, limit: int, cursor: str | None) -> Listing:
    """Items, newest first; those without a day come last."""
    cursors.limited(limit)
    at = cursors.read(("items", wanted), cursor, 2) if cursor is not None else None
    found = newest(connection, wanted, limit + 1, at)
    following = cursors.written(("items", wanted), found[limit - 1]) if len(found) > limit else None
    return Listing(tuple(records(connection, [number for _, number in found[:limit]])), following)


def newest(connection: Connection, wanted: Filter, limit: int, at: tuple[int, ...] | None = None) -> list[tuple[int, int]]:
    """(day, number) of items, newest first, after a place in that order."""
    tags = tags_wanted(connection, wanted)
    if tags.none:
        return []
    # One query a tag of the rarest group keeps each in the order of its list.
    first, *rest = tags.tokens or [["i"]]
    found = {row for token in first for row in _newest(connection, listed(connection, wanted, [[token], *rest], at), limit)}
    wide = code_of(connection, "wide", "wide") if wanted.last is not None else None
    if wide is not None:
        # Uncertain days may begin before the range ends though they end after it.
        later = listed(connection, wanted, [[str(wide[0])], *tags.tokens], at, after=True)
        found.update(_newest(connection, later, limit))
    return sorted(found, reverse=True)[:limit]


def _newest(connection: Connection, query: Select[Any], limit: int) -> list[tuple[int, int]]:
    rows = connection.execute(query.order_by(query.selected_columns.place.desc()).limit(limit)).scalars()
    return [postings.parts(place)[:2] for place in rows]


def newest_day(connection: Connection) -> date | None:
    """The latest day of publication, of the items whose day is certain."""
    query = listed(connection, Filter(), [["i"]])
    place, items = query.selected_columns.place, schema.items.c
    certain = query.where(items.number == postings.number_of(place), items.published_earliest == items.published_latest)
    found = connection.execute(certain.order_by(place.desc()).limit(1)).scalar()
    return date.fromordinal(postings.parts(found).day) if found is not None else None


def newest_with(connection: Connection, wanted: Filter, groups: postings.Groups, limit: int) -> list[int]:
    """The newest items with a tag of each group, in the filter's days, by number."""
    return [number for _, number in _newest(connection, listed(connection, wanted, groups), limit)]


def listed(
    connection: Connection,
    wanted: Filter,
    groups: postings.Groups,
    at: tuple[int, ...] | None = None,
    after: bool = False,
) -> Select[Any]:
    """(place) of the items with a tag of each group, in the filter's days, beyond a place in the order of days (`at`: day, number);
    `after`: those whose last day is after its end."""
    low, high = _bounds(wanted, after)
    high = min(high, postings.place(*at) - 1) if at is not None else high
    query = postings.places(connection, groups, low, high)
    clocks = other_clocks(wanted) + (published(wanted) if after else [])
    if clocks:
        number = postings.number_of(query.selected_columns.place)
        query = query.where(schema.items.c.number == number, *clocks)
    return query


def _bounds(wanted: Filter, after: bool) -> tuple[int, int]:
    low = postings.since(wanted.first.toordinal()) if wanted.first is not None else 0
    if wanted.last is None:
        return low, postings.LAST
    end = postings.since(wanted.last.toordinal() + 1)
    return (max(low, end), postings.LAST) if after else (max(low, postings.since(1)), end - 1)


def data(connection: Connection, numbers: Sequence[int]) -> dict[int, bytes]:
    """The records of items in their current revisions, as bytes, by number."""
    rows = numbered(connection, f"SELECT items.number, revisions.data {_CURRENT}", numbers)
    return {number: bytes(found) for number, found in rows}


_CURRENT = "FROM items JOIN revisions ON revisions.id = items.revision WHERE items.number IN ({values})"


def records(connection: Connection, numbers: Sequence[int]) -> list[Item]:
    """The items of these numbers, in this order."""
    found = data(connection, numbers)
    with uncollected():
        return [item_of(found[number]) for number in numbers if number in found]


def texts(connection: Connection, numbers: Sequence[int]) -> dict[str, str]:
    """The texts of the items of these numbers, by id, in this order; their records are not made."""
    rows = numbered(connection, f"SELECT items.number, items.id, revisions.data {_CURRENT}", numbers)
    found = {number: (id, text_of(bytes(record))) for number, id, record in rows}
    return dict(found[number] for number in numbers if number in found)
