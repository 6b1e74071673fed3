"""Records by columns as archives of the second version hold them: JSON, every column under the name of its field, spans as they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ..types import Span
from .records_reading import READERS, every, from_tables


def record_of(plain: Sequence[Any]) -> Any:
    """The record of [class, text, {class: [rows, {field: column}]}]. Raises ValueError, LookupError or TypeError for what is none."""
    root, text, tables = plain
    return from_tables(root, text, tables, _READERS)


_READERS = READERS | {
    "span": every(lambda value: Span(*value)),
    "spans": every(lambda value: tuple(map(Span, value[::2], value[1::2]))),
    "records": lambda column, table, field: [tuple([table[place] for place in value]) for value in column],
    "day": every(date.fromisoformat),
    "days": every(lambda value: tuple(map(date.fromisoformat, value))),
}
