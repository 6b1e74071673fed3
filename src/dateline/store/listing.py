"""Items in order of publication, the newest first: by the rarest tag that is asked for, or by day where none is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, exists, func, literal, or_, select

from ..types import Item
from . import cursors, schema
from .filters import Filter, other_clocks, published, tags_wanted
from .records_columns import countries_of_speakers
from .records_store import item_of, plain_values, text_of
from .rows import chunks
from .tagging import code_of
from .tags_tables import tagged

_NEVER = date(1, 1, 1)


@dataclass(frozen=True, slots=True)
class Listing:
    """Items in order, the cursor of the next page, None at the end."""

    items: tuple[Item, ...]
    next: str | None


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
    if not tags.groups:
        return _by_day(connection, wanted, limit, at)
    # One query a tag of the rarest group keeps each in the order of its list.
    first, *rest = tags.groups
    found = {row for code in first for row in _by_tag(connection, wanted, ((code,), *rest), limit, at)}
    wide = code_of(connection, "wide", "wide") if wanted.last is not None else None
    if wide is not None:
        # Uncertain days may begin before the range ends though they end after it.
        found.update(_by_tag(connection, wanted, ((wide[0],), *tags.groups), limit, at, after=True))
    return sorted(found, reverse=True)[:limit]


def _by_day(connection: Connection, wanted: Filter, limit: int, at: tuple[int, ...] | None) -> list[tuple[int, int]]:
    items = schema.items.c
    query = select(items.published_latest, items.number).where(*published(wanted), *other_clocks(wanted))
    found: list[tuple[int, int]] = []
    if at is None or at[0]:
        dated = query.where(items.published_latest.is_not(None))
        if at is not None:
            day = date.fromordinal(at[0])
            dated = dated.where(items.published_latest <= day, or_(items.published_latest < day, items.number < at[1]))
        rows = connection.execute(dated.order_by(items.published_latest.desc(), items.number.desc()).limit(limit))
        found = [(row.published_latest.toordinal(), row.number) for row in rows]
    if len(found) < limit and wanted.first is None and wanted.last is None:
        undated = query.where(items.published_latest.is_(None))
        if at is not None and not at[0]:
            undated = undated.where(items.number < at[1])
        rows = connection.execute(undated.order_by(items.number.desc()).limit(limit - len(found)))
        found += [(0, row.number) for row in rows]
    return found


def _by_tag(
    connection: Connection,
    wanted: Filter,
    groups: Sequence[tuple[int, ...]],
    limit: int,
    at: tuple[int, ...] | None,
    after: bool = False,
) -> list[tuple[int, int]]:
    query = tagged_query(wanted, groups, after)
    first = query.selected_columns
    if at is not None:
        query = query.where(or_(first.day < at[0], and_(first.day == at[0], first.number < at[1])), first.day <= at[0])
    rows = connection.execute(query.order_by(first.day.desc(), first.number.desc()).limit(limit))
    return [(row.day, row.number) for row in rows]


def tagged_query(wanted: Filter, groups: Sequence[tuple[int, ...]], after: bool = False) -> Select[Any]:
    """(day, number) of the items with a tag of each group, in the filter's days; `after`: those whose last day is after its end."""
    first = tagged.alias("t0")
    query = select(first.c.day, first.c.number).where(first.c.code.in_(groups[0]))
    query = query.distinct() if len(groups[0]) > 1 else query
    for n, codes in enumerate(groups[1:], 1):
        other = tagged.alias(f"t{n}")
        same = and_(other.c.code.in_(codes), other.c.day == first.c.day, other.c.number == first.c.number)
        query = query.join(other, same) if len(codes) == 1 else query.where(exists().where(same).correlate(first))
    if wanted.first is not None:
        query = query.where(first.c.day >= wanted.first.toordinal())
    if wanted.last is not None:
        end = wanted.last.toordinal()
        query = query.where(first.c.day > end if after else and_(first.c.day <= end, first.c.day > 0))
    clocks = other_clocks(wanted) + (published(wanted) if after else [])
    if clocks:
        query = query.join(schema.items, schema.items.c.number == first.c.number).where(*clocks)
    return query


def _current(numbers: Sequence[int]) -> Select[Any]:
    """(number, id, data) of the current revisions of items."""
    items, revisions = schema.items, schema.revisions
    query = select(items.c.number, items.c.id, revisions.c.data).join(revisions, revisions.c.id == items.c.revision)
    return query.where(items.c.number.in_(numbers))


def records(connection: Connection, numbers: Sequence[int]) -> list[Item]:
    """The items of these numbers, in this order."""
    found: dict[int, Item] = {}
    for part in chunks(numbers):
        found.update({row.number: item_of(row.data) for row in connection.execute(_current(part))})
    return [found[number] for number in numbers if number in found]


def texts(connection: Connection, numbers: Sequence[int]) -> dict[str, str]:
    """The texts of the items of these numbers, by id, in this order; their records are not made."""
    found: dict[int, tuple[str, str]] = {}
    for part in chunks(numbers):
        found.update({row.number: (row.id, text_of(row.data)) for row in connection.execute(_current(part))})
    return dict(found[number] for number in numbers if number in found)


def spoken_by(connection: Connection, numbers: Sequence[int], countries: frozenset[str]) -> list[int]:
    """Those of some items, by number, in which somebody of one of these countries may speak; their records are not made."""
    found: set[int] = set()
    for part in chunks(numbers):
        for row in connection.execute(_current(part)):
            here = countries_of_speakers(plain_values(row.data))
            if here is None or here & countries:
                found.add(row.number)
    return [number for number in numbers if number in found]


def count_all(connection: Connection) -> int:
    """How many items there are."""
    return int(connection.execute(select(func.count(literal(1))).select_from(schema.items)).scalar_one())
