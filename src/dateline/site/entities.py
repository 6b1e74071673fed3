"""Who and where: entities by name, and the dossier of one."""

from __future__ import annotations

from collections import Counter

from fastapi import FastAPI

from ..archive import Archive
from ..types import Entity, Event, Item
from .routing import NOTHING, Answer, Choice, both


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the pages of entities to a site."""

    def people(type: Choice = None, name: Choice = None, country: Choice = None) -> Answer:
        """Entities by how many items name them."""
        rows = archive.entities(type=type, name=name, country=country, limit=200)
        return "entities.html", {"rows": rows, "type": type, "name": name}, [{"entity": e, "items": n} for e, n in rows]

    def dossier(id: str) -> Answer:
        """What the record holds of one entity."""
        found = archive.entity(id)
        if found is None:
            return NOTHING
        statements, listing = archive.statements(entity=id, limit=100), archive.items(entity=id, limit=50)
        roles = dict.fromkeys(m.role for i in listing.items for m in i.mentions if m.role and m.entity and m.entity.id == id)
        events = [(i, e) for i in listing.items for e in i.events if takes_part(e, id)]
        named_beside = beside(listing.items, id)
        values = {
            "entity": found,
            "statements": statements,
            "listing": listing,
            "roles": list(roles),
            "events": events,
            "beside": named_beside,
        }
        plain = {
            "entity": found,
            "statements": [s for _, s in statements],
            "events": [e for _, e in events],
            "items": [i.id for i in listing.items],
            "beside": [{"entity": e, "items": n} for e, n in named_beside],
        }
        return "entity.html", values, plain

    both(app, "/entities", people)
    both(app, "/entity/{id}", dossier)


def takes_part(event: Event, id: str) -> bool:
    """Whether an entity acts in an event, receives it, or is its place."""
    parties = (*event.actors, *event.recipients)
    at = event.place.entity if event.place is not None else None
    return any(p.entity is not None and p.entity.id == id for p in parties) or (at is not None and at.id == id)


def beside(items: tuple[Item, ...], id: str, most: int = 12) -> list[tuple[Entity, int]]:
    """The entities named in the same items, with the number of these, most frequent first."""
    found: dict[str, Entity] = {}
    count: Counter[str] = Counter()
    for item in items:
        here = {m.entity.id: m.entity for m in item.mentions if m.entity is not None and m.entity.id != id}
        found.update(here)
        count.update(here.keys())
    return [(found[other], n) for other, n in sorted(count.items(), key=lambda pair: (-pair[1], found[pair[0]].name))[:most]]
