"""The result of cutting a page: its text of record, every block with its role, and the items, still without facts."""

from __future__ import annotations

from dataclasses import dataclass

from ..types import Block, Field, Item, Note


@dataclass(frozen=True, slots=True)
class Cut:
    """Blocks in page order, spans counting in `text`; items in page order with their pieces; fields read from the markup."""

    text: str
    blocks: tuple[Block, ...]
    items: tuple[Item, ...]
    fields: tuple[Field, ...] = ()
    outlet: str | None = None
    language: str | None = None
    url: str | None = None
    notes: tuple[Note, ...] = ()
