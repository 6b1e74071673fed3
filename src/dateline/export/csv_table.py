"""Items as CSV for table programs: no cell starts a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from ..types import Item

COLUMNS = (
    "id",
    "kind",
    "genre",
    "outlet",
    "language",
    "published_earliest",
    "published_latest",
    "headline",
    "authors",
    "url",
    "text",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(value: str) -> str:
    """The value with an apostrophe before it where a table program could take it for a formula, even after spaces."""
    return f"'{value}" if value.lstrip(" \xa0").startswith(_FORMULA) else value


def table(items: Iterable[Item]) -> Iterator[str]:
    """The header and a line an item, each with its line end (RFC 4180)."""
    yield _line(COLUMNS)
    for item in items:
        day = item.published
        cells = (
            item.id,
            item.kind,
            item.genre,
            item.outlet,
            item.language,
            day.earliest if day else None,
            day.latest if day else None,
        )
        yield _line([*(str(c or "") for c in cells), item.headline or "", "; ".join(item.authors), item.url or "", item.text])


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([safe_cell(cell) for cell in cells])
    return out.getvalue()
