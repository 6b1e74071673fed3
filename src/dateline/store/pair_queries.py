"""Events between two countries: the latest, and their number by month and type."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from ..types import Event, Item
from . import schema
from .listing import records


class PairMonth(NamedTuple):
    """How many events of a type and mode ("" for none) a month ("2025-01") had between two countries."""

    month: str
    type: str
    mode: str
    events: int


def events(
    connection: Connection, a: str, b: str, since: date | None, until: date | None, most: int
) -> list[tuple[Item, Event, str, str]]:
    """(item, event, by, to), the latest first; of those who act together, `a` acts."""
    c = schema.pairs.c
    found: list[Any] = []
    for by, to in ((a, b), (b, a)):
        query = select(c.day, c.item, c.n, c.by, c.to, c.mutual).where(c.by == by, c.to == to)
        query = query.where(c.day >= since.toordinal()) if since else query
        query = query.where(c.day <= until.toordinal(), c.day > 0) if until else query
        found += connection.execute(query.order_by(c.day.desc(), c.item.desc(), c.n).limit(most))
    found.sort(key=lambda row: (-row.day, -row.item, row.n))
    kept = found[:most]
    numbers = list(dict.fromkeys(row.item for row in kept))
    items = dict(zip(numbers, records(connection, numbers), strict=True))
    sides = ((a, b) if row.mutual else (row.by, row.to) for row in kept)
    return [(items[row.item], items[row.item].events[row.n], *side) for row, side in zip(kept, sides, strict=True)]


def months(connection: Connection, a: str, b: str, since: date | None, until: date | None) -> list[PairMonth]:
    """The months of a pair, by type."""
    c = schema.pair_months.c
    found: list[PairMonth] = []
    for by, to in ((a, b), (b, a)):
        query = select(c.month, c.type, c.mode, c.events).where(c.by == by, c.to == to, c.events > 0)
        query = query.where(c.month >= f"{since:%Y-%m}") if since else query
        query = query.where(c.month <= f"{until:%Y-%m}") if until else query
        found += [PairMonth(*row) for row in connection.execute(query)]
    return found
