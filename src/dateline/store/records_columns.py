"""The columns of a record, each read when it is asked for: a search looks at a few values of hundreds of records, and makes few of them.

What is not asked for stays in the bytes that it came in: to look at a record takes a fifth of the time that its whole plain form does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import Raw

from .records_layout import COLUMNAR, COLUMNS_ONLY, FORMAT, name_of

_COLUMNAR = frozenset(kind.__name__ for kind in COLUMNAR)
_HEAD = msgspec.msgpack.Decoder(tuple[int, int | str, str, dict[int | str, Raw]]).decode
_BY_ROWS = msgspec.msgpack.Decoder(tuple[tuple[int | str, ...], list[Any]], strict=False).decode
_BY_COLUMNS = msgspec.msgpack.Decoder(tuple[int, dict[int | str, Raw]]).decode
_VALUE = msgspec.msgpack.Decoder(strict=False).decode


class Columns:
    """The text of a record and the values of the fields of its parts; `format` is that of `records_layout`."""

    __slots__ = ("_raw", "_tables", "format", "text")

    def __init__(self, format: int, text: str, raw: Mapping[str, Raw]) -> None:
        self.format, self.text, self._raw = format, text, raw
        self._tables: dict[str, _Rows | _ByColumns] = {}

    def __call__(self, kind: str, field: str) -> Sequence[Any]:
        """The values of a field for every record of a class, None where it is not set; empty where the class has no record."""
        if kind not in self._raw:
            return ()
        table = self._tables.get(kind)
        if table is None:
            by_columns = self.format == COLUMNS_ONLY or kind in _COLUMNAR
            table = self._tables[kind] = (_ByColumns if by_columns else _Rows)(self._raw[kind])
        return table.column(field)


class _Rows:
    __slots__ = ("_places", "_rows")

    def __init__(self, raw: Raw) -> None:
        keys, self._rows = _BY_ROWS(raw)
        self._places = _places(keys)

    def column(self, field: str) -> Sequence[Any]:
        place = self._places.get(field)
        return [row[place] for row in self._rows] if place is not None else [None] * len(self._rows)


@lru_cache(maxsize=256)
def _places(keys: tuple[int | str, ...]) -> dict[str, int]:
    """The places of fields in a row: tables of a class nearly always have the same ones."""
    return {name_of(key): n for n, key in enumerate(keys)}


class _ByColumns:
    __slots__ = ("_columns", "_number")

    def __init__(self, raw: Raw) -> None:
        self._number, columns = _BY_COLUMNS(raw)
        self._columns: dict[str, Any] = {name_of(key): column for key, column in columns.items()}

    def column(self, field: str) -> Sequence[Any]:
        found: Any = self._columns.get(field)
        if isinstance(found, Raw):
            found = self._columns[field] = _VALUE(found)
        return [None] * self._number if found is None else found


def columns(raw: bytes) -> Columns | None:
    """The columns of a record from its bytes before packing; None where it is of a form without. Raises MsgspecError for what is none."""
    if raw[:1] in (b"[", b"{"):
        return None
    try:
        format, _, text, tables = _HEAD(raw)
    except msgspec.ValidationError:
        return None
    return (
        Columns(format, text, {name_of(key): table for key, table in tables.items()})
        if format in (FORMAT, COLUMNS_ONLY)
        else None
    )
