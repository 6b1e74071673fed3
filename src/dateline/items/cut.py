"""The result of cutting a page: its text of record, every block with its role, and the items, still without facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..types import Block, Field, Item, Note


@dataclass(frozen=True, slots=True)
class Cut:
    """Blocks in page order, spans counting in `text`; items in page order with their pieces; fields read from the markup. `stamps` holds
    the machine's date of an item's date line by the item's id, where the markup has one, `entry_stamps` those of the entries of live
    pages."""

    text: str
    blocks: tuple[Block, ...]
    items: tuple[Item, ...]
    fields: tuple[Field, ...] = ()
    outlet: str | None = None
    language: str | None = None
    url: str | None = None
    notes: tuple[Note, ...] = ()
    stamps: Mapping[str, str] = field(default_factory=dict)
    entry_stamps: Mapping[str, tuple[str | None, ...]] = field(default_factory=dict)
