"""Dateline reads news pages and keeps the record: what was said, by whom; what happened, where, when, to how many.

    page = dateline.read(html, url="https://example.org/news/1")
    for item in page.items:
        print(item.kind, item.published, item.headline, [s.act for s in item.statements])

Heavy parts (the language model, the database) are loaded when they are first used.
"""

from __future__ import annotations

import importlib
import logging
from typing import TYPE_CHECKING

from .errors import ArchiveError, DatelineError, InputRefused, UsageError
from .types import (
    Block,
    DateEstimate,
    Difference,
    Entity,
    Event,
    Evidence,
    Figure,
    Item,
    Mention,
    Page,
    Span,
    Statement,
    Story,
)

if TYPE_CHECKING:
    from .archive import Archive, open_archive
    from .reading import compare, published, read, read_path

__version__ = "0.1.0"
__all__ = [
    "Archive",
    "ArchiveError",
    "Block",
    "DateEstimate",
    "DatelineError",
    "Difference",
    "Entity",
    "Event",
    "Evidence",
    "Figure",
    "InputRefused",
    "Item",
    "Mention",
    "Page",
    "Span",
    "Statement",
    "Story",
    "UsageError",
    "compare",
    "open_archive",
    "published",
    "read",
    "read_path",
]

logging.getLogger(__name__).addHandler(logging.NullHandler())
_LAZY = {
    "Archive": "archive",
    "open_archive": "archive",
    "compare": "reading",
    "published": "reading",
    "read": "reading",
    "read_path": "reading",
}


def __getattr__(name: str) -> object:
    if name in _LAZY:
        value = getattr(importlib.import_module(f".{_LAZY[name]}", __name__), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
