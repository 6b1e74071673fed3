"""Records from plain values: see `records_layout` for their form."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import repeat
from typing import Any

from msgspec import convert

from ..types import Actor, DateEstimate, Item, Mention, Piece, Span
from .records_layout import CLASSES, HELD, NATIVE, PIECED, Field, Layout, layout, name_of, setters
from .records_writing import joined

Reader = Callable[[Any, Sequence[Any], Field], list[Any]]


def record_of(plain: Sequence[Any]) -> Any:
    """The record of a plain form. Raises ValueError, LookupError or TypeError for what is none."""
    _, root, text, tables = plain
    return from_tables(root, text, tables, READERS)


def from_tables(root: int | str, text: str, tables: Mapping[Any, Any], readers: Mapping[str, Reader]) -> Any:
    """The record of tables, the last one of the class `root`; `readers` tell how columns were written."""
    named = {name_of(key): table for key, table in tables.items()}
    known: dict[type[Any], list[Any]] = {}
    for name, kind in CLASSES.items():
        table = named.get(name)
        if table is None:
            continue
        if isinstance(table[0], int):
            number, columns = table
            known[kind] = _read(kind, number, {name_of(key): column for key, column in columns.items()}, text, known, readers)
        else:
            _read_rows(kind, table[0], table[1], text, known)
    return known[CLASSES[name_of(root)]][-1]


def _read_rows(
    kind: type[Any], keys: Sequence[Any], rows: Iterable[list[Any]], text: str, known: dict[type[Any], list[Any]]
) -> None:
    """Reads rows one after the other: a record of the same class that one refers to stands before it."""
    of, made = layout(kind), known.setdefault(kind, [])
    order = [keys.index(field.number) if field.number in keys else None for field in of.fields] if keys != of.numbers else None
    readers, lengthen, width = _row_readers(kind), _LENGTHEN_ROW.get(kind), len(keys)
    for found in rows:
        if len(found) != width:
            raise ValueError(f"a row of {kind.__name__} has {len(found)} values for {width} fields")
        row = found
        if order is not None:
            row = [field.empty if n is None else found[n] for n, field in zip(order, of.fields, strict=True)]
        for n, read in readers:
            value = row[n]
            if value is not None:
                row[n] = read(value, known)
        if lengthen is not None:
            lengthen(row, text)
        record = object.__new__(kind)
        for set_value, value in zip(of.setters, row, strict=True):
            set_value(record, value)
        made.append(record)


RowReader = Callable[[Any, Mapping[type[Any], list[Any]]], Any]


#: The fields of a class whose values are not written as they are, by place, with what reads them.
_ROW_READERS: dict[type[Any], tuple[tuple[int, RowReader], ...]] = {}


def _row_readers(kind: type[Any]) -> tuple[tuple[int, RowReader], ...]:
    found = _ROW_READERS.get(kind)
    if found is None:
        made = ((n, _row_reader(field.way, field.target)) for n, field in enumerate(layout(kind).fields))
        found = _ROW_READERS[kind] = tuple((n, read) for n, read in made if read is not None)
    return found


def _row_reader(way: str, target: type[Any] | None) -> RowReader | None:
    if target is DateEstimate:
        return lambda value, _: _estimate(value)
    if target in NATIVE:
        hint: Any = target if way == "record" else tuple[target, ...]  # type: ignore[valid-type]
        return lambda value, _: convert(value, hint)
    if way == "record":
        assert target is not None
        return lambda place, known: known[target][place]
    if way == "records":
        assert target is not None
        return lambda places, known: _parts(places, known.get(target, []))
    return _READ.get(way)


def _estimate(value: Any) -> DateEstimate:
    if isinstance(value, dict):
        return convert(value, DateEstimate)
    return replace(convert(value[0], DateEstimate), time=datetime.fromisoformat(value[1]))


def _parts(places: Any, table: list[Any]) -> tuple[Any, ...]:
    """Records by their places; a number is that of the first ones of the table."""
    if not isinstance(places, int):
        return tuple([table[place] for place in places])
    if places > len(table):
        raise ValueError(f"{places} records of a table of {len(table)}")
    return tuple(table[:places])


_READ: dict[str, RowReader] = {
    "strings": lambda value, _: tuple(value) if isinstance(value, list) else value,
    "span": lambda value, _: Span(value[0], value[0] + value[1]),
    "spans": lambda value, _: tuple([Span(a, a + n) for a, n in zip(value[::2], value[1::2], strict=True)]),
    "day": lambda value, _: date.fromordinal(value),
    "days": lambda value, _: tuple(map(date.fromordinal, value)),
    "moment": lambda value, _: datetime.fromisoformat(value),
    "where": lambda value, _: value if isinstance(value, str) else Span(*value),
}


def _read(
    kind: type[Any],
    number: int,
    columns: dict[str, Any],
    text: str,
    known: dict[type[Any], list[Any]],
    readers: Mapping[str, Reader],
) -> list[Any]:
    of = layout(kind)
    ready: dict[str, Any] = {}
    for field in of.fields:
        if field.name not in columns:
            ready[field.name] = repeat(field.empty, number)
        elif field.name in of.own or isinstance(columns[field.name], int):
            ready[field.name] = columns[field.name]
        else:
            ready[field.name] = readers[field.way](
                columns[field.name], known.get(field.target, ()) if field.target else (), field
            )
    lengthen = _LENGTHEN.get(kind)
    if lengthen is not None:
        lengthen(ready, text)
    if any(name in columns for name in of.own):
        return _of_its_own(kind, of, zip(*ready.values(), strict=True))
    return _built(kind, of.setters, number, ready.values())


def _built(kind: type[Any], of: Sequence[Callable[[Any, Any], None]], number: int, columns: Iterable[Iterable[Any]]) -> list[Any]:
    """Records, field by field: a frozen class's own `__init__` costs four times as much."""
    made = list(map(object.__new__, repeat(kind, number)))
    for set_value, column in zip(of, columns, strict=True):
        if type(column) is list and len(column) != number:
            raise ValueError(f"a column of {kind.__name__} has {len(column)} values for {number} records")
        deque(map(set_value, made, column), maxlen=0)
    return made


