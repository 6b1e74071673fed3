"""Records as plain values by columns: every distinct record once, in a table a class; words that stand in the text are not written twice.

The plain form is [FORMAT, class, text, {class: [rows, {field: column}]}]. A table refers to tables of classes that are defined before its
own, by place. Classes and fields go by their place in `NAMES`, or by name where they are not in it, so that a later version with other
fields reads what an earlier one wrote. Spans are written as the gap to the end of the one before and their length.
"""

from __future__ import annotations

import dataclasses
import types as _types
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import chain, repeat
from operator import attrgetter
from typing import Any, Union, get_args, get_origin, get_type_hints

from .. import types as records
from ..types import Actor, DateEstimate, Entity, Item, Mention, Piece, Span

FORMAT = 3
#: Names that have a number; new ones go to the end, none ever leaves.
NAMES = tuple(
    """
    Interval Evidence DateEstimate Note Block Entity Mention Statement Actor Figure Event Entry Piece Item Field Page
    earliest latest kind where within allows used note evidence time doubtful about text span role item link id name type country
    geonames_id latitude longitude wikidata entity value pronoun metonym act content speaker cue addressee medium when parent confidence
    speaker_words sector what lower upper unit reported_by trigger certainty mode contexts actors recipients place figures spans background
    shown published page_span paragraphs headline standfirst genre url authors section language outlet shown_date revision modified pieces
    entries mentions statements events notes path blocks items captured media_type encoding digest fields rules
    """.split()  # noqa: SIM905
)
_NUMBERS = {name: n for n, name in enumerate(NAMES)}
#: In the place of words that stand in the text, or in pieces of the page: numbers, which no words are.
HELD, PIECED = 1, 2
_TEXT, _PAGE_SPAN = _NUMBERS["text"], _NUMBERS["page_span"]
_LINES = tuple(_NUMBERS[name] for name in ("text", "headline", "standfirst", "paragraphs"))


@dataclasses.dataclass(frozen=True, slots=True)
class Field:
    """A field of a class: how its values are written (see `_kind`), the class that it refers to, whether it may be None, its default."""

    name: str
    number: int | str
    way: str
    target: type[Any] | None
    optional: bool
    has_default: bool
    empty: Any
    write: Writer | None


@dataclasses.dataclass(frozen=True, slots=True)
class Layout:
    """The fields of a class, and what takes their values from a record."""

    fields: tuple[Field, ...]
    values: Callable[[Any], tuple[Any, ...]]
    own: tuple[str, ...]
    setters: tuple[Callable[[Any, Any], None], ...]


#: Classes in the order of their definition: a record's parts come before it.
CLASSES: dict[str, type[Any]] = {
    name: kind
    for name, kind in vars(records).items()
    if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind is not Span and kind.__module__ == records.__name__
}
_BACKWARDS = tuple(reversed(CLASSES.values()))
_LAYOUTS: dict[type[Any], Layout] = {}


def layout(kind: type[Any]) -> Layout:
    """The layout of a class; `own` names the fields that hold records of the class itself."""
    found = _LAYOUTS.get(kind)
    if found is None:
        hints = get_type_hints(kind, vars(records))
        fields = tuple(_field(f, hints[f.name]) for f in dataclasses.fields(kind))
        getter = attrgetter(*(f.name for f in fields))
        values = getter if len(fields) > 1 else lambda record: (getter(record),)
        own = tuple(f.name for f in fields if f.target is kind)
        found = _LAYOUTS[kind] = Layout(fields, values, own, _setters(kind))
    return found


def _setters(kind: type[Any]) -> tuple[Callable[[Any, Any], None], ...]:
    return tuple(vars(kind)[field.name].__set__ for field in dataclasses.fields(kind))


def _field(found: dataclasses.Field[Any], hint: Any) -> Field:
    way, target = _kind(hint)
    missing = found.default is dataclasses.MISSING
    empty = (() if get_origin(hint) is tuple else None) if missing else found.default
    return Field(found.name, _number(found.name), way, target, type(None) in get_args(hint), not missing, empty, _WRITE.get(way))


