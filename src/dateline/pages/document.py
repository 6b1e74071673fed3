"""What every reader of bytes hands on: a `Document`, the page before it is cut into items."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date

from ..types import Field, Note

#: Paths of fields that tell when a page was fetched, by the clock of who did, and from where, if it names another address as its own.
FETCHED_AT, FETCHED_FROM = "fetched at", "fetched from"


#: What an entry of a feed has of it: its title, or a day of the entry.
FEED_FIELDS = frozenset({"title of the feed", "feed published", "feed updated"})


@dataclass(frozen=True, slots=True)
class Document:
    """A decoded capture.

    `content` is markup (`media_type` text/html) or bare text (text/plain). `fields` holds what the transport or the container says
    (HTTP headers, a WARC date, a feed entry's dates); the fields of the markup itself are read with the blocks, in one walk.
    `captured_at` and `published_at` are days the caller knows. `whole` is what was given: the bytes, or the characters.
    `raw` holds the bytes, None where the content came decoded; `declared` is the media type as the transport gave it. `utf8` is the content
    in UTF-8, where decoding left it at hand. `place` is the file that it came from, for messages.
    """

    content: str
    media_type: str
    url: str | None = None
    encoding: str | None = None
    captured_at: date | None = None
    published_at: date | None = None
    fields: tuple[Field, ...] = ()
    notes: tuple[Note, ...] = ()
    raw: bytes | None = None
    declared: str | None = None
    utf8: bytes | None = field(default=None, repr=False, compare=False)
    whole: bytes | str = field(default=b"", repr=False)
    place: str | None = field(default=None, compare=False)

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes; of UTF-8 where the content came decoded."""
        return sha256(self.whole)

    @property
    def of_feed(self) -> bool:
        """Whether it is an entry of a feed."""
        return any(field.path in FEED_FIELDS for field in self.fields)


def sha256(data: bytes | str) -> str:
    """What names a capture, in hexadecimal digits."""
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()