def _of_its_own(kind: type[Any], of: Layout, rows: Iterable[tuple[Any, ...]]) -> list[Any]:
    """Records that refer to records of their class before them."""
    own = [n for n, field in enumerate(of.fields) if field.name in of.own]
    made: list[Any] = []
    for row in rows:
        values = list(row)
        for n in own:
            values[n] = made[values[n]] if values[n] is not None else None
        made.append(kind(*values))
    return made


_SPAN = setters(Span)


def _read_spans_flat(gaps: Sequence[int], lengths: Sequence[int]) -> list[Span]:
    starts, ends, end = [], [], 0
    for gap, length in zip(gaps, lengths, strict=True):
        end += gap
        starts.append(end)
        end += length
        ends.append(end)
    return _built(Span, _SPAN, len(starts), (starts, ends))


def _read_span(column: Any, table: Sequence[Any], field: Field) -> list[Any]:
    if not field.optional:
        return _read_spans_flat(*column)
    present, *rest = column
    found = iter(_read_spans_flat(*rest))
    return [next(found) if there else None for there in present]


def _cut(parts: Sequence[Any], lengths: Sequence[int]) -> list[tuple[Any, ...]]:
    found, at = [], 0
    for length in lengths:
        found.append(tuple(parts[at : at + length]))
        at += length
    return found


def _read_spans(column: Any, table: Sequence[Any], field: Field) -> list[Any]:
    lengths, *rest = column
    return _cut(_read_spans_flat(*rest), lengths)


def _read_records(column: Any, table: Sequence[Any], field: Field) -> list[Any]:
    lengths, *rest = column
    if not rest:
        return _cut(table, lengths)
    (steps,) = rest
    parts, place = [], -1
    for step in steps:
        place += step
        parts.append(table[place])
    return _cut(parts, lengths)


def every(read: Callable[[Any], Any]) -> Reader:
    """A reader of a column value by value."""
    return lambda column, table, field: [None if value is None else read(value) for value in column]


#: From a column as it was written, the table that it refers to and its field, to its values.
READERS: dict[str, Reader] = {
    "plain": lambda column, table, field: column,
    "strings": every(lambda value: tuple(value) if isinstance(value, list) else value),
    "span": _read_span,
    "spans": _read_spans,
    "record": lambda column, table, field: [None if place is None else table[place] for place in column],
    "records": _read_records,
    "day": every(date.fromordinal),
    "days": every(lambda value: tuple(map(date.fromordinal, value))),
    "moment": every(datetime.fromisoformat),
    "where": every(lambda value: value if isinstance(value, str) else Span(*value)),
}


def _lengthen_named(ready: dict[str, Any], text: str) -> None:
    words, spans = ready["text"], ready["span"]
    here = [text[span.start : span.end] for span in spans]
    ready["text"] = here if words == HELD else [a if word == HELD else word for a, word in zip(here, words, strict=True)]


def _lengthen_pieces(ready: dict[str, Any], text: str) -> None:
    if isinstance(ready["page_span"], int):
        by = ready["page_span"]
        spans = ready["span"]
        moved = [span.start + by for span in spans], [span.end + by for span in spans]
        ready["page_span"] = _built(Span, _SPAN, len(spans), moved)


def _lengthen_items(ready: dict[str, Any], text: str) -> None:
    names = ("text", "headline", "standfirst", "paragraphs", "pieces")
    whole = [_lengthened(row, text) for row in zip(*(ready[name] for name in names), strict=True)]
    ready |= dict(zip(names, map(list, zip(*whole, strict=True)), strict=True))


def _lengthened(row: tuple[Any, ...], text: str) -> tuple[Any, ...]:
    words, headline, standfirst, paragraphs, pieces = row
    if words in (HELD, PIECED):
        words = text if words == HELD else joined(pieces, text)
    lines = words.split("\n")
    return (
        words,
        lines[0] if headline == HELD else headline,
        lines[1] if standfirst == HELD else standfirst,
        tuple(lines[-paragraphs:]) if isinstance(paragraphs, int) else paragraphs,
        pieces,
    )


def _lengthen_actor(row: list[Any], text: str) -> None:
    places = layout(Actor).places
    if row[places["text"]] == HELD:
        row[places["text"]] = row[places["span"]].of(text)


def _lengthen_item(row: list[Any], text: str) -> None:
    places = layout(Item).places
    names = [places[name] for name in ("text", "headline", "standfirst", "paragraphs", "pieces")]
    for n, value in zip(names, _lengthened(tuple(row[n] for n in names), text), strict=True):
        row[n] = value


_LENGTHEN_ROW: dict[type[Any], Callable[[list[Any], str], None]] = {Actor: _lengthen_actor, Item: _lengthen_item}
_LENGTHEN: dict[type[Any], Callable[[dict[str, Any], str], None]] = {
    Mention: _lengthen_named,
    Actor: _lengthen_named,
    Piece: _lengthen_pieces,
    Item: _lengthen_items,
}