def _kind(hint: Any) -> tuple[str, type[Any] | None]:
    """How values of a type are written: plain, strings, span, spans, record, records, day, days, moment, where."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, _types.UnionType):
        rest = [arg for arg in args if arg is not type(None)]
        return _kind(rest[0]) if len(rest) == 1 else ("where", None)
    if origin is tuple:
        kind, target = _kind(args[0])
        return ("strings", None) if kind == "plain" else (f"{kind}s", target)
    for known, way in ((Span, "span"), (datetime, "moment"), (date, "day")):
        if hint is known:
            return way, None
    return ("record", hint) if dataclasses.is_dataclass(hint) and isinstance(hint, type) else ("plain", None)


Reader = Callable[[Any, Sequence[Any], Field], list[Any]]
Writer = Callable[[Sequence[Any], "_Tables", Field], Any]


class _Tables:
    """The records on their way, each once, by class. The same object is known by its identity; of small records that come again as equal
    ones, those that share a key are compared. The root holds all parts, so that their `id` stays theirs."""

    __slots__ = ("_alike", "_seen", "rows")

    def __init__(self) -> None:
        self.rows: dict[type[Any], list[Any]] = {}
        self._seen: dict[int, int] = {}
        self._alike: dict[type[Any], dict[Any, int]] = {}

    def place(self, kind: type[Any], record: Any) -> int:
        """The place of a record in the table of its class."""
        found = self._seen.get(id(record))
        return found if found is not None else self._new(kind, record)

    def places(self, kind: type[Any], records: Sequence[Any]) -> list[int | None]:
        """The places of records; None of None."""
        seen, found = self._seen.get, []
        for record in records:
            place = seen(id(record))
            found.append(self._new(kind, record) if place is None and record is not None else place)
        return found

    def fill(self, kind: type[Any], records: Sequence[Any]) -> bool:
        """Makes records the first of their class, in their order; False where some are there, or one comes twice."""
        ids = list(map(id, records))
        if kind in self.rows or len(set(ids)) < len(ids) or layout(kind).own:
            return False
        self.rows[kind] = list(records)
        self._seen.update(zip(ids, range(len(ids)), strict=True))
        return True

    def _new(self, kind: type[Any], record: Any) -> int:
        rows = self.rows.setdefault(kind, [])
        key = _KEYS.get(kind)
        known = self._known(kind, rows, key(record), record) if key is not None else None
        if known is None:
            for name in layout(kind).own:
                # What it refers to in its own class comes before it.
                part = getattr(record, name)
                if part is not None:
                    self.place(kind, part)
            known = len(rows)
            rows.append(record)
        self._seen[id(record)] = known
        return known

    def _known(self, kind: type[Any], rows: Sequence[Any], key: Any, record: Any) -> int | None:
        alike = self._alike.get(kind)
        if alike is None:
            of = _KEYS[kind]
            alike = self._alike[kind] = {of(row): place for place, row in enumerate(rows)}
        place = alike.get(key)
        if place is not None and rows[place] == record:
            return place
        alike[key] = len(rows)
        return None


_KEYS: dict[type[Any], Callable[[Any], Any]] = {
    Entity: attrgetter("id", "country"),
    Mention: lambda mention: (mention.span.start, mention.type),
    DateEstimate: attrgetter("earliest", "latest", "doubtful"),
}


def plain_of(record: Any) -> list[Any]:
    """The plain form of a record of one of `CLASSES`."""
    tables, text = _Tables(), getattr(record, "text", "")
    tables.place(type(record), record)
    written = {}
    for kind in _BACKWARDS:
        # Wholes are written before their parts, which they put into the tables of these.
        rows = tables.rows.get(kind)
        if rows:
            written[_number(kind.__name__)] = _columns(kind, rows, tables, text)
    return [FORMAT, _number(type(record).__name__), text, written]


def _number(name: str) -> int | str:
    return _NUMBERS.get(name, name)


def _columns(kind: type[Any], rows: Sequence[Any], tables: _Tables, text: str) -> list[Any]:
    of, shorten = layout(kind), _SHORTEN.get(kind)
    made: dict[int | str, Any] = shorten(rows, text) if shorten is not None else {}
    for field, column in zip(of.fields, zip(*map(of.values, rows), strict=True), strict=True):
        if field.has_default:
            first, empty = column[0], field.empty
            if (first is empty or first == empty) and column.count(empty) == len(rows):
                made.pop(field.number, None)
                continue
        if field.write is None:
            made.setdefault(field.number, column)
        elif field.number not in made:
            made[field.number] = field.write(column, tables, field)
    return [len(rows), made]


def _write_spans_flat(spans: Sequence[Span]) -> list[list[int]]:
    starts, ends = [s.start for s in spans], [s.end for s in spans]
    before = [0, *ends]
    return [[a - b for a, b in zip(starts, before, strict=False)], [b - a for a, b in zip(starts, ends, strict=True)]]


def _write_span(column: Sequence[Any], tables: _Tables, field: Field) -> Any:
    if not field.optional:
        return _write_spans_flat(column)
    return [[int(s is not None) for s in column], *_write_spans_flat([s for s in column if s is not None])]


def _write_spans(column: Sequence[Any], tables: _Tables, field: Field) -> Any:
    return [list(map(len, column)), *_write_spans_flat(list(chain.from_iterable(column)))]


def _write_record(column: Sequence[Any], tables: _Tables, field: Field) -> Any:
    assert field.target is not None
    return tables.places(field.target, column)


def _write_records(column: Sequence[Any], tables: _Tables, field: Field) -> Any:
    assert field.target is not None
    parts = column[0] if len(column) == 1 else [part for value in column for part in value]
    lengths = list(map(len, column))
    if tables.fill(field.target, parts):
        return [lengths]
    places: list[Any] = tables.places(field.target, parts)
    return [lengths, [b - a for a, b in zip([-1, *places], places, strict=False)]]


def _each(write: Callable[[Any], Any]) -> Writer:
    return lambda column, tables, field: [None if value is None else write(value) for value in column]


_WRITE: dict[str, Writer] = {
    "span": _write_span,
    "spans": _write_spans,
    "record": _write_record,
    "records": _write_records,
    "day": _each(date.toordinal),
    "days": _each(lambda value: [part.toordinal() for part in value]),
    "moment": _each(datetime.isoformat),
    "where": _each(lambda value: value if isinstance(value, str) else (value.start, value.end)),
}


def _shorten_named(rows: Sequence[Any], text: str) -> dict[int | str, Any]:
    """A mention's words are those of its span, an actor's too."""
    words = [HELD if row.text == text[row.span.start : row.span.end] else row.text for row in rows]
    return {_TEXT: HELD if words.count(HELD) == len(words) else words}


def _shorten_pieces(rows: Sequence[Piece], text: str) -> dict[int | str, Any]:
    """Where all pieces stand on the page as they stand in the item, how far they are moved."""
    by = rows[0].page_span.start - rows[0].span.start
    moved = all(p.page_span.start - p.span.start == by and p.page_span.end - p.span.end == by for p in rows)
    return {_PAGE_SPAN: by} if moved else {}


def _shorten_items(rows: Sequence[Item], text: str) -> dict[int | str, Any]:
    """An item's text is the text itself, or its pieces of the page's; headline, standfirst and paragraphs are lines of it."""
    short = [_shortened(item, text) for item in rows]
    return dict(zip(_LINES, map(list, zip(*short, strict=True)), strict=True))


def _shortened(item: Item, text: str) -> tuple[Any, Any, Any, Any]:
    lines = item.text.split("\n")
    words: Any = item.text
    if words == text:
        words = HELD
    elif words == joined(item.pieces, text):
        words = PIECED
    held = item.paragraphs and tuple(lines[-len(item.paragraphs) :]) == item.paragraphs
    return (
        words,
        HELD if item.headline == lines[0] else item.headline,
        HELD if len(lines) > 1 and item.standfirst == lines[1] else item.standfirst,
        len(item.paragraphs) if held else item.paragraphs,
    )


def joined(pieces: Iterable[Piece], text: str) -> str:
    """The pieces of a page's text, one a line."""
    return "\n".join(text[piece.page_span.start : piece.page_span.end] for piece in pieces)


