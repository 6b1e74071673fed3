"""The records of a WARC file, read by their lengths: every whole record, and a `Loss` for what is cut, broken or too large.

Nothing here trusts the file: lines, headers and records have limits, and after a broken record reading goes on at the next line that
opens one.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import zstandard

_LINE = 65_536
_MOST_HEADERS = 1_000
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Record:
    """One whole record: its number in the file, its headers (names in lower case) and its block."""

    number: int
    headers: dict[str, str]
    block: bytes


@dataclass(frozen=True, slots=True)
class Loss:
    """What could not be read: the record's number, and one sentence. `too_large` where a limit refused it."""

    number: int
    rule: str
    too_large: bool = False


class Inflated(io.RawIOBase):
    """The bytes of a gzip file of many members; `cut` says why it ended, if before its end."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw, self._data, self._inflate = raw, b"", zlib.decompressobj(31)
        self._fresh = True
        self.cut: str | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while self.cut is None:
            self._data = self._data or self._raw.read(_CHUNK)
            if not self._data:
                self.cut = None if self._fresh else "the compressed data end in the middle"
                return 0
            try:
                out = self._inflate.decompress(self._data, len(buffer))
            except zlib.error as error:
                self.cut = f"the compressed data are broken ({error})"
                return 0
            self._fresh = False
            self._data = self._inflate.unconsumed_tail
            if self._inflate.eof:
                self._data, self._inflate, self._fresh = self._inflate.unused_data.lstrip(b"\0"), zlib.decompressobj(31), True
            if out:
                buffer[: len(out)] = out
                return len(out)
        return 0


class Unpacked(io.RawIOBase):
    """The bytes of a zstd file; `cut` says why it ended, if before its end."""

    def __init__(self, raw: BinaryIO) -> None:
        self._stream = zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(raw, read_across_frames=True)
        self.cut: str | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            out = self._stream.read(len(buffer))
        except zstandard.ZstdError as error:
            self.cut = f"the compressed data are broken ({error})"
            return 0
        buffer[: len(out)] = out
        return len(out)


def read_records(raw: BinaryIO, name: str, *, max_bytes: int) -> Iterator[Record | Loss]:
    """The records of a file in order; `name` says by its end how it is packed."""
    packed: Inflated | Unpacked | None = (
        Inflated(raw) if name.endswith(".gz") else Unpacked(raw) if name.endswith(".zst") else None
    )
    stream = io.BufferedReader(packed, _CHUNK) if packed is not None else raw
    number = 0
    while True:
        skipped = _to_next(stream)
        if skipped.bytes:
            what = "an ARC file is not read" if skipped.arc else "passed over"
            yield Loss(number + 1, f"{skipped.bytes} bytes between records are no record ({what})")
        if skipped.end:
            break
        number += 1
        found = _record(stream, number, max_bytes)
        yield found
    if packed is not None and packed.cut:
        yield Loss(number, f"{packed.cut}; {number} records were begun before it")


@dataclass
class _Skipped:
    bytes: int = 0
    end: bool = False
    arc: bool = False


def _to_next(stream: BinaryIO | io.BufferedReader) -> _Skipped:
    """Reads on to the line that opens a record."""
    skipped = _Skipped()
    while True:
        line = stream.readline(_LINE)
        if not line:
            skipped.end = True
            return skipped
        if line.startswith(b"WARC/"):
            return skipped
        if line.strip():
            skipped.bytes += len(line)
            skipped.arc = skipped.arc or line.startswith(b"filedesc://")


def _record(stream: BinaryIO | io.BufferedReader, number: int, max_bytes: int) -> Record | Loss:
    headers: dict[str, str] = {}
    for _ in range(_MOST_HEADERS):
        line = stream.readline(_LINE)
        if not line:
            return Loss(number, "cut within its headers")
        if not line.strip():
            break
        name, _, value = line.decode("utf-8", "replace").partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    stated = headers.get("content-length", "")
    if not (stated.isascii() and stated.isdigit() and len(stated) < 19):
        return Loss(number, f"Content-Length must be a number of bytes, got {stated[:40]!r}")
    length = int(stated)
    if length > max_bytes:
        passed = _pass_over(stream, length)
        rule = f"{length / 1e6:.0f} MB, over the limit of {max_bytes / 1e6:.0f} MB"
        return Loss(number, rule if passed == length else f"{rule}; cut", too_large=True)
    block = stream.read(length)
    if len(block) < length:
        return Loss(number, f"cut: {len(block)} of {length} bytes")
    return Record(number, headers, block)


def _pass_over(stream: BinaryIO | io.BufferedReader, length: int) -> int:
    passed = 0
    while passed < length and (data := stream.read(min(_CHUNK, length - passed))):
        passed += len(data)
    return passed
