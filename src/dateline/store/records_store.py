"""Records as bytes and back: compressed JSON."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import zstandard

from ..records import from_plain, to_plain
from ..types import Item, Page

_PACK, _UNPACK = zstandard.ZstdCompressor(level=3), zstandard.ZstdDecompressor()


def pack(record: Any) -> bytes:
    """A record as compressed JSON."""
    return _PACK.compress(
        json.dumps(to_plain(record), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    )


def unpack(data: bytes) -> Any:
    """Plain values from compressed JSON."""
    return json.loads(_UNPACK.decompress(data))


@lru_cache(maxsize=2048)
def item_of(data: bytes) -> Item:
    """An item from its bytes."""
    return from_plain(Item, unpack(data))


def page_of(data: bytes) -> Page:
    """A page from its bytes."""
    return from_plain(Page, unpack(data))
