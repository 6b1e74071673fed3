"""Files and folders to documents: HTML, bare text, WARC and WET (gzip, zstd), feeds. A refused one is yielded as its error."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from ..errors import DatelineError, InputRefused, PassedOver, TooLarge
from .decode import MAX_BYTES, document
from .document import Document
from .saved import unpacked

WARC = (".warc", ".warc.gz", ".warc.zst", ".wet", ".wet.gz", ".wet.zst", ".warc.wet.gz")
FEEDS = (".rss", ".atom", ".xml")
HTML = (".html", ".htm", ".xhtml", ".mhtml", ".mht")
TEXT = (".txt", ".text", ".md")


def documents(path: Path) -> Iterator[Document]:
    """The documents of a file or folder; raises at a refused one. What is no page of a crawl is passed over."""
    for found in documents_of(path):
        if isinstance(found, PassedOver):
            continue
        if isinstance(found, InputRefused):
            raise found
        yield found


def documents_of(
    path: Path, *, url: str | None = None, captured_at: date | datetime | str | None = None, max_bytes: int = MAX_BYTES
) -> Iterator[Document | InputRefused]:
    """The documents of a file, or of every file of a folder by name, and the error of each that is refused."""
    if path.is_dir():
        for inner in sorted(path.rglob("*")):
            if (
                inner.is_file()
                and not inner.name.startswith(".")
                and inner.name.lower().removesuffix(".gz").endswith((*WARC, *FEEDS, *HTML, *TEXT, ".json"))
            ):
                yield from documents_of(inner, captured_at=captured_at, max_bytes=max_bytes)
        return
    name = path.name.lower()
    try:
        if name.endswith(WARC):
            from .warc import records

            yield from records(path, max_bytes=max_bytes)
            return
        size = path.stat().st_size
        if size > max_bytes:
            rule = (
                f"{size / 1e6:.0f} MB, over the limit of {max_bytes / 1e6:.0f} MB; split it or raise max_bytes in dateline.toml"
            )
            raise TooLarge(rule, subject=str(path))
        content = unpacked(path.read_bytes(), max_bytes)
        name = name.removesuffix(".gz")
        if _is_feed(name, content):
            from .feeds import entries

            yield from entries(content, str(path))
            return
        media_type = "text/plain" if name.endswith(TEXT) else None
        found = document(content, url=url, captured_at=captured_at, media_type=media_type, max_bytes=max_bytes)
        yield replace(found, place=str(path))
    except InputRefused as error:
        yield type(error)(error.rule, subject=str(path))
    except OSError as error:
        yield InputRefused(f"cannot be read: {error.strerror or error}", subject=str(path))
    except DatelineError as error:
        yield InputRefused(error.rule, subject=str(path))


def _is_feed(name: str, content: bytes) -> bool:
    head = content[:2000].lstrip().lower()
    if name.endswith(".json"):
        return b"jsonfeed.org/version" in head
    return (name.endswith(FEEDS) or head.startswith(b"<?xml")) and any(mark in head for mark in (b"<rss", b"<feed", b"<rdf:rdf"))
