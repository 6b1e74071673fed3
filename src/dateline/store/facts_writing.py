"""What follows from an item's record: entities, tags, words, the places of its facts, events between countries counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import Connection, delete

from ..types import Event, Item
from . import copy_marks, indexing, postings, schema, story_keeping, tagging
from .postings import EVENT, FIGURE, STATEMENT, first_of, place, token
from .rows import placeholder, put_rows
from .tagging import Key, compiled_facts, day_of, entities_of, key_of, packed
from .tags_tables import indexed

Numbered = Sequence[tuple[int, Item]]


class _Days(NamedTuple):
    """The days of an item and of its facts, counted from year 1; 0 where none is known."""

    item: int
    statements: list[int]
    events: list[tuple[int, int]]


#: (by, to, mutual) of the countries that an event joins.
Joined = Sequence[tuple[str, str, bool]]


def put(connection: Connection, items: Numbered) -> None:
    """Adds all that follows from items, by number."""
    if not items:
        return
    tagged = tagging.put(connection, items, [entities_of(item) for _, item in items])
    signs = {number: _signs(codes) for number, codes in tagged.items.items()}
    indexing.put(connection, items, signs)
    rows: list[tuple[Any, ...]] = []
    met: list[Pair] = []
    places: list[tuple[int, str]] = []
    ranges: list[tuple[int, int, int]] = []
    for number, item in items:
        days, joined = _days_of(item), [between(event) for event in item.events]
        rows.append(_indexed(number, item, tagged.items[number], days))
        places += _places(number, item, signs[number], tagged.codes, days, joined)
        ranges += _ranges(number, days)
        met += _pairs(item, joined)
    put_rows(connection, indexed, rows)
    postings.put(connection, places)
    put_rows(connection, schema.happened, ranges)
    _count_pairs(connection, Counter(met))
    copy_marks.put_again(connection, items)


def take(connection: Connection, number: int, item: Item) -> None:
    """Takes all that follows from an item away, but for entities; `item` is as it was put."""
    speakers, _ = tagging.known(connection, [key_of(entity) for s in item.statements for entity in s.speakers])
    codes = tagging.take(connection, number)
    if not codes:
        return
    joined = [between(event) for event in item.events]
    indexing.take(connection, number, item, _signs(codes))
    postings.take(connection, _places(number, item, _signs(codes), speakers, _days_of(item), joined))
    connection.execute(delete(schema.happened).where(schema.happened.c.item == number))
    _count_pairs(connection, {pair: -n for pair, n in Counter(_pairs(item, joined)).items()})
    copy_marks.take(connection, number, item)
    story_keeping.note_change(connection, item.id)


def _days_of(item: Item) -> _Days:
    return _plain_days_of(item) if compiled_facts is None else _Days(*compiled_facts.days_of(item))


def _plain_days_of(item: Item) -> _Days:
    day = day_of(item)
    said = [s.when.latest.toordinal() if s.when else day for s in item.statements]
    return _Days(day, said, [happened(item, e) for e in item.events])


def _indexed(number: int, item: Item, codes: Sequence[int], days: _Days) -> tuple[Any, ...]:
    facts = [*days.statements, *(last for _, last in days.events)]
    counts = len(days.statements), len(days.events), len(item.figures)
    return number, days.item, packed(codes), *counts, packed(facts) if facts.count(days.item) < len(facts) else None


def places_of(rows: Sequence[tuple[Any, ...]], kind: int) -> Any:
    """The places of the facts of a kind of some items, as an array, from their rows in `indexed`: number, day, how many facts of the kind
    and how many statements they have, the days of their facts."""
    plain = rows if kind == FIGURE else [row for row in rows if row[4] is None]
    numbers, days, found = (
        (np.array(column, np.int64) for column in list(zip(*plain, strict=True))[:3]) if plain else [_NO_ROWS] * 3
    )
    counts = np.minimum(found, postings.FACTS)
    # The facts of an item count down from its first.
    down = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    own = [np.array(_own(row, kind), np.int64) for row in rows if row[4] is not None] if kind != FIGURE else []
    return np.concatenate([np.repeat(postings.first_of(days, numbers, kind), counts) - down, *own])


_NO_ROWS = np.array([], np.int64)


def _own(row: tuple[Any, ...], kind: int) -> list[int]:
    """The places of the facts of an item whose facts have days of their own."""
    number, _, count, statements, held = row
    start = statements if kind == EVENT else 0
    days = np.frombuffer(held, "<u4")[start : start + min(count, postings.FACTS)].tolist()
    return [place(day, number, kind, n) for n, day in enumerate(days)]


def _signs(codes: Sequence[int]) -> str:
    """The codes of an item's tags as tokens."""
    return " ".join(map(str, codes))