_SHORTEN: dict[type[Any], Callable[[Any, str], dict[int | str, Any]]] = {
    Mention: _shorten_named,
    Actor: _shorten_named,
    Piece: _shorten_pieces,
    Item: _shorten_items,
}


def record_of(plain: Sequence[Any]) -> Any:
    """The record of a plain form. Raises ValueError, LookupError or TypeError for what is none."""
    _, root, text, tables = plain
    return from_tables(root, text, tables, READERS)


def from_tables(root: int | str, text: str, tables: Mapping[Any, Any], readers: Mapping[str, Reader]) -> Any:
    """The record of tables, the last one of the class `root`; `readers` tell how columns were written."""
    named = {_name(key): table for key, table in tables.items()}
    known: dict[type[Any], list[Any]] = {}
    for name, kind in CLASSES.items():
        if name in named:
            number, columns = named[name]
            known[kind] = _read(kind, number, {_name(key): column for key, column in columns.items()}, text, known, readers)
    return known[CLASSES[_name(root)]][-1]


def countries_of_speakers(plain: Any) -> frozenset[str] | None:
    """The countries of those who speak in an item, from its plain form, without making its record; None where another form hides them."""
    if not isinstance(plain, list) or plain[0] != FORMAT:
        return None
    tables = {_name(key): {_name(name): column for name, column in table[1].items()} for key, table in plain[3].items()}
    speakers = tables.get("Statement", {}).get("entity", ())
    countries = tables.get("Entity", {}).get("country", ())
    return frozenset(countries[n] for n in speakers if n is not None and countries and countries[n])


def _name(key: int | str) -> str:
    return NAMES[int(key)] if isinstance(key, int) or key.isdigit() else key


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


def _built(
    kind: type[Any], setters: Sequence[Callable[[Any, Any], None]], number: int, columns: Iterable[Iterable[Any]]
) -> list[Any]:
    """Records, field by field: a frozen class's own `__init__` costs four times as much."""
    made = list(map(object.__new__, repeat(kind, number)))
    for set_value, column in zip(setters, columns, strict=True):
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


_SPAN = _setters(Span)


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


_LENGTHEN: dict[type[Any], Callable[[dict[str, Any], str], None]] = {
    Mention: _lengthen_named,
    Actor: _lengthen_named,
    Piece: _lengthen_pieces,
    Item: _lengthen_items,
}
