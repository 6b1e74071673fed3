"""How records are laid out as plain values: the classes, the fields of each, and the numbers that stand for their names.

The plain form is [FORMAT, class, text, {class: table}]: every distinct record once, in the table of its class, in which others refer to it
by place; a table refers to tables of classes that are defined before its own. Words that stand in the text are not written twice.

A table is rows, [fields, [row, row ...]], or, for classes of which a text has many, columns: [number of rows, {field: column}]. Classes and
fields go by their place in `NAMES`, or by name where they are not in it, so that a later version with other fields reads what an earlier
one wrote. Small records (`NATIVE`) are objects with all their fields by name, which msgspec writes and reads itself
where they stand. Format 3 had columns only.
"""

from __future__ import annotations

import dataclasses
import types as _types
from collections.abc import Callable
from datetime import date, datetime
from operator import attrgetter
from typing import Any, Union, get_args, get_origin, get_type_hints

from .. import types as records
from ..types import Block, DateEstimate, Evidence, Interval, Mention, Note, Piece, Span
from ..types import Field as PageField

FORMAT, COLUMNS_ONLY = 4, 3
#: Names that have a number; new ones go to the end, none ever leaves.
NAMES = tuple(
    """
    Interval Evidence DateEstimate Note Block Entity Mention Statement Actor Figure Event Entry Piece Item Field Page
    earliest latest kind where within allows used note evidence time doubtful about text span role item link id name type country
    geonames_id latitude longitude wikidata entity value pronoun metonym act content speaker cue addressee medium when parent confidence
    speaker_words sector what lower upper unit reported_by trigger certainty mode contexts actors recipients place figures spans background
    shown published page_span paragraphs headline standfirst genre url authors section language outlet shown_date revision modified pieces
    entries mentions statements events notes path blocks items captured media_type encoding digest fields rules
    form joint
    """.split()  # noqa: SIM905
)
_NUMBERS = {name: n for n, name in enumerate(NAMES)}
#: In the place of words that stand in the text, or in pieces of the page: numbers, which no words are.
HELD, PIECED = 1, 2
#: Classes that are written by columns, in this order: a set of classes has an order of its own in every process, and equal records would be
#: packed to other bytes.
COLUMNAR = (Mention, Piece, Block)
#: Classes that have no table, and are written as objects.
NATIVE = frozenset({DateEstimate, Evidence, Interval, Note, PageField})


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


@dataclasses.dataclass(frozen=True, slots=True)
class Layout:
    """The fields of a class, their numbers and places, what takes their values from a record and sets them; `own` names the fields that
    hold records of the class itself."""

    fields: tuple[Field, ...]
    numbers: list[int | str]
    places: dict[str, int]
    values: Callable[[Any], tuple[Any, ...]]
    own: tuple[str, ...]
    setters: tuple[Callable[[Any, Any], None], ...]


#: Classes in the order of their definition: a record's parts come before it.
CLASSES: dict[str, type[Any]] = {
    name: kind
    for name, kind in vars(records).items()
    if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind is not Span and kind.__module__ == records.__name__
}
_LAYOUTS: dict[type[Any], Layout] = {}


def layout(kind: type[Any]) -> Layout:
    """The layout of a class."""
    found = _LAYOUTS.get(kind)
    if found is None:
        hints = get_type_hints(kind, vars(records))
        fields = tuple(_field(f, hints[f.name]) for f in dataclasses.fields(kind))
        getter = attrgetter(*(f.name for f in fields))
        values = getter if len(fields) > 1 else lambda record: (getter(record),)
        own = tuple(f.name for f in fields if f.target is kind)
        places = {f.name: n for n, f in enumerate(fields)}
        found = _LAYOUTS[kind] = Layout(fields, [f.number for f in fields], places, values, own, setters(kind))
    return found


def setters(kind: type[Any]) -> tuple[Callable[[Any, Any], None], ...]:
    """What sets the fields of a record, frozen or not."""
    return tuple(vars(kind)[field.name].__set__ for field in dataclasses.fields(kind))


def _field(found: dataclasses.Field[Any], hint: Any) -> Field:
    way, target = _kind(hint)
    missing = found.default is dataclasses.MISSING
    empty = (() if get_origin(hint) is tuple else None) if missing else found.default
    return Field(found.name, number(found.name), way, target, type(None) in get_args(hint), not missing, empty)


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


def number(name: str) -> int | str:
    """What stands for the name of a class or field."""
    return _NUMBERS.get(name, name)


def name_of(key: int | str) -> str:
    """The name that a key stands for."""
    if type(key) is int:
        return NAMES[key]
    name = str(key)
    return NAMES[int(name)] if name.isdigit() else name
