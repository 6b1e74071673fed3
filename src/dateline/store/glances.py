"""What items say of one entity and whom they name beside it, from the columns of their records.

A dossier counts roles, names and companions of a hundred items, and needs the whole records of those alone whose facts it tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import NamedTuple

from ..types import Entity, Item
from .fact_words import mentions
from .records_columns import Columns
from .records_layout import FORMAT
from .records_store import columns_of, item_of

_ENTITY = tuple(field.name for field in fields(Entity))


class Naming(NamedTuple):
    """Words that name the entity, the role that they give it, and whether they are a name: no pronoun, no people, no place for a state."""

    text: str
    role: str | None
    plain: bool


@dataclass(frozen=True, slots=True)
class Glance:
    """An item's outlet, the entities that it names, by id, the words that name the one asked for, and between which days it came out."""

    outlet: str | None
    entities: dict[str, Entity]
    own: tuple[Naming, ...]
    days: tuple[date, date] | None = None


def glance(data: bytes, ids: frozenset[str]) -> Glance:
    """A look at the record of an item for one entity, given by all its ids."""
    columns = columns_of(data)
    return _of_item(item_of(data), ids) if columns is None or columns.format != FORMAT else _of_columns(columns, ids)


def _of_item(item: Item, ids: frozenset[str]) -> Glance:
    named = [(m.entity, m) for m in item.mentions if m.entity is not None]
    own = tuple(Naming(m.text, m.role, _plain(m.pronoun, m.metonym, m.type)) for entity, m in named if entity.id in ids)
    days = (item.published.earliest, item.published.latest) if item.published else None
    return Glance(item.outlet, {entity.id: entity for entity, _ in named}, own, days)


def _of_columns(column: Columns, ids: frozenset[str]) -> Glance:
    places = column("Mention", "entity")
    here = _mentions_of_item(column)
    distinct = {place for n in here if (place := places[n]) is not None}
    rows = list(zip(*(column("Entity", name) for name in _ENTITY), strict=True)) if distinct else []
    entities = {rows[place][0]: Entity(*rows[place]) for place in sorted(distinct)}
    asked = {place for place in distinct if rows[place][0] in ids}
    own = _namings(column, [n for n in here if places[n] in asked]) if asked else ()
    (published,) = column("Item", "published")
    published = published[0] if isinstance(published, list) else published  # with its time of day
    days = (date.fromisoformat(published["earliest"]), date.fromisoformat(published["latest"])) if published else None
    return Glance(column("Item", "outlet")[0], entities, own, days)


def _mentions_of_item(column: Columns) -> Sequence[int]:
    """The places of the item's mentions in their table: its first ones, or some; one who speaks may be a mention that the item has not."""
    (held,) = column("Item", "mentions")
    return range(held) if isinstance(held, int) else held or ()


def _namings(column: Columns, places: Sequence[int]) -> tuple[Naming, ...]:
    texts, roles = mentions(column), column("Mention", "role")
    pronouns, metonyms, types = (column("Mention", name) for name in ("pronoun", "metonym", "type"))
    return tuple([Naming(texts[n], roles[n], _plain(pronouns[n], metonyms[n], types[n])) for n in places])


def _plain(pronoun: bool | None, metonym: bool | None, type: str) -> bool:
    return not pronoun and not metonym and type != "nationality"
