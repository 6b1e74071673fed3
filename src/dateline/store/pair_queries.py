"""Events between two countries: the latest, and their number by month and type."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from ..types import Event, Item
from . import cursors, postings, schema
from .fact_words import mention_spans
from .facts_writing import between, pair_token
from .listing import data, records
from .records_columns import Columns
from .records_layout import FORMAT
from .records_store import columns_of


class PairMonth(NamedTuple):
    """How many events of a type and mode ("" for none) a month ("2025-01") had between two countries."""

    month: str
    type: str
    mode: str
    events: int


def events(
    connection: Connection, a: str, b: str, since: date | None, until: date | None, most: int, cursor: str | None = None
) -> cursors.Rows[tuple[Item, Event, str, str]]:
    """(item, event, by, to), the latest first; of those who act together, `a` acts."""
    listing = ("pair", a, b, since, until)
    low = postings.since(since.toordinal()) if since else 0
    high = postings.LAST
    if until:
        low, high = max(low, postings.since(1)), postings.since(until.toordinal() + 1) - 1
    if cursor is not None:
        day, number, n = cursors.read(listing, cursor, 3)
        high = min(high, postings.place(day, number, postings.EVENT, n) - 1)
    query = postings.places(connection, [[pair_token(a, b), pair_token(b, a)]], low, high)
    query = query.order_by(query.selected_columns.place.desc()).limit(cursors.limited(most) + 1)
    places = [postings.parts(place) for place in connection.execute(query).scalars()]
    following = cursors.written(listing, _key(places[most - 1])) if len(places) > most else None
    del places[most:]
    numbers = list(dict.fromkeys(place.number for place in places))
    items = dict(zip(numbers, records(connection, numbers), strict=True))
    found: list[tuple[Item, Event, str, str]] = []
    for place in places:
        item = items[place.number]
        event = item.events[place.n]
        sides = [(a, b) if mutual else (by, to) for by, to, mutual in between(event) if {by, to} == {a, b}]
        found += [(item, event, *side) for side in sides]
    return cursors.Rows.of(found, following)


def _key(place: postings.Place) -> tuple[int, int, int]:
    return place.day, place.number, place.n


def speaking(connection: Connection, numbers: Sequence[int], a: str, b: str) -> list[Item]:
    """Those of some items, by number, in which somebody of one of two countries may speak of the other; no other record is made."""
    found = []
    for number, record in data(connection, numbers).items():
        columns = columns_of(record)
        if columns is None or columns.format != FORMAT or _speaks(columns, {a: b, b: a}):
            found.append(number)
    return records(connection, [number for number in numbers if number in set(found)])


def _speaks(column: Columns, others: dict[str, str]) -> bool:
    speakers, countries = column("Statement", "entity"), column("Entity", "country")
    said = [
        (others[countries[who]], content)
        for who, content in zip(speakers, column("Statement", "content"), strict=True)
        if who is not None and countries[who] in others
    ]
    if not said:
        return False
    types = column("Entity", "type")
    named = [
        (countries[place], start, end)
        for place, (start, end) in zip(column("Mention", "entity"), mention_spans(column), strict=True)
        if place is not None and countries[place] in others and types[place] != "place"
    ]
    return any(
        country == other and first <= start and end <= first + length
        for other, content in said
        for first, length in zip(content[::2], content[1::2], strict=True)
        for country, start, end in named
    )


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
