"""Items and facts as Parquet, a file a table, for DuckDB, pandas, Spark and their kin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Any

from ..errors import MissingExtra, UsageError
from ..types import Item
from .flat import COLUMNS, TABLES, ColumnKind, Row, rows

#: Items to a row group: some tens of MB of text, which readers hold at once.
BATCH = 5_000


def write(items: Iterable[Item], folder: Path) -> dict[str, int]:
    """Writes items.parquet, statements.parquet, events.parquet and figures.parquet into a folder, and gives their numbers of rows.

    A file has its name only when it is whole. Raises UsageError where one is there already, MissingExtra without pyarrow.
    """
    arrow = _arrow()
    folder.mkdir(parents=True, exist_ok=True)
    for name in TABLES:
        if (folder / f"{name}.parquet").exists():
            raise UsageError("exists already; name another folder with --output", subject=str(folder / f"{name}.parquet"))
    counts = dict.fromkeys(TABLES, 0)
    with ExitStack() as stack:
        writers = {
            name: stack.enter_context(
                arrow.parquet.ParquetWriter(folder / f"{name}.parquet.part", schema(name), compression="zstd")
            )
            for name in TABLES
        }
        for batch in _batches(items):
            for name, writer in writers.items():
                found = list(rows(batch, name))
                counts[name] += len(found)
                writer.write_table(as_table(found, name))
    for name in TABLES:
        (folder / f"{name}.parquet.part").rename(folder / f"{name}.parquet")
    return counts


def schema(name: str) -> Any:
    """The Arrow schema of a table (`flat.TABLES`)."""
    return _arrow().schema(fields(COLUMNS[name]))


def fields(columns: Mapping[str, ColumnKind]) -> list[Any]:
    """Columns as Arrow fields."""
    arrow = _arrow()
    span = arrow.struct([arrow.field("start", arrow.int32()), arrow.field("end", arrow.int32())])
    kinds = {
        "text": arrow.string(),
        "day": arrow.date32(),
        "number": arrow.float64(),
        "count": arrow.int64(),
        "flag": arrow.bool_(),
        "texts": arrow.list_(arrow.string()),
        "spans": arrow.list_(span),
    }
    return [arrow.field(column, kinds[kind]) for column, kind in columns.items()]


def as_table(found: list[Row], name: str) -> Any:
    """Rows of a table as an Arrow table."""
    return _arrow().Table.from_pylist([plain(row) for row in found], schema=schema(name))


def plain(row: Row) -> Row:
    """A row in values that Arrow knows: spans as pairs of start and end."""
    if "spans" not in row:
        return row
    return {**row, "spans": [{"start": span.start, "end": span.end} for span in row["spans"]]}


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    given = iter(items)
    while batch := list(islice(given, BATCH)):
        yield batch


def _arrow() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingExtra("Parquet needs pyarrow: pip install 'dateline[parquet]'") from error
    return pyarrow
