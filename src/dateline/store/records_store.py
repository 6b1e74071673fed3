"""Records as bytes and back: every distinct record once, by columns, compressed; words that stand in the text are not written twice.

The bytes hold JSON: the root's class, the text that spans count in, and for every class its number of records and its columns, by the
names of the fields, so that a later version with other fields reads it. Records refer to records of classes that are defined before
theirs, by place. Bytes of the first version hold the plain record itself (`records.to_plain`), and are read as well.
"""

from __future__ import annotations

import dataclasses
import json
import types as _types
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import repeat
from operator import attrgetter
from typing import Any, Union, get_args, get_origin, get_type_hints

import zstandard

from .. import types as records
from ..errors import ArchiveDamaged
from ..records import from_plain, to_plain
from ..types import Actor, Item, Mention, Page, Span

LEVEL = 3
_PACK, _UNPACK = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True), zstandard.ZstdDecompressor()
#: Dictionaries by their number, of every archive that this process has open: small records of one archive repeat each other.
_UNPACKERS: dict[int, zstandard.ZstdDecompressor] = {}
#: In the place of words that stand in the text, or in pieces of the page: numbers, which no words are.
_HELD, _PIECED = 1, 2
Put = Callable[[Any], int]
_DAMAGED = "a record is damaged ({}); `dateline check` names it, restore a backup or add its page again"


@dataclasses.dataclass(frozen=True, slots=True)
class _Layout:
    """The fields of a class: their names, their defaults, and how those that are no plain values are written and read."""

    names: tuple[str, ...]
    values: Callable[[Any], tuple[Any, ...]]
    empty: tuple[Any, ...]
    kinds: tuple[tuple[int, str, type[Any] | None], ...]

    @property
    def refers_to_itself(self) -> bool:
        """Whether a field holds a record of the class itself."""
        return any(
            kind == "record" and target is not None and self.names == _layout(target).names for _, kind, target in self.kinds
        )


#: Classes in the order of their definition: a record's parts come before it.
CLASSES: dict[str, type[Any]] = {
    name: kind
    for name, kind in vars(records).items()
    if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind is not Span and kind.__module__ == records.__name__
}


def _layout(kind: type[Any]) -> _Layout:
    found = _LAYOUTS.get(kind)
    if found is None:
        found = _LAYOUTS[kind] = _made_layout(kind)
    return found


_LAYOUTS: dict[type[Any], _Layout] = {}


def _made_layout(kind: type[Any]) -> _Layout:
    fields = dataclasses.fields(kind)
    hints = get_type_hints(kind, vars(records))
    kinds = [(n, *_kind(hints[f.name])) for n, f in enumerate(fields)]
    empty = tuple(
        (() if get_origin(hints[f.name]) is tuple else None) if f.default is dataclasses.MISSING else f.default for f in fields
    )
    names = tuple(f.name for f in fields)
    getter = attrgetter(*names)
    values = getter if len(names) > 1 else lambda record: (getter(record),)
    return _Layout(names, values, empty, tuple((n, k, t) for n, k, t in kinds if k != "plain"))


