"""Events between two countries: the latest, and their number by month and type."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from ..types import Event, Item
from . import postings, schema
from .facts_writing import between, pair_token
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
    low = postings.since(since.toordinal()) if since else 0
    high = postings.LAST
    if until:
        low, high = max(low, postings.since(1)), postings.since(until.toordinal() + 1) - 1
    query = postings.places(connection, [[pair_token(a, b), pair_token(b, a)]], low, high)
    rows = connection.execute(query.order_by(query.selected_columns.place.desc()).limit(most)).scalars()
    places = [postings.parts(place) for place in rows]
    numbers = list(dict.fromkeys(place.number for place in places))
    items = dict(zip(numbers, records(connection, numbers), strict=True))
    found: list[tuple[Item, Event, str, str]] = []
    for place in places:
        item = items[place.number]
        event = item.events[place.n]
        sides = [(a, b) if mutual else (by, to) for by, to, mutual in between(event) if {by, to} == {a, b}]
        found += [(item, event, *side) for side in sides]
    return found[:most]


def months(connection: Connection, a: str, b: str, since: date | None, until: date | None) -> list[PairMonth]:
    """The months of a pair, by type."""
    c = schema.pair_months.c
    found: list[PairMonth] = []
    for by, to in ((a, b), (b, a)):
        query = select(c.month, c.type, c.mode, c.events).where(c.by == by, c.to == to, c.events > 0)
        query = query.where(c.month >= since.year * 12 + since.month - 1) if since else query
        query = query.where(c.month <= until.year * 12 + until.month - 1) if until else query
        rows = connection.execute(query)
        found += [PairMonth(f"{month // 12:04}-{month % 12 + 1:02}", *rest) for month, *rest in rows]
    return found
