"""The records of a WARC file, read by their lengths: every whole record, and a `Loss` for what is cut, broken or too large.

Nothing here trusts the file: lines, headers and records have limits, and after a broken record reading goes on at the next line that
opens one.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from .unpacking import Inflated, Parts, Place, Unpacked

_LINE = 65_536
_MOST_HEADERS = 1_000
_CHUNK = 1 << 20
START = Place()


@dataclass(frozen=True, slots=True)
class Record:
    """One whole record: its number in the file, its headers (names in lower case), its block and where it opens."""

    number: int
    headers: dict[str, str]
    block: bytes
    place: Place = START


@dataclass(frozen=True, slots=True)
class Loss:
    """What could not be read: the record's number, one sentence, and where the record opens, None for what stands between records.
    `too_large` where a limit refused it."""

    number: int
    rule: str
    place: Place | None = None
    too_large: bool = False


def read_records(raw: BinaryIO, name: str, *, max_bytes: int, start: Place = START, number: int = 0) -> Iterator[Record | Loss]:
    """The records of a file in order; `name` says by its end how it is packed, `raw` can be sought in.

    Reading can begin at the place of any record; `number` is how many stand before it. What follows a broken part is read.
    """
    packed = (
        Inflated(raw, start.offset) if name.endswith(".gz") else Unpacked(raw, start.offset) if name.endswith(".zst") else None
    )
    stream = _Counted(io.BufferedReader(packed, _CHUNK) if packed is not None else raw, packed, start)
    while True:
        skipped = _to_next(stream)
        if skipped.bytes:
            what = "an ARC file is not read" if skipped.arc else "passed over"
            yield Loss(number + 1, f"{skipped.bytes} bytes between records are no record ({what})")
        if not skipped.end:
            number += 1
            found = _record(stream, number, skipped.place, max_bytes)
            if not (isinstance(found, Loss) and packed and packed.cut):
                yield found
                continue
            yield replace(found, rule=f"{found.rule}; {packed.cut}")
        elif packed and packed.cut:
            yield Loss(number, f"{packed.cut}; {number} records were begun before it")
        if packed is None or not packed.cut or not packed.resume():
            return


class _Counted:
    """A stream that knows how far it was read."""

    def __init__(self, stream: BinaryIO | io.BufferedReader, packed: Parts | None, start: Place) -> None:
        self._stream, self._packed, self._at = stream, packed, 0
        if packed is None:
            stream.seek(start.offset)
            self._at = start.offset
        self.pass_over(start.skip)

    def readline(self) -> bytes:
        line = self._stream.readline(_LINE)
        self._at += len(line)
        return line

    def read(self, length: int) -> bytes:
        data = self._stream.read(length)
        self._at += len(data)
        return data

    def pass_over(self, length: int) -> int:
        """Reads on without keeping; how many bytes there were."""
        passed = 0
        while passed < length and (data := self.read(min(_CHUNK, length - passed))):
            passed += len(data)
        return passed

    def place(self, back: int) -> Place:
        """The place so many bytes back."""
        return self._packed.place(self._at - back) if self._packed is not None else Place(self._at - back)


@dataclass
class _Skipped:
    bytes: int = 0
    end: bool = False
    arc: bool = False
    place: Place = START


def _to_next(stream: _Counted) -> _Skipped:
    """Reads on to the line that opens a record."""
    skipped = _Skipped()
    while True:
        line = stream.readline()
        if not line:
            skipped.end = True
            return skipped
        if line.startswith(b"WARC/"):
            skipped.place = stream.place(len(line))
            return skipped
        if line.strip():
            skipped.bytes += len(line)
            skipped.arc = skipped.arc or line.startswith(b"filedesc://")


def _record(stream: _Counted, number: int, place: Place, max_bytes: int) -> Record | Loss:
    headers: dict[str, str] = {}
    for _ in range(_MOST_HEADERS):
        line = stream.readline()
        if not line:
            return Loss(number, "cut within its headers", place)
        if not line.strip():
            break
        name, _, value = line.decode("utf-8", "replace").partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    stated = headers.get("content-length", "")
    if not (stated.isascii() and stated.isdigit() and len(stated) < 19):
        return Loss(number, f"Content-Length must be a number of bytes, got {stated[:40]!r}", place)
    length = int(stated)
    if length > max_bytes:
        passed = stream.pass_over(length)
        rule = f"{length / 1e6:.0f} MB, over the limit of {max_bytes / 1e6:.0f} MB"
        return Loss(number, rule if passed == length else f"{rule}; cut", place, too_large=True)
    block = stream.read(length)
    if len(block) < length:
        return Loss(number, f"cut: {len(block)} of {length} bytes", place)
    return Record(number, headers, block, place)
