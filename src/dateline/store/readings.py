"""Readings in an open transaction: bytes kept and found again, which rules read which revision, runs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import zstandard
from sqlalchemy import Connection, delete, select

from ..ids import digest
from ..pages.decode import document
from ..pages.document import Document
from ..types import Field, Page
from . import schema, sighted
from .readings_tables import capture_contents, contents, inputs, readings, rule_sets
from .records_store import decompressed
from .writing import _insert, capture_id

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Run:
    """One call that read: its kind (add, watch, reread ...), the release and the rules at work, and what it did. `ended` is None while it
    is under way, or where it was killed."""

    id: str
    kind: str
    release: str
    rules: tuple[str, ...]
    started: str
    ended: str | None = None
    counts: dict[str, int] = field(default_factory=dict, hash=False)


def remember(connection: Connection, page: Page, source: Document, earlier: Page | None, *, keep_bytes: bool) -> None:
    """Remembers that a document was added, and keeps its bytes with what the transport said; not where its capture was not kept, since
    it shows what was forgotten."""
    capture = capture_id(page)
    if connection.execute(select(schema.captures.c.digest).where(schema.captures.c.digest == capture)).first() is None:
        return
    connection.execute(_insert(connection, inputs), [{"id": _input(source), "capture": capture}])
    if keep_bytes:
        _keep(connection, capture, source, capture_id(earlier) if earlier is not None else None)


def _input(source: Document) -> str:
    """What a document is known by: its bytes and all that was said of them."""
    fields = [part for f in source.fields for part in (f.path, f.value)]
    return digest("input", source.digest, source.url, source.declared, source.captured_at, source.published_at, *fields)


def items_of(connection: Connection, source: Document) -> tuple[str, ...] | None:
    """The items of a document that was added before; None where it was not."""
    capture = connection.execute(select(inputs.c.capture).where(inputs.c.id == _input(source))).scalar()
    if capture is None:
        return None
    return tuple(sighted.shown_in(connection, capture))


def _keep(connection: Connection, capture: str, source: Document, earlier: str | None) -> None:
    raw = source.raw if source.raw is not None else source.content.encode("utf-8", "surrogatepass")
    if connection.execute(select(contents.c.digest).where(contents.c.digest == source.digest)).first() is None:
        packed = zstandard.ZstdCompressor(level=9, write_checksum=True).compress(raw)
        connection.execute(_insert(connection, contents), [{"digest": source.digest, "size": len(raw), "data": packed}])
    context = {
        "url": source.url,
        "media_type": source.declared or source.media_type,
        "text": source.raw is None,
        "captured_at": source.captured_at.isoformat() if source.captured_at else None,
        "published_at": source.published_at.isoformat() if source.published_at else None,
        "fields": [[f.path, f.value] for f in source.fields],
        "earlier": earlier,
    }
    row = {"capture": capture, "content": source.digest, "context": json.dumps(context, ensure_ascii=False, sort_keys=True)}
    connection.execute(_insert(connection, capture_contents), [row])


def bytes_of(connection: Connection, capture: str) -> bytes | None:
    """The bytes of a capture; None where they were not kept."""
    query = select(contents.c.data).join(capture_contents, capture_contents.c.content == contents.c.digest)
    data = connection.execute(query.where(capture_contents.c.capture == capture)).scalar()
    return decompressed(data) if data is not None else None


def source_of(connection: Connection, capture: str) -> tuple[Document, str | None] | None:
    """The document of a capture, decoded again, and the id of the earlier capture that it was read beside."""
    raw = bytes_of(connection, capture)
    if raw is None:
        return None
    words = connection.execute(select(capture_contents.c.context).where(capture_contents.c.capture == capture)).scalar_one()
    context: dict[str, Any] = json.loads(words)
    found = document(
        raw.decode("utf-8", "surrogatepass") if context["text"] else raw,
        url=context["url"],
        media_type=context["media_type"],
        captured_at=context["captured_at"],
        published_at=context["published_at"],
        fields=tuple(Field(path, value) for path, value in context["fields"]),
        max_bytes=len(raw) + 1,
    )
    return found, context["earlier"]


def drop_bytes(connection: Connection, captures: Iterable[str] | None = None) -> int:
    """Drops the bytes of captures, or of all; what was read from them stays. How many captures lost theirs."""
    if captures is None:
        gone = connection.execute(delete(capture_contents)).rowcount
        connection.execute(delete(contents))
        return int(gone)
    wanted, gone = sorted(set(captures)), 0
    for start in range(0, len(wanted), _BATCH):
        part = capture_contents.c.capture.in_(wanted[start : start + _BATCH])
        names = list(connection.execute(select(capture_contents.c.content).where(part)).scalars())
        gone += connection.execute(delete(capture_contents).where(part)).rowcount
        left = select(capture_contents.c.content)
        connection.execute(delete(contents).where(contents.c.digest.in_(names), contents.c.digest.not_in(left)))
    return gone


def drop_orphans(connection: Connection) -> None:
    """Drops bytes that no capture has."""
    connection.execute(delete(contents).where(contents.c.digest.not_in(select(capture_contents.c.content))))


def note_rules(connection: Connection, revisions: Iterable[str], rules: tuple[str, ...]) -> None:
    """Keeps which rules read some revisions; those that are not held are passed over."""
    words = ", ".join(rules)
    name = digest("rules", words)
    connection.execute(_insert(connection, rule_sets), [{"id": name, "rules": words}])
    wanted = sorted(set(revisions))
    for start in range(0, len(wanted), _BATCH):
        part = wanted[start : start + _BATCH]
        there = connection.execute(select(schema.revisions.c.id).where(schema.revisions.c.id.in_(part))).scalars().all()
        connection.execute(delete(readings).where(readings.c.revision.in_(part)))
        if there:
            connection.execute(readings.insert(), [{"revision": id, "rules": name} for id in there])


def rules_of(connection: Connection, revision: str) -> tuple[str, ...]:
    """The rules that read a revision; empty where that is not known."""
    query = select(rule_sets.c.rules).join(readings, readings.c.rules == rule_sets.c.id)
    words = connection.execute(query.where(readings.c.revision == revision)).scalar()
    return tuple(words.split(", ")) if words else ()
