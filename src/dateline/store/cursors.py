"""Cursors: where a listing goes on, opaque to callers, bound to the listing that gave them."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from ..errors import UsageError

Row = TypeVar("Row")
#: Rows of one page of a listing.
MOST = 500


class Rows(tuple[Row, ...], Generic[Row]):
    """Rows in order; `next` is the cursor of the following page, None at the end."""

    next: str | None = None

    @classmethod
    def of(cls, rows: Any, next: str | None = None) -> Rows[Row]:
        """Rows with the cursor of the page that follows."""
        made = cls(rows)
        made.next = next
        return made


def limited(limit: int) -> int:
    """A limit between 1 and MOST; raises UsageError otherwise."""
    if not 1 <= limit <= MOST:
        raise UsageError(f"limit must be between 1 and {MOST}, got {limit}")
    return limit


def written(listing: object, place: tuple[int | str, ...]) -> str:
    """The cursor of a place in a listing; `listing` is all that was asked, so that it fits no other."""
    body = json.dumps(place, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_seal(listing, body) + body).decode().rstrip("=")


def read(listing: object, cursor: str, length: int) -> tuple[int, ...]:
    """The place that a cursor names, as so many numbers. Raises UsageError for one that this listing did not give, or that was changed."""
    return read_parts(listing, cursor, (int,) * length)


def read_parts(listing: object, cursor: str, kinds: Sequence[type]) -> tuple[Any, ...]:
    """The place that a cursor names, a part of each kind (int, str). Raises UsageError as `read`."""
    try:
        data = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        seal, body = data[:6], data[6:]
        place = json.loads(body) if seal == _seal(listing, body) else None
    except ValueError:
        place = None
    if not isinstance(place, list) or [type(part) for part in place] != list(kinds):
        raise UsageError(f"cursor must be one that this listing gave, got {cursor[:80]!r}")
    return tuple(place)


def _seal(listing: object, body: bytes) -> bytes:
    return hashlib.blake2b(body, key=hashlib.sha256(repr(listing).encode()).digest(), digest_size=6).digest()
