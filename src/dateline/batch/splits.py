"""Web-archive files cut into splits: where each begins, and how much stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ..pages.decode import MAX_BYTES
from ..pages.unpacking import Place
from ..pages.warc_records import START, Loss, Record, read_records

#: Entries of a split: some minutes of work for one process, so that a stopped batch loses little and a cluster balances well.
ENTRIES = 3_000
#: Unpacked bytes of a split at which it ends early, so that its rows fit into memory.
BYTES = 256_000_000


@dataclass(frozen=True, slots=True)
class Split:
    """A run of entries of one file. An entry is a record, or a loss: a record that is cut or broken, bytes that are no record.

    `number` counts in the batch, `file` names the file's place in the batch's list. Reading begins at `offset` (a byte of the file;
    where it is packed, `skip` unpacked bytes further on), and ends after `entries`. `end` is the byte at which the next split begins,
    the file's size for the last. `before` is how many records stand in front of it.
    """

    number: int
    file: int
    path: str
    offset: int
    skip: int
    end: int
    before: int
    entries: int

    @property
    def start(self) -> Place:
        """Where reading begins."""
        return Place(self.offset, self.skip)


def splits_of(path: str, file: int, *, entries: int = ENTRIES, max_bytes: int = MAX_BYTES) -> list[Split]:
    """The splits of one file, numbered from 0. Reads the whole file once; a file without entries has no split."""
    size = Path(path).stat().st_size
    found: list[Split] = []
    current = Split(0, file, path, 0, 0, size, 0, 0)
    unpacked = 0
    for entry in entries_of(path, START, 0, max_bytes=max_bytes):
        full = current.entries >= entries or unpacked >= BYTES
        if full and entry.place is not None:
            found.append(replace(current, end=entry.place.offset))
            begin = entry.place
            current = Split(len(found), file, path, begin.offset, begin.skip, size, entry.number - 1, 0)
            unpacked = 0
        current = replace(current, entries=current.entries + 1)
        unpacked += len(entry.block) if isinstance(entry, Record) else 0
    return [*found, current] if current.entries else found


def entries_of(path: str, start: Place, before: int, *, max_bytes: int) -> Iterator[Record | Loss]:
    """The entries of a file from a place on."""
    with Path(path).open("rb") as raw:
        yield from read_records(raw, path.lower(), max_bytes=max_bytes, start=start, number=before)
