"""From the rows of splits to the published tables: a file of pages, or one of items with those of their statements, events and figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from .choosing import Numbers, Part
from .digests import stamped
from .exploding import exploded, items_table, pages_table
from .folder import whole
from .schema import NO_DAY, PARTITION, ROW_GROUP, TABLES

#: Rows of a published file, at most; a page's record is a hundred times an item's row.
SIZE = {"page": 4_000, "item": 40_000}


def place(tables: Path, table: str, day: str | None, number: int) -> Path:
    """Where a file of a table lies; `day` is an ISO 8601 day, so that no name can lead elsewhere."""
    if table not in PARTITION:
        return tables / table / f"part-{number:05d}.parquet"
    return tables / table / f"{PARTITION[table]}={day or NO_DAY}" / f"part-{number:05d}.parquet"


def publish(tables: Path, kind: str, parts: Sequence[Part], splits: Sequence[Path]) -> int:
    """Writes the files of some parts, all of one kind, where they are not there yet; returns how many rows they have."""
    todo = [part for part in parts if not place(tables, _main(kind), part.day, part.number).exists()]
    count = 0
    if todo:
        rows = gather(todo, splits)
        at = 0
        for part in todo:
            piece = rows.slice(at, len(part.rows))
            at += len(part.rows)
            _publish_part(tables, kind, part, piece)
            count += len(piece)
    return count


def _main(kind: str) -> str:
    return {"page": "pages", "item": "items"}[kind]


def _publish_part(tables: Path, kind: str, part: Part, rows: pa.Table) -> None:
    if kind == "page":
        write(place(tables, "pages", part.day, part.number), pages_table(rows), "pages", part.day)
        return
    for name, facts in exploded(rows):
        if len(facts):
            write(place(tables, name, part.day, part.number), facts, name, part.day)
    # Last: it says that the part is whole.
    write(place(tables, "items", part.day, part.number), items_table(rows), "items", part.day)


def write(path: Path, table: pa.Table, name: str, day: str | None) -> None:
    """Writes a file of a published table, with the digest of its rows in its footer."""
    assert table.schema.names == TABLES[name].names
    with whole(path) as temporary:
        pq.write_table(stamped(table, name, day), temporary, compression="zstd", row_group_size=ROW_GROUP)


def gather(parts: Sequence[Part], splits: Sequence[Path], columns: Sequence[str] | None = None) -> pa.Table:
    """The rows of parts, in order; all columns or some, those of structs by "struct.name"."""
    at_split = np.concatenate([part.splits for part in parts])
    at_row = np.concatenate([part.rows for part in parts])
    order = np.lexsort((at_row, at_split))
    tables = []
    for split in np.unique(at_split):
        tables.append(_rows(splits[split], at_row[order][at_split[order] == split], columns))
    back = np.empty(len(order), np.int64)
    back[order] = np.arange(len(order))
    return pa.concat_tables(tables).take(pa.array(back))


def _rows(path: Path, wanted: Numbers, columns: Sequence[str] | None) -> pa.Table:
    """Rows of a file by their numbers, in rising order; only the row groups that hold them are read."""
    with pq.ParquetFile(path) as file:
        sizes = [file.metadata.row_group(group).num_rows for group in range(file.metadata.num_row_groups)]
        begins = np.concatenate(([0], np.cumsum(sizes)))
        groups = np.unique(np.searchsorted(begins, wanted, "right") - 1)
        table = file.read_row_groups([int(group) for group in groups], columns=columns)
    shifts = np.concatenate([np.arange(begins[group], begins[group + 1]) for group in groups])
    return table.take(pa.array(np.searchsorted(shifts, wanted)))


def tasks(parts: Iterator[Part], kind: str) -> Iterator[list[Part]]:
    """Parts in groups that are worth a job: small days together."""
    group: list[Part] = []
    size = 0
    for part in parts:
        if group and size + len(part.rows) > SIZE[kind]:
            yield group
            group, size = [], 0
        group.append(part)
        size += len(part.rows)
    if group:
        yield group