def _places(
    number: int, item: Item, signs: str, known: Mapping[Key, int], days: _Days, joined: Sequence[Joined]
) -> list[tuple[int, str]]:
    """The places of an item and of its facts, with their tokens."""
    found = [(place(days.item, number), f"i {signs}")]
    for n, (s, day) in enumerate(zip(item.statements[: postings.FACTS], days.statements, strict=False)):
        by = dict.fromkeys(f" sb{known[key_of(entity)]}" for entity in s.speakers)
        found.append((first_of(day, number, STATEMENT) - n, "".join([_said(s.kind, s.act), *by])))
    for n, (e, (first, last), pairs) in enumerate(zip(item.events[: postings.FACTS], days.events, joined, strict=False)):
        told = _happened(e.type, e.certainty, country_of(e), first < last)
        if pairs:
            told = " ".join([told, *{pair_token(by, to) for by, to, _ in pairs}])
        found.append((first_of(last, number, EVENT) - n, told))
    for n, f in enumerate(item.figures[: postings.FACTS]):
        found.append((first_of(days.item, number, FIGURE) - n, f"f {token('fw', f.what)}"))
    return found


@lru_cache(maxsize=256)
def _said(kind: str, act: str) -> str:
    """The tokens of a statement, but for who says it."""
    return f"s {token('sk', kind)} {token('sa', act)}"


@lru_cache(maxsize=4096)
def _happened(type: str, certainty: str, country: str | None, wide: bool) -> str:
    """The tokens of an event, but for the countries that it joins."""
    found = ["e", token("et", type), token("ec", certainty), *([token("el", country)] if country else [])]
    return " ".join([*found, "ew"] if wide else found)


@lru_cache(maxsize=16_384)
def pair_token(by: str, to: str) -> str:
    """The token of events between two countries."""
    return token("ep", by) + token("t", to)


def happened(item: Item, event: Event) -> tuple[int, int]:
    """The first and last day of an event, counted from year 1: its own, else those of publication; 0 where none is known."""
    when = event.when or item.published
    return (when.earliest.toordinal(), when.latest.toordinal()) if when else (0, 0)


def country_of(event: Event) -> str | None:
    """Where an event is counted: the country of its place, else of the first who takes part and has one."""
    if event.place and event.place.entity:
        return event.place.entity.country
    return next((a.country for a in (*event.actors, *event.recipients) if a.country), None)


def between(event: Event) -> Joined:
    """(by, to, mutual) of the countries that an event joins: who acts and who receives; those who act together are mutual, in the order
    of their codes. What is denied or only possible joins nobody."""
    found: Joined = plain_between(event) if compiled_facts is None else compiled_facts.between(event)
    return found


def plain_between(event: Event) -> Joined:
    """The same in plain Python."""
    if len(event.actors) + len(event.recipients) < 2 or event.certainty in ("negated", "possible"):
        return ()
    acting = sorted({a.country for a in event.actors if a.country})
    recipients = {a.country for a in event.recipients if a.country}
    if not recipients and len(acting) < 2:
        return ()
    apart = [(by, to, False) for by in acting for to in sorted(recipients.difference(acting))]
    return apart + [(by, to, True) for by in acting for to in acting if by < to]


def _ranges(number: int, days: _Days) -> set[tuple[int, int, int]]:
    return {(number, first, last) for first, last in days.events if last}


#: (by, to, month, type, mode, mutual) of events between countries.
Pair = tuple[str, str, int, str, str, int]


def _pairs(item: Item, joined: Sequence[Joined]) -> Iterator[Pair]:
    for event, pairs in zip(item.events, joined, strict=True):
        when = event.when or item.published
        if pairs and when is not None:
            month = when.latest.year * 12 + when.latest.month - 1
            yield from ((by, to, month, event.type, event.mode or "", int(mutual)) for by, to, mutual in pairs)


def _count_pairs(connection: Connection, counts: Mapping[Pair, int]) -> None:
    if not counts:
        return
    sql = (
        'INSERT INTO pair_months ("by", "to", month, type, mode, mutual, events) VALUES ({0}, {0}, {0}, {0}, {0}, {0}, {0}) '
        'ON CONFLICT ("by", "to", month, type, mode, mutual) DO UPDATE SET events = pair_months.events + excluded.events'
    ).format(placeholder(connection))
    connection.exec_driver_sql(sql, [(*key, n) for key, n in sorted(counts.items())])
