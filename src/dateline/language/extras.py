"""What a language needs that is not installed, said in one line."""

from __future__ import annotations

from collections.abc import Iterable

from ..types import Item, Note


def missing_for(items: Iterable[Item]) -> tuple[Note, ...]:
    """A note where items are in a language whose names an extra that is missing would read."""
    if not any(item.language == "ru" for item in items):
        return ()
    from .russian import MISSING, available

    return () if available() else (Note("names", MISSING),)
