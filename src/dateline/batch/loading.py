"""The pages of a finished batch into an archive: what `archive.add` would have made of them, had it read them itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from .. import errors
from ..archive import Archive
from ..errors import InputRefused
from ..store.queries import page_of
from ..store.writing import Added
from ..types import Page
from .digests import files_of
from .folder import finished

#: Pages of one transaction.
TOGETHER = 20


def pages(out: Path) -> Iterator[Page]:
    """The pages of a finished batch, by the day of their capture, then in the order of the files. Raises UsageError where `_SUCCESS` is
    missing."""
    folder = finished(out)
    for path, _ in files_of(folder.out, "pages"):
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(100, columns=["packed"]):
                for packed in batch["packed"]:
                    yield page_of(packed.as_py())


def load(out: Path, archive: Archive, *, report: Callable[[int, Added], None] = lambda pages, added: None) -> tuple[int, Added]:
    """Adds the pages of a finished batch to an archive, and what it refused to the archive's quarantine. Doing so again changes nothing.
    `report` hears after every transaction how many pages were read and what they brought."""
    added, count = Added(), 0
    held: list[Page] = []
    for page in pages(out):
        held.append(page)
        count += 1
        if len(held) == TOGETHER:
            added += archive.add(held)
            held = []
            report(count, added)
    if held:
        added += archive.add(held)
        report(count, added)
    for error in refusals(out):
        archive.refuse(error)
    return count, added


def refusals(out: Path) -> Iterator[InputRefused]:
    """What a finished batch refused, as the errors that refused it."""
    for path, _ in files_of(finished(out).out, "refused"):
        for row in pq.read_table(path).to_pylist():
            yield _kind(row["error"])(row["rule"], subject=_subject(row))


def _kind(name: str | None) -> type[InputRefused]:
    kind = getattr(errors, name or "", None)
    return kind if isinstance(kind, type) and issubclass(kind, InputRefused) else InputRefused


def _subject(row: dict[str, Any]) -> str:
    within = f" + {row['skip']} unpacked" if row["skip"] else ""
    address = f" ({row['address']})" if row["address"] else ""
    return f"{row['file']}: record {row['record']} at byte {row['offset']}{within}{address}"