def _kind(hint: Any) -> tuple[str, type[Any] | None]:
    """How values of a type are written: plain, strings, span, spans, record, records, day, moment, where."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, _types.UnionType):
        rest = [arg for arg in args if arg is not type(None)]
        return _kind(rest[0]) if len(rest) == 1 else ("where", None)
    if origin is tuple:
        kind, target = _kind(args[0])
        return ("strings", None) if kind == "plain" else (f"{kind}s", target)
    if hint is Span:
        return "span", None
    if hint is datetime:
        return "moment", None
    if hint is date:
        return "day", None
    return ("record", hint) if dataclasses.is_dataclass(hint) and isinstance(hint, type) else ("plain", None)


def learn(dictionary: bytes) -> zstandard.ZstdCompressor:
    """Makes a dictionary known for reading; what packs with it."""
    known = zstandard.ZstdCompressionDict(dictionary)
    _UNPACKERS[known.dict_id()] = zstandard.ZstdDecompressor(dict_data=known)
    return zstandard.ZstdCompressor(level=LEVEL, dict_data=known, write_checksum=True)


def pack(record: Any, packer: zstandard.ZstdCompressor = _PACK) -> bytes:
    """A record as bytes; `packer` may have a dictionary, which must be kept with the archive."""
    if type(record).__name__ not in CLASSES:
        plain = to_plain(record)
    else:
        plain = _Writer(getattr(record, "text", "")).written(record)
    return packer.compress(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))


#: Small records that come again as equal ones; of the others the same object is written once, as hashing a whole item is dear.
_REPEATED = frozenset({records.Entity, records.Mention, records.DateEstimate})


class _Writer:
    """One record on its way to bytes: a table a class, every record in it once. The root holds all parts, so their `id` stays theirs."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.rows: dict[type[Any], list[list[Any]]] = {}
        self.places: dict[Any, int] = {}
        self.seen: dict[int, int] = {}

    def written(self, record: Any) -> list[Any]:
        """The record as plain values."""
        self.put(record)
        return [type(record).__name__, self.text, {kind.__name__: _columns(kind, rows) for kind, rows in self.rows.items()}]

    def put(self, record: Any) -> int:
        """The place of a record in the table of its class."""
        place = self.seen.get(id(record))
        if place is not None:
            return place
        kind = type(record)
        if kind in _REPEATED:
            place = self.places.get(record)
            if place is not None:
                return place
        layout = _layout(kind)
        values = list(layout.values(record))
        for n, way, _ in layout.kinds:
            if values[n] is not None and values[n] != ():
                values[n] = _WRITE[way](values[n], self.put)
        shorten = _SHORTEN.get(kind)
        if shorten is not None:
            shorten(values, record, self.text)
        rows = self.rows.setdefault(kind, [])
        rows.append(values)
        self.seen[id(record)] = len(rows) - 1
        if kind in _REPEATED:
            self.places[record] = len(rows) - 1
        return len(rows) - 1


_WRITE: dict[str, Callable[[Any, Put], Any]] = {
    "strings": lambda value, put: list(value),
    "span": lambda value, put: (value.start, value.end),
    "spans": lambda value, put: [part for span in value for part in (span.start, span.end)],
    "record": lambda value, put: put(value),
    "records": lambda value, put: [put(part) for part in value],
    "day": lambda value, put: value.isoformat(),
    "days": lambda value, put: [part.isoformat() for part in value],
    "moment": lambda value, put: value.isoformat(),
    "where": lambda value, put: value if isinstance(value, str) else (value.start, value.end),
}


def _columns(kind: type[Any], rows: list[list[Any]]) -> list[Any]:
    layout = _layout(kind)
    held = zip(layout.names, layout.empty, zip(*rows, strict=True), strict=True)
    return [len(rows), {name: values for name, empty, values in held if any(value != empty for value in values)}]


def _shorten_named(values: list[Any], record: Any, text: str) -> None:
    """A mention's words are those of its span, an actor's too."""
    if record.text == text[record.span.start : record.span.end]:
        values[1] = _HELD


_TEXT, _PARAGRAPHS, _HEADLINE, _STANDFIRST, _PIECES = (
    [f.name for f in dataclasses.fields(Item)].index(name) for name in ("text", "paragraphs", "headline", "standfirst", "pieces")
)


def _shorten_item(values: list[Any], item: Item, text: str) -> None:
    """An item's text is the text itself, or its pieces of the page's; headline, standfirst and paragraphs are lines of it."""
    lines = item.text.split("\n")
    if item.text == text:
        values[_TEXT] = _HELD
    elif item.text == _joined(item.pieces, text):
        values[_TEXT] = _PIECED
    if item.headline == lines[0]:
        values[_HEADLINE] = _HELD
    if len(lines) > 1 and item.standfirst == lines[1]:
        values[_STANDFIRST] = _HELD
    if item.paragraphs and tuple(lines[-len(item.paragraphs) :]) == item.paragraphs:
        values[_PARAGRAPHS] = len(item.paragraphs)


def _joined(pieces: Sequence[records.Piece], text: str) -> str:
    return "\n".join(text[piece.page_span.start : piece.page_span.end] for piece in pieces)


_SHORTEN: dict[type[Any], Callable[[list[Any], Any, str], None]] = {
    Mention: _shorten_named,
    Actor: _shorten_named,
    Item: _shorten_item,
}


def record_of(plain: list[Any]) -> Any:
    """The record of the values that `pack` wrote."""
    root, text, tables = plain
    known: dict[type[Any], list[Any]] = {}
    for name, kind in CLASSES.items():
        if name in tables:
            number, columns = tables[name]
            known[kind] = _read(kind, number, columns, text, known)
    return known[CLASSES[root]][-1]


