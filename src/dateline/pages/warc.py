"""WARC and WET files: every whole record of a news page as a document; what is cut or broken is counted and named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import DatelineError, InputRefused, NotText, PassedOver, TooLarge
from ..types import Field
from .decode import MAX_BYTES, document
from .document import Document
from .inflating import Broken, inflate
from .warc_records import Loss, Record, read_records

_READ = ("html", "text/plain", "xml")
_DATED = ("Date", "Last-Modified")


def records(path: Path, *, max_bytes: int = MAX_BYTES) -> Iterator[Document | InputRefused]:
    """The pages among the response and conversion records, in order; what such a record holds beside pages is yielded as PassedOver. Other
    kinds of records are passed over in silence."""
    with path.open("rb") as raw:
        for found in read_records(raw, path.name.lower(), max_bytes=max_bytes):
            place = f"{path}: record {found.number}"
            if isinstance(found, Loss):
                yield (TooLarge if found.too_large else InputRefused)(found.rule, subject=place)
            elif found.headers.get("warc-type", "").lower() in ("response", "conversion"):
                try:
                    held = answer(found)
                    other = no_page(held)
                    yield PassedOver(other, subject=place) if other else document_of(found, held, max_bytes=max_bytes)
                except InputRefused as error:
                    yield type(error)(error.rule, subject=place)
                except DatelineError as error:
                    yield InputRefused(error.rule, subject=place)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a response or conversion record holds: HTTP status (200 for a conversion) and headers, and the body as it was stored."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The Content-Type as it stands."""
        return self.headers.get("content-type", "")

    @property
    def is_text(self) -> bool:
        """Whether the media type, if any, is one that is read."""
        return not self.media_type or any(kind in self.media_type.lower() for kind in _READ)


def answer(record: Record) -> Answer:
    """The answer in a response record; a conversion record is bare text."""
    if record.headers.get("warc-type", "").lower() != "response":
        return Answer(200, {"content-type": "text/plain"}, record.block)
    block = record.block
    head, _, body = block.partition(b"\r\n\r\n") if b"\r\n\r\n" in block[:100_000] else block.partition(b"\n\n")
    first, *lines = head.decode("latin-1").splitlines()[:1000] or [""]
    headers: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    status = [*first.split(), "", ""][1]
    return Answer(int(status) if status.isascii() and status.isdigit() and len(status) < 5 else 0, headers, body)


def no_page(found: Answer) -> str | None:
    """Why an answer holds no page, by its own account; None where it may hold one."""
    if found.status != 200:
        return f"HTTP status {found.status}"
    if not found.body.strip():
        return "an empty answer"
    return None if found.is_text else f"media type {_shown(found.media_type.split(';')[0].strip().lower())}"


def _shown(text: str) -> str:
    """Text that any file or terminal can hold: no lone surrogates, no control characters, not too long."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text[:60])


def document_of(record: Record, found: Answer, *, max_bytes: int = MAX_BYTES) -> Document:
    """The page of a record. Raises NotText for a media type that is not read, and what `decode.document` raises."""
    fields = [Field("WARC-Date", record.headers.get("warc-date", ""))]
    fields += [Field(f"HTTP {name}", found.headers[name.lower()]) for name in _DATED if found.headers.get(name.lower())]
    if not found.is_text:
        raise NotText(f"media type {found.media_type.split(';')[0]} is not read", subject=None)
    body = found.body
    if "chunked" in found.headers.get("transfer-encoding", "").lower():
        body = _without_chunks(body)
    content = _decoded(body, found.headers.get("content-encoding", "").lower(), max_bytes)
    url = (record.headers.get("warc-target-uri") or "").strip("<>") or None
    day: str | None = record.headers.get("warc-date", "")[:10] or None
    media_type = found.media_type or None
    try:
        return document(content, url=url, media_type=media_type, captured_at=day, fields=tuple(fields), max_bytes=max_bytes)
    except InputRefused:
        raise
    except DatelineError:
        # A date that is none: the page is read, its field stays as it stands.
        return document(content, url=url, media_type=media_type, fields=tuple(fields), max_bytes=max_bytes)


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
