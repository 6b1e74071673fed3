"""Files of many packed parts (gzip members, zstd frames) as one stream of bytes that knows where each part begins.

A web-archive file packs every record by itself, so that reading can begin at any of them, and go on after one that is broken.
"""

from __future__ import annotations

import io
import zlib
from abc import abstractmethod
from collections import deque
from dataclasses import dataclass
from typing import Any, BinaryIO

import zstandard

_CHUNK = 1 << 20
_GZIP, _ZSTD = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"
#: A skippable frame at the head of a .warc.zst file that holds the dictionary of all frames.
_DICTIONARY = 0x184D2A5D
_MOST_DICTIONARY = 1 << 26


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a record opens: a byte of the file at which unpacking can begin, and how many unpacked bytes lie between it and the
    record (0 where every record is packed by itself)."""

    offset: int = 0
    skip: int = 0


class Parts(io.RawIOBase):
    """The unpacked bytes from a part's start on. A part that is broken ends the stream: `cut` says why, `resume` goes on after it."""

    magic: bytes

    def __init__(self, raw: BinaryIO, start: int = 0) -> None:
        self._raw = raw
        self._out = 0
        self._starts = deque([(0, start)])
        self.cut: str | None = None

    def readable(self) -> bool:
        return True

    def place(self, at: int) -> Place:
        """The place of an unpacked byte; asked in rising order."""
        while len(self._starts) > 1 and self._starts[1][0] <= at:
            self._starts.popleft()
        out, offset = self._starts[0]
        return Place(offset, at - out)

    def resume(self) -> bool:
        """Goes on at the next bytes after the broken part's start that open a part; False where there are none."""
        position = self._starts[-1][1] + 1
        self._raw.seek(position)
        tail = b""
        while data := self._raw.read(_CHUNK):
            found = (tail + data).find(self.magic)
            if found >= 0:
                self._begin(position - len(tail) + found)
                return True
            tail = (tail + data)[-len(self.magic) + 1 :]
            position = self._raw.tell()
        return False

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self.cut is not None:
            return 0
        out = self._some(len(buffer))
        buffer[: len(out)] = out
        self._out += len(out)
        return len(out)

    def _opens(self, offset: int) -> None:
        self._starts.append((self._out, offset))

    def _begin(self, offset: int) -> None:
        self._opens(offset)
        self._raw.seek(offset)
        self.cut = None

    @abstractmethod
    def _some(self, size: int) -> bytes:
        """At most `size` bytes; none at the end, or where `cut` is set."""


class Inflated(Parts):
    """The bytes of a gzip file of many members."""

    magic = _GZIP

    def __init__(self, raw: BinaryIO, start: int = 0) -> None:
        super().__init__(raw, start)
        raw.seek(start)
        self._data, self._inflate, self._fresh = b"", zlib.decompressobj(31), True

    def _begin(self, offset: int) -> None:
        super()._begin(offset)
        self._data, self._inflate, self._fresh = b"", zlib.decompressobj(31), True

    def _some(self, size: int) -> bytes:
        while True:
            self._data = self._data or self._raw.read(_CHUNK)
            if not self._data:
                self.cut = None if self._fresh else "the compressed data end in the middle"
                return b""
            try:
                out = self._inflate.decompress(self._data, size)
            except zlib.error as error:
                self.cut = f"the compressed data are broken ({error})"
                return b""
            self._fresh = False
            self._data = self._inflate.unconsumed_tail
            if self._inflate.eof:
                self._next_member(len(out))
            if out:
                return out

    def _next_member(self, pending: int) -> None:
        self._data, self._inflate, self._fresh = self._inflate.unused_data.lstrip(b"\0"), zlib.decompressobj(31), True
        while not self._data and (data := self._raw.read(_CHUNK)):
            self._data = data.lstrip(b"\0")
        self._starts.append((self._out + pending, self._raw.tell() - len(self._data)))


class Unpacked(Parts):
    """The bytes of a zstd file of many frames, with the dictionary that stands at its head, if any."""

    magic = _ZSTD

    _end: int | None

    def __init__(self, raw: BinaryIO, start: int = 0) -> None:
        super().__init__(raw, start)
        self._context = zstandard.ZstdDecompressor(dict_data=_dictionary(raw), max_window_size=2**27)
        self._next, self._end = start, start
        self._frame: zstandard.ZstdDecompressionReader | None = None

    def _begin(self, offset: int) -> None:
        super()._begin(offset)
        self._next, self._frame = offset, None

    def _some(self, size: int) -> bytes:
        try:
            while self._frame is not None or self._open():
                assert self._frame is not None
                if out := self._frame.read(size):
                    return bytes(out)
                self._frame = None
                if self._end is None:
                    self.cut = "the compressed data end in the middle"
                    return b""
                self._next = self._end
        except zstandard.ZstdError as error:
            self.cut, self._frame = f"the compressed data are broken ({error})", None
        return b""

    def _open(self) -> bool:
        """Opens the next frame, passing over those that hold no data."""
        while True:
            self._raw.seek(self._next)
            head = self._raw.read(8)
            if not head.strip(b"\0"):
                return False
            magic = int.from_bytes(head[:4], "little")
            if magic & 0xFFFFFFF0 != 0x184D2A50:
                break
            self._next += 8 + int.from_bytes(head[4:], "little")
        self._opens(self._next)
        self._end = _frame_end(self._raw, self._next)
        self._raw.seek(self._next)
        within: Any = _Within(self._raw, (1 << 62 if self._end is None else self._end) - self._next)
        self._frame = self._context.stream_reader(within, read_across_frames=False, closefd=False)
        return True


class _Within:
    """The next bytes of a file, and no more."""

    def __init__(self, raw: BinaryIO, left: int) -> None:
        self._raw, self._left = raw, left

    def read(self, size: int) -> bytes:
        data = self._raw.read(min(size, self._left))
        self._left -= len(data)
        return data


def _frame_end(raw: BinaryIO, start: int) -> int | None:
    """The byte after a zstd frame, by the lengths of its blocks (RFC 8878, 3.1.1); None where the file ends before it."""
    raw.seek(start)
    head = raw.read(18)
    at = start + zstandard.frame_header_size(head)
    while True:
        raw.seek(at)
        block = raw.read(3)
        if len(block) < 3:
            return None
        value = int.from_bytes(block, "little")
        at += 3 + (1 if value >> 1 & 3 == 1 else value >> 3)
        if value & 1:
            break
    end = at + 4 * (head[4] >> 2 & 1)
    raw.seek(0, io.SEEK_END)
    return end if end <= raw.tell() else None


def _dictionary(raw: BinaryIO) -> zstandard.ZstdCompressionDict | None:
    raw.seek(0)
    head = raw.read(8)
    size = int.from_bytes(head[4:], "little")
    if int.from_bytes(head[:4], "little") != _DICTIONARY or size > _MOST_DICTIONARY:
        return None
    data = raw.read(size)
    if data.startswith(_ZSTD):
        data = zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data)).read(_MOST_DICTIONARY)
    return zstandard.ZstdCompressionDict(data)
