"""Records to plain values and back: what `--json`, the API, exports and the archive write."""

from __future__ import annotations

import dataclasses
import types as _types
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from . import types as records

Record = TypeVar("Record")


_ATOMS = frozenset({str, int, float, bool, type(None)})


def to_plain(value: Any) -> Any:
    """JSON-ready values: records become objects without their empty fields, spans become [start, end], days ISO 8601."""
    if type(value) in _ATOMS:
        return value
    if isinstance(value, records.Span):
        return [value.start, value.end]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        pairs = ((name, getattr(value, name)) for name in _names(type(value)))
        return {name: to_plain(part) for name, part in pairs if part is not None and part != ()}
    if isinstance(value, dict):
        return {name: to_plain(part) for name, part in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(part) for part in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


def from_plain(kind: type[Record], value: Any) -> Record:
    """The inverse of `to_plain`: equal to the record that was written. Raises KeyError, TypeError or ValueError on foreign values."""
    hint: Any = kind
    result = _builder(hint)(value)
    assert isinstance(result, kind)
    return result


@lru_cache(maxsize=64)
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@lru_cache(maxsize=64)
def _hints(kind: type[Any]) -> Mapping[str, Any]:
    return get_type_hints(kind, vars(records))


@lru_cache(maxsize=256)
def _builder(hint: Any) -> Callable[[Any], Any]:
    """What makes a value of a type from its plain form. Worked out once a type: an archive builds thousands of records a second."""
    origin = get_origin(hint)
    if origin in (Union, _types.UnionType):
        return _union(get_args(hint))
    if origin is tuple:
        return _tuple(get_args(hint))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type) and hint is not records.Span:
        return _Record(hint)
    return _PLAIN.get(hint, _as_it_is)


def _as_it_is(value: Any) -> Any:
    return value


_PLAIN: dict[Any, Callable[[Any], Any]] = {
    records.Span: lambda value: records.Span(*value),
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    float: float,
}


def _tuple(args: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(args) == 2 and args[1] is Ellipsis:
        one = _builder(args[0])
        return tuple if one is _as_it_is else lambda value: tuple([one(part) for part in value])
    parts = [_builder(arg) for arg in args]
    return lambda value: tuple([build(part) for build, part in zip(parts, value, strict=True)])


def _union(hints: tuple[Any, ...]) -> Callable[[Any], Any]:
    choices = [hint for hint in hints if hint is not type(None)]
    # The one mixed union of the records is a place: a span, or the path of a field.
    build = _builder(next((hint for hint in choices if hint is not str), str))
    if build is _as_it_is:
        return _as_it_is
    if len(choices) == 1:
        return lambda value: None if value is None else build(value)
    return lambda value: value if value is None or isinstance(value, str) else build(value)


class _Record:
    """Makes records of one kind; their fields are looked at with the first, since a record may hold one of its own kind."""

    def __init__(self, kind: Any) -> None:
        self._kind = kind
        self._fields: dict[str, Callable[[Any], Any]] = {}
        self._empty: dict[str, Any] = {}

    def __call__(self, value: Any) -> Any:
        """The record of an object without its empty fields."""
        if not self._fields:
            self._look()
        fields = self._fields
        values = self._empty.copy()
        for name, part in value.items():
            values[name] = fields[name](part)
        return self._kind(**values)

    def _look(self) -> None:
        hints = _hints(self._kind)
        # Empty fields are not written; one without a default was empty too.
        self._empty = {
            field.name: () if get_origin(hints[field.name]) is tuple else None
            for field in dataclasses.fields(self._kind)
            if field.default is dataclasses.MISSING
        }
        self._fields = {name: _builder(hint) for name, hint in hints.items()}
