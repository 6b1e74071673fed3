"""Items and facts as CSV for table programs: no cell starts a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from ..types import Item
from .flat import COLUMNS, rows, span_text

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(value: str) -> str:
    """The value with an apostrophe before it where a table program could take it for a formula, even after spaces."""
    return f"'{value}" if value.lstrip(" \xa0").startswith(_FORMULA) else value


def table(items: Iterable[Item], of: str = "items") -> Iterator[str]:
    """The header and a line a row of a table (`flat.TABLES`), each with its line end (RFC 4180)."""
    yield _line(COLUMNS[of])
    for row in rows(items, of):
        yield _line(_cell(row[name], kind) for name, kind in COLUMNS[of].items())


def _cell(value: Any, kind: str) -> str:
    if value is None:
        return ""
    if kind in ("number", "count"):
        return f"{value:g}" if kind == "number" else str(value)
    if kind == "spans":
        return span_text(value)
    # Each name of a list is made safe too: a program may split the cell.
    return "; ".join(safe_cell(part) for part in value) if kind == "texts" else safe_cell(str(value))


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
