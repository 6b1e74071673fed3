"""The kernel: a split to rows. Every engine runs this function and nothing else."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from ..errors import InputRefused
from ..pages.decode import MAX_BYTES
from ..pages.warc import answer, document_of, no_page
from ..pages.warc_records import Loss, Record
from .splits import Split, entries_of
from .timing import apart, disarm, limited
from .warming import warm

if TYPE_CHECKING:
    from pyarrow import RecordBatch

Row = dict[str, Any]
#: Rows of a batch, at most plus those of one page.
BATCH = 256
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reading:
    """How pages are read: with facts or without; CPU seconds that one page may take; bytes of one record. `apart` reads every page in
    a process of its own: slower, for a split whose worker died."""

    facts: bool = True
    seconds: float = 60.0
    max_bytes: int = MAX_BYTES
    apart: bool = False


def process_split(split: Split, reading: Reading = Reading(), *, done: int = 0, batch: int = BATCH) -> Iterator[RecordBatch]:
    """The rows of a split (schema.ROWS), in order, as Arrow record batches of about `batch` rows; an entry's rows stay together.
    Every entry gets one row that says what became of it, a page also one for each item. `done` entries at its head are passed over.
    Bad input is a row, never an error."""
    import pyarrow as pa

    from .schema import ROWS

    rows: list[Row] = []
    for found in rows_of(split, reading, done=done):
        rows += found
        if len(rows) >= batch:
            disarm()
            yield pa.RecordBatch.from_pylist(rows, schema=ROWS)
            rows = []
    if rows:
        yield pa.RecordBatch.from_pylist(rows, schema=ROWS)


def rows_of(split: Split, reading: Reading, *, done: int = 0) -> Iterator[list[Row]]:
    """The rows of each entry from number `done` on."""
    if reading.apart:
        warm(reading.facts)
    entries = entries_of(split.path, split.start, split.before, max_bytes=reading.max_bytes)
    try:
        for number, entry in islice(enumerate(entries), done, split.entries):
            place = entry.place or split.start
            common = {
                "split": split.number,
                "entry": number,
                "file": split.file,
                "record": entry.number,
                "offset": place.offset,
                "skip": place.skip,
            }
            yield [{**common, **row} for row in _outcome(entry, reading)]
    finally:
        disarm()


def _outcome(entry: Record | Loss, reading: Reading) -> list[Row]:
    if isinstance(entry, Loss):
        return [{"kind": "refused", "rule": entry.rule, "error": "TooLarge" if entry.too_large else "InputRefused"}]
    address = _shown((entry.headers.get("warc-target-uri") or "").strip("<>"))
    no_page = _no_page(entry)
    if no_page is not None:
        kind, rule = no_page
        return [{"kind": kind, "rule": rule, "address": address}]
    try:
        rows = _read(entry, reading)
    except InputRefused as error:
        return [{"kind": "refused", "rule": _shown(error.rule), "error": type(error).__name__, "address": address}]
    except (Exception, RecursionError) as error:
        # A fault of ours must cost one page, be seen, and lose nothing else.
        _log.exception("reading failed: %s", address)
        rule = _shown(f"reading failed: {type(error).__name__}: {error}")
        return [{"kind": "refused", "rule": rule, "error": type(error).__name__, "address": address}]
    return [{"address": address, **row} for row in rows]


def _read(record: Record, reading: Reading) -> list[Row]:
    work = partial(_page, record, reading)
    return apart(work, reading.seconds) if reading.apart else work()


def _page(record: Record, reading: Reading) -> list[Row]:
    from ..reading import read_document
    from .rows import page_rows

    with limited(reading.seconds):
        page = read_document(document_of(record, answer(record), max_bytes=reading.max_bytes), facts=reading.facts)
        if not page.items:
            return [{"kind": "other", "rule": "no article, teaser or comment on it"}]
        return page_rows(page)


def _no_page(record: Record) -> tuple[str, str] | None:
    """Why a record holds no page: (other or duplicate, the rule); None where it may hold one."""
    kind = record.headers.get("warc-type", "").lower()
    if kind == "revisit":
        return "duplicate", "a revisit record: the crawler had these bytes before"
    if kind not in ("response", "conversion"):
        return "other", f"a record of type {_shown(kind, 40) or 'none'}"
    rule = no_page(answer(record))
    return ("other", rule) if rule is not None else None


def _shown(text: str, most: int = 500) -> str:
    """Text that any file or terminal can hold: no lone surrogates, no control characters, not too long."""
    return "".join(char if char.isprintable() else "�" for char in text[:most])
