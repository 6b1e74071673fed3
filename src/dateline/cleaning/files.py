"""Corpora on disk: JSON Lines (plain, gzip, zstd) and Parquet, a row at a time; a broken line is told and the rest goes on."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import zstandard

from ..errors import InputRefused, MissingExtra, TooLarge

_PLAIN = (".jsonl", ".ndjson", ".jsonlines")
JSON_LINES = tuple(ending + packed for ending in _PLAIN for packed in ("", ".gz", ".zst"))
PARQUET = (".parquet",)
Row = dict[str, Any]


def rows_of(path: Path, *, max_bytes: int) -> Iterator[Row | InputRefused]:
    """The rows of a file by the end of its name (`JSON_LINES`, `PARQUET`), and the error of each that is refused."""
    if path.name.lower().endswith(PARQUET):
        yield from _parquet_rows(path)
        return
    try:
        with _opened(path) as lines:
            yield from json_rows(lines, str(path), max_bytes=max_bytes)
    except (OSError, EOFError, zlib.error, zstandard.ZstdError) as error:
        yield InputRefused(f"cannot be read to its end: {error}", subject=str(path))


def json_rows(lines: io.BufferedIOBase, subject: str, *, max_bytes: int) -> Iterator[Row | InputRefused]:
    """The rows of JSON Lines. A line longer than `max_bytes` is passed over without being held."""
    number = 0
    while line := lines.readline(max_bytes + 1):
        number += 1
        line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        place = f"{subject}: line {number}"
        if len(line) > max_bytes and not line.endswith(b"\n"):
            while (rest := lines.readline(1 << 20)) and not rest.endswith(b"\n"):
                pass
            yield TooLarge(f"longer than the limit of {max_bytes / 1e6:.0f} MB", subject=place)
        elif line.strip():
            yield _row(line, place)


def _row(line: bytes, place: str) -> Row | InputRefused:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return InputRefused(f"is no JSON: {error}", subject=place)
    return row if isinstance(row, dict) else InputRefused("is no JSON object", subject=place)


def _opened(path: Path) -> io.BufferedIOBase:
    name = path.name.lower()
    if name.endswith(".gz"):
        return gzip.open(path, "rb")
    if name.endswith(".zst"):
        reader = zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(path.open("rb"), read_across_frames=True)
        return io.BufferedReader(reader)
    return path.open("rb")


def _parquet_rows(path: Path) -> Iterator[Row | InputRefused]:
    try:
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise MissingExtra("Parquet needs pyarrow: pip install 'dateline[parquet]'", subject=str(path)) from error
    try:
        batches: Iterable[Any] = parquet.ParquetFile(path).iter_batches(batch_size=500)
        for batch in batches:
            yield from batch.to_pylist()
    except (OSError, ValueError) as error:
        yield InputRefused(f"is no Parquet file that can be read: {error}", subject=str(path))
