"""The entity and the outlet that somebody names in a filter, as the archive has them."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..archive import Archive


def settle(filters: MutableMapping[str, str | None], record: Archive) -> None:
    """Puts the id of an entity and the full name of an outlet in the place of the words given for them, and tells on stderr what was
    taken for what. Raises UsageError, with what is near, where no entity or outlet, or several, can be meant."""
    from .output import note

    for part in ("entity", "about"):
        if words := filters.get(part):
            id = record.entity_named(words, sounding=True)
            meant = record.entity(id)
            if meant is not None and words != id and words.casefold() != meant.name.casefold():
                note(f"{part} {words!r}: {meant.name}, {meant.type}, {id}")
            filters[part] = id
    if words := filters.get("outlet"):
        filters["outlet"] = record.outlet_named(words)
        if filters["outlet"] != words:
            note(f"outlet {words!r}: {filters['outlet']}")
