"""WARC and WET files: every whole record of a news page as a document; what is cut or broken is counted and named."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import zstandard

from ..errors import DatelineError, InputRefused, NotText
from ..types import Field
from .decode import MAX_BYTES, document
from .document import Document


class _Counted(io.RawIOBase):
    """A stream that remembers why it ended: a gzip or zstd file that is cut ends like a whole one, but says so here."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.cut: str | None = None
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self.stream.read(len(buffer))
        except (EOFError, OSError, zstandard.ZstdError) as error:
            self.cut = str(error) or type(error).__name__
            return 0
        self.count += len(data)
        buffer[: len(data)] = data
        return len(data)


def records(path: Path, *, max_bytes: int = MAX_BYTES) -> Iterator[Document | InputRefused]:
    """The pages among the response and conversion records, in order. Records of other media types are passed over."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    with path.open("rb") as raw:
        stream = _Counted(_opened(raw, path.name.lower()))
        wanted = WarcRecordType.response | WarcRecordType.conversion
        number = 0
        for record in ArchiveIterator(stream, record_types=wanted, parse_http=True, strict_mode=False):
            number += 1
            place = f"{path}: record {number}"
            try:
                length = int(record.headers.get("Content-Length") or 0)
                content = record.reader.read(max_bytes + 1)
                if record.record_type == WarcRecordType.conversion and len(content) < length:
                    raise NotText(f"cut: {len(content)} of {length} bytes", subject=place)
                yield _document(record, content, place, max_bytes)
            except InputRefused as error:
                yield type(error)(error.rule, subject=place)
            except DatelineError as error:
                yield InputRefused(error.rule, subject=place)
        if stream.cut:
            yield InputRefused(f"the file is cut after {stream.count} bytes ({stream.cut}); {number} records before it were read", subject=str(path))


def _opened(raw: BinaryIO, name: str) -> BinaryIO:
    if name.endswith(".gz"):
        return gzip.GzipFile(fileobj=raw)  # type: ignore[return-value]
    if name.endswith(".zst"):
        return zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(raw, read_across_frames=True)
    return raw


def _document(record: object, content: bytes, place: str, max_bytes: int) -> Document:
    headers = record.headers  # type: ignore[attr-defined]
    http = record.http_headers  # type: ignore[attr-defined]
    media_type = (http.get("Content-Type") if http is not None else None) or ("text/plain" if http is None else None)
    if media_type and not any(kind in media_type.lower() for kind in ("html", "text/plain", "xml")):
        raise NotText(f"media type {media_type.split(';')[0]} is not read", subject=place)
    fields = [Field("WARC-Date", headers.get("WARC-Date") or "")]
    if http is not None:
        fields += [Field(f"HTTP {name}", http.get(name)) for name in ("Date", "Last-Modified") if http.get(name)]
    day = (headers.get("WARC-Date") or "")[:10] or None
    try:
        return document(content, url=headers.get("WARC-Target-URI"), media_type=media_type, captured_at=day, fields=tuple(fields), max_bytes=max_bytes)
    except DatelineError as error:
        if isinstance(error, InputRefused):
            raise
        return document(content, url=headers.get("WARC-Target-URI"), media_type=media_type, fields=tuple(fields), max_bytes=max_bytes)