def _read(kind: type[Any], number: int, columns: dict[str, list[Any]], text: str, known: dict[type[Any], list[Any]]) -> list[Any]:
    layout = _layout(kind)
    ready: list[Any] = [columns.get(name, repeat(empty, number)) for name, empty in zip(layout.names, layout.empty, strict=True)]
    own = layout.refers_to_itself
    later: list[int] = []
    for n, way, target in layout.kinds:
        if layout.names[n] in columns:
            if own and target is kind:
                later.append(n)
            else:
                ready[n] = _READ[way](columns[layout.names[n]], known.get(target, ()) if target else ())
    if kind in (Mention, Actor):
        ready[1] = [
            text[span.start : span.end] if words == _HELD else words for span, words in zip(ready[0], ready[1], strict=True)
        ]
    elif kind is Item:
        ready = list(zip(*(_whole_item(list(row), text) for row in zip(*ready, strict=True)), strict=True))
    if not later:
        return list(map(kind, *ready))
    made: list[Any] = []
    for row in zip(*ready, strict=True):
        values = list(row)
        for n in later:
            values[n] = made[values[n]] if values[n] is not None else None
        made.append(kind(*values))
    return made


#: From a column as it was written, and the table that it refers to, to its values.
_READ: dict[str, Callable[[list[Any], Sequence[Any]], list[Any]]] = {
    "strings": lambda column, table: [tuple(v) if type(v) is list else v for v in column],
    "span": lambda column, table: [v and Span(*v) for v in column],
    "spans": lambda column, table: [tuple(map(Span, v[::2], v[1::2])) for v in column],
    "record": lambda column, table: [None if v is None else table[v] for v in column],
    "records": lambda column, table: [tuple([table[place] for place in v]) for v in column],
    "day": lambda column, table: [v and date.fromisoformat(v) for v in column],
    "days": lambda column, table: [tuple(map(date.fromisoformat, v)) for v in column],
    "moment": lambda column, table: [v and datetime.fromisoformat(v) for v in column],
    "where": lambda column, table: [v if isinstance(v, str) else Span(*v) for v in column],
}


def _whole_item(values: list[Any], text: str) -> list[Any]:
    if values[_TEXT] in (_HELD, _PIECED):
        values[_TEXT] = text if values[_TEXT] == _HELD else _joined(values[_PIECES], text)
    lines = values[_TEXT].split("\n")
    if values[_HEADLINE] == _HELD:
        values[_HEADLINE] = lines[0]
    if values[_STANDFIRST] == _HELD:
        values[_STANDFIRST] = lines[1]
    if isinstance(values[_PARAGRAPHS], int):
        values[_PARAGRAPHS] = tuple(lines[-values[_PARAGRAPHS] :])
    return values


def decompressed(data: bytes) -> bytes:
    """The bytes before packing. Raises ArchiveDamaged: what is packed has a checksum."""
    try:
        dictionary = zstandard.get_frame_parameters(data).dict_id
        return (_UNPACKERS[dictionary] if dictionary else _UNPACK).decompress(data)
    except (zstandard.ZstdError, KeyError) as error:
        raise ArchiveDamaged(_DAMAGED.format(error)) from error


def _plain_of(data: bytes) -> Any:
    try:
        return json.loads(decompressed(data))
    except ValueError as error:
        raise ArchiveDamaged(_DAMAGED.format(error)) from error


def _made(plain: list[Any]) -> Any:
    try:
        return record_of(plain)
    except (ValueError, LookupError, TypeError) as error:
        raise ArchiveDamaged(_DAMAGED.format(error)) from error


def unpack(data: bytes) -> Any:
    """The plain values of a record (`records.to_plain`) from its bytes. Raises ArchiveDamaged."""
    plain = _plain_of(data)
    return to_plain(_made(plain)) if isinstance(plain, list) else plain


@lru_cache(maxsize=2048)
def item_of(data: bytes) -> Item:
    """An item from its bytes."""
    found = _record(Item, data)
    assert isinstance(found, Item)
    return found


def page_of(data: bytes) -> Page:
    """A page from its bytes."""
    found = _record(Page, data)
    assert isinstance(found, Page)
    return found


def _record(kind: type[Any], data: bytes) -> Any:
    plain = _plain_of(data)
    return _made(plain) if isinstance(plain, list) else from_plain(kind, plain)
