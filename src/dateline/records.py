"""Records to plain values and back: what `--json`, the API, exports and the archive write."""

from __future__ import annotations

import dataclasses
import types as _types
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from . import types as records

Record = TypeVar("Record")


def to_plain(value: Any) -> Any:
    """JSON-ready values: records become objects without their empty fields, spans become [start, end], days ISO 8601."""
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
    result = _build(kind, value)
    assert isinstance(result, kind)
    return result


@lru_cache(maxsize=64)
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@lru_cache(maxsize=64)
def _hints(kind: type[Any]) -> Mapping[str, Any]:
    return get_type_hints(kind, vars(records))


def _build(hint: Any, value: Any) -> Any:
    origin = get_origin(hint)
    if origin in (Union, _types.UnionType):
        return _build_union(get_args(hint), value)
    if origin is tuple:
        args = get_args(hint)
        if len(args) == 2 and args[1] is Ellipsis:
            return tuple(_build(args[0], part) for part in value)
        return tuple(_build(arg, part) for arg, part in zip(args, value, strict=True))
    if hint is records.Span:
        return records.Span(*value)
    if hint is datetime:
        return datetime.fromisoformat(value)
    if hint is date:
        return date.fromisoformat(value)
    if hint is float:
        return float(value)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        hints = _hints(hint)
        # Empty fields are not written; one without a default was empty too.
        empty = {
            field.name: () if get_origin(hints[field.name]) is tuple else None
            for field in dataclasses.fields(hint)
            if field.default is dataclasses.MISSING
        }
        return hint(**empty | {name: _build(hints[name], part) for name, part in value.items()})
    return value


def _build_union(hints: tuple[Any, ...], value: Any) -> Any:
    if value is None:
        return None
    choices = [hint for hint in hints if hint is not type(None)]
    if len(choices) == 1:
        return _build(choices[0], value)
    # The one mixed union of the records is a place: a span, or the path of a field.
    return value if isinstance(value, str) else _build(next(hint for hint in choices if hint is not str), value)
