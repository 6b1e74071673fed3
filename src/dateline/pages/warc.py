"""WARC and WET files: every whole record of a news page as a document; what is cut or broken is counted and named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..errors import DatelineError, InputRefused, NotText, TooLarge
from ..types import Field
from .decode import MAX_BYTES, document
from .document import Document
from .inflating import Broken, inflate
from .warc_records import Loss, Record, read_records

_READ = ("html", "text/plain", "xml")


def records(path: Path, *, max_bytes: int = MAX_BYTES) -> Iterator[Document | InputRefused]:
    """The pages among the response and conversion records, in order. Other kinds of records are passed over."""
    with path.open("rb") as raw:
        for found in read_records(raw, path.name.lower(), max_bytes=max_bytes):
            place = f"{path}: record {found.number}"
            if isinstance(found, Loss):
                yield (TooLarge if found.too_large else InputRefused)(found.rule, subject=place)
            elif found.headers.get("warc-type", "").lower() in ("response", "conversion"):
                try:
                    yield _document(found, max_bytes)
                except InputRefused as error:
                    yield type(error)(error.rule, subject=place)
                except DatelineError as error:
                    yield InputRefused(error.rule, subject=place)


def _document(record: Record, max_bytes: int) -> Document:
    fields = [Field("WARC-Date", record.headers.get("warc-date", ""))]
    media_type, content = "text/plain", record.block
    if record.headers["warc-type"].lower() == "response":
        http, content = _http(record.block, max_bytes)
        media_type = http.get("content-type", "")
        fields += [Field(f"HTTP {name}", http[name.lower()]) for name in ("Date", "Last-Modified") if http.get(name.lower())]
    if media_type and not any(kind in media_type.lower() for kind in _READ):
        raise NotText(f"media type {media_type.split(';')[0]} is not read", subject=None)
    url = (record.headers.get("warc-target-uri") or "").strip("<>") or None
    day: str | None = record.headers.get("warc-date", "")[:10] or None
    try:
        return document(
            content, url=url, media_type=media_type or None, captured_at=day, fields=tuple(fields), max_bytes=max_bytes
        )
    except InputRefused:
        raise
    except DatelineError:
        # A date that is none: the page is read, its field stays as it stands.
        return document(content, url=url, media_type=media_type or None, fields=tuple(fields), max_bytes=max_bytes)


def _http(block: bytes, max_bytes: int) -> tuple[dict[str, str], bytes]:
    """The headers of a response (names in lower case), and its body without chunks and content encoding."""
    head, _, body = block.partition(b"\r\n\r\n") if b"\r\n\r\n" in block[:100_000] else block.partition(b"\n\n")
    headers: dict[str, str] = {}
    for line in head.decode("latin-1").splitlines()[1:1000]:
        name, _, value = line.partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _without_chunks(body)
    return headers, _decoded(body, headers.get("content-encoding", "").lower(), max_bytes)


def _without_chunks(body: bytes) -> bytes:
    """The chunks joined; the body as it stands where it has none (many crawlers store it joined)."""
    parts: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\n", at, at + 100)
        stated = body[at:end].split(b";")[0].strip() if end >= 0 else b""
        try:
            size = int(stated, 16)
        except ValueError:
            return b"".join(parts) if parts and at >= len(body) else body
        if size <= 0:
            return b"".join(parts)
        parts.append(body[end + 1 : end + 1 + size])
        at = end + 1 + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1


def _decoded(body: bytes, encoding: str, max_bytes: int) -> bytes:
    """The body unpacked within the limit; a body that is not packed as its header says is taken as it stands."""
    try:
        return inflate(body, encoding, max_bytes)
    except Broken:
        return body
