"""What is kept of what stands twice: of one capture the first, of one text of an item the one captured first.

The choice hangs on what the rows say alone, not on who made them when: a batch that was disturbed keeps the same rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
#: By what rows are the same, and by what the first of them is told.
SAME = {"page": ("capture",), "item": ("id", "revision")}
FIRST = ("captured", "file", "record", "item_number")
#: In what order rows stand in a published file.
ORDER = {"page": ("file", "record"), "item": ("id", "revision")}
_KEYS = ("kind", "day", "captured", "file", "record", "item_number", "capture", "id", "revision")


@dataclass(frozen=True, slots=True)
class Part:
    """One file to publish: its day (ISO 8601, None where not known), its number within the day, and the rows that go into it, in
    order, each as the split that holds it and the row's number there."""

    day: str | None
    number: int
    splits: Numbers
    rows: Numbers


def keys_of(paths: Sequence[Path]) -> pa.Table:
    """What is needed to choose: the keys of every page and item, about 150 bytes each."""
    tables = []
    for split, path in enumerate(paths):
        keys = pq.read_table(path, columns=list(_KEYS))
        keys = keys.append_column("at_split", pa.array(np.full(len(keys), split, np.int64)))
        keys = keys.append_column("at_row", pa.array(np.arange(len(keys), dtype=np.int64)))
        tables.append(keys.filter(pc.is_in(keys["kind"], pa.array(["page", "item"]))))
    return pa.concat_tables(tables) if tables else pa.table({name: [] for name in (*_KEYS, "at_split", "at_row")})


def chosen(keys: pa.Table, kind: str) -> pa.Table:
    """The rows of a kind that are kept."""
    rows = keys.filter(pc.equal(keys["kind"], kind))
    rows = rows.sort_by([(name, "ascending") for name in (*SAME[kind], *FIRST)])
    return rows.filter(pa.array(_opens_group(rows, SAME[kind])))


def _opens_group(rows: pa.Table, names: Sequence[str]) -> NDArray[np.bool_]:
    opens = np.ones(len(rows), np.bool_)
    if len(rows) > 1:
        same = np.ones(len(rows) - 1, np.bool_)
        for name in names:
            column = rows[name].combine_chunks()
            same &= pc.equal(column.slice(1), column.slice(0, len(column) - 1)).to_numpy(zero_copy_only=False)
        opens[1:] = ~same
    return opens


def parts_of(rows: pa.Table, kind: str, size: int) -> Iterator[Part]:
    """The files that rows go into: by day, at most `size` rows each."""
    rows = rows.sort_by([(name, "ascending") for name in ("day", *ORDER[kind])])
    days = rows["day"].to_pylist()
    splits, numbers = rows["at_split"].to_numpy(), rows["at_row"].to_numpy()
    begin = 0
    while begin < len(days):
        end = begin
        while end < len(days) and days[end] == days[begin]:
            end += 1
        day = days[begin].isoformat() if days[begin] else None
        for number, at in enumerate(range(begin, end, size)):
            until = min(at + size, end)
            yield Part(day, number, splits[at:until], numbers[at:until])
        begin = end


def windows(rows: pa.Table) -> Iterator[tuple[int, Part]]:
    """The rows that stand in each window of days (see `windows`), by the number of the window; rows without a day stand in none."""
    from .windows import windows_of

    held: dict[int, list[int]] = {}
    for number, day in enumerate(rows["day"].to_pylist()):
        for window in windows_of(day) if day is not None else ():
            held.setdefault(window, []).append(number)
    splits, numbers = rows["at_split"].to_numpy(), rows["at_row"].to_numpy()
    for window in sorted(held):
        yield window, Part(None, 0, splits[held[window]], numbers[held[window]])
