"""A digest of content: equal where the tables hold the same rows, however they are cut into files and in whatever order."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.parquet as pq

from ..store.records_store import decompressed
from .schema import NO_DAY, PARTITION, TABLES

_KEY = b"dateline"
_MODULUS = 1 << 128


def stamped(table: pa.Table, name: str, day: str | None) -> pa.Table:
    """A table whose schema says how many rows it has and their digest."""
    value = {"rows": len(table), "digest": f"{rows_digest(table, name, day):032x}"}
    return table.replace_schema_metadata({_KEY: json.dumps(value).encode()})


def rows_digest(table: pa.Table, name: str, day: str | None) -> int:
    """The sum of the rows' hashes: no order counts, but a row that stands twice does."""
    total = 0
    for batch in table.to_batches(max_chunksize=1_000):
        for row in batch.to_pylist():
            state = hashlib.blake2b(f"{name}\n{day}\n".encode(), digest_size=16)
            state.update(json.dumps(row, default=_plain, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass"))
            total += int.from_bytes(state.digest(), "big")
    return total % _MODULUS


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    # A packed record: what is packed counts, not how.
    return decompressed(value).decode("latin-1")


def files_of(tables: Path, name: str) -> Iterator[tuple[Path, str | None]]:
    """The files of a table with their days, in order of name; those that are not yet whole are passed over."""
    for path in sorted((tables / name).rglob("*.parquet")):
        if not path.name.startswith((".", "_")):
            value = unquote(path.parent.name.partition("=")[2]) if name in PARTITION else NO_DAY
            yield path, None if value == NO_DAY else value


def file_digest(path: Path, name: str, day: str | None, *, anew: bool = False) -> tuple[int, int]:
    """The rows of a file of a table and the sum of their hashes; a footer that states them is believed, unless `anew`."""
    with pq.ParquetFile(path) as file:
        stated = (file.schema_arrow.metadata or {}).get(_KEY)
        if stated and not anew:
            value = json.loads(stated)
            return value["rows"], int(value["digest"], 16)
        total = 0
        for batch in file.iter_batches(1_000):
            total += rows_digest(pa.Table.from_batches([batch]).select(TABLES[name].names), name, day)
        return file.metadata.num_rows, total


def digest_of(tables: Path, *, anew: bool = False) -> tuple[str, dict[str, int]]:
    """The digest over all tables in a folder (32 hexadecimal digits) and the rows of each."""
    listed = [(name, path, day) for name in TABLES for path, day in files_of(tables, name)]
    found = [file_digest(path, name, day, anew=anew) for name, path, day in listed]
    return summed((name, *one) for (name, _, _), one in zip(listed, found, strict=True))


def summed(found: Iterable[tuple[str, int, int]]) -> tuple[str, dict[str, int]]:
    """The digest over files and the rows of each table, 0 where it has none, from (table, rows, digest) of every file."""
    total, counts = 0, dict.fromkeys(TABLES, 0)
    for name, rows, digest in found:
        counts[name] += rows
        total += digest
    return f"{total % _MODULUS:032x}", counts
