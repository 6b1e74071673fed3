"""One split by one worker: rows go to disk every few seconds, so that a worker that dies costs seconds, then together into one file."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from .folder import Folder, remove, whole, write_json
from .kernel import Reading, process_split
from .schema import ROWS
from .splits import Split

#: Seconds of work that go to disk at once.
PART_SECONDS = 5.0
#: Rows after which the clock is looked at.
PORTION = 32
#: Rows of a row group while a batch is at work; small, as single days are read from it.
GROUP = 1_000


def run_split(folder: Folder, split: Split, reading: Reading, tell: Callable[[int], None] = lambda done: None) -> dict[str, Any]:
    """Does a split, or what is missing of it, and returns its line of the ledger, which is on disk by then. `tell` hears how many
    entries are done."""
    begun = time.monotonic()
    parts, done = resume(folder, split)
    tell(done)
    for batches, until in _portions(split, reading, done, tell):
        parts.append(folder.parts(split.number) / f"{done:08d}-{until:08d}.parquet")
        _write(parts[-1], pa.Table.from_batches(batches, ROWS))
        done = until
    rows = _together(parts)
    _write(folder.rows(split.number), rows)
    line = {
        "split": split.number,
        "entries": split.entries,
        **counts(rows),
        "seconds": round(time.monotonic() - begun, 1),
        "apart": reading.apart,
    }
    write_json(folder.ledger(split.number), line)
    remove(folder.parts(split.number))
    return line


def resume(folder: Folder, split: Split) -> tuple[list[Path], int]:
    """The rows of a split that are on disk, and how many entries they are; what does not follow on from them is removed."""
    parts, done = [], 0
    for path in sorted(folder.parts(split.number).glob("*")):
        begin, _, end = path.stem.partition("-")
        if path.suffix == ".parquet" and begin == f"{done:08d}" and end.isdigit():
            parts.append(path)
            done = int(end)
        else:
            path.unlink(missing_ok=True)
    return parts, done


def counts(rows: pa.Table) -> dict[str, Any]:
    """How many entries became what, and why; how many items."""
    kinds = Counter(rows["kind"].to_pylist())
    rules = Counter(
        (kind, rule) for kind, rule in zip(rows["kind"].to_pylist(), rows["rule"].to_pylist(), strict=True) if kind == "other"
    )
    found: dict[str, Any] = {kind: kinds[kind] for kind in ("page", "other", "duplicate", "refused", "item")}
    found["why_other"] = {rule: count for (_, rule), count in rules.most_common(50)}
    return found


def _portions(
    split: Split, reading: Reading, done: int, tell: Callable[[int], None]
) -> Iterator[tuple[list[pa.RecordBatch], int]]:
    held: list[pa.RecordBatch] = []
    since, until = time.monotonic(), done
    for batch in process_split(split, reading, done=done, batch=1 if reading.apart else PORTION):
        held.append(batch)
        until = batch["entry"][-1].as_py() + 1
        tell(until)
        if reading.apart or time.monotonic() - since >= PART_SECONDS:
            yield held, until
            held, since = [], time.monotonic()
    if held:
        yield held, until


def _write(path: Path, table: pa.Table) -> None:
    with whole(path) as name:
        pq.write_table(table, name, compression="zstd", row_group_size=GROUP)


def _together(parts: list[Path]) -> pa.Table:
    """The parts as one table, sorted so that a day's rows of one kind stand together."""
    table = pa.concat_tables([pq.read_table(path, schema=ROWS) for path in parts]) if parts else ROWS.empty_table()
    return table.sort_by([(name, "ascending") for name in ("kind", "day", "entry", "item_number")])
