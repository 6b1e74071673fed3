"""Who and where: entities by name, the dossier of a public one, the page of a place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from fastapi import FastAPI

from ..archive import Archive
from ..types import Actor, Dossier, Entity, Event, Item
from .facts import folded
from .routing import NOTHING, Answer, Choice, Cursor, Day, both, paged

#: Types that a dossier is made of; of others there is a page of where they are named.
OF_DOSSIERS = ("person", "organisation", "country")
#: Items whose facts stand on one page of a dossier; older ones follow.
ITEMS = 30
#: Names on a page of their list.
NAMES = 100
TYPES = ("person", "organisation", "country", "place", "group", "work", "project")


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the pages of entities to a site."""

    def people(type: Choice = None, name: Choice = None, country: Choice = None, cursor: Cursor = None) -> Answer:
        """Entities by how many items name them."""
        rows = archive.entities(type=type, name=name, country=country, limit=NAMES, cursor=cursor)
        values = {"rows": rows, "next": rows.next, "type": type, "name": name, "country": country, "types": TYPES}
        return "entities.html", values, paged("entities", ({"entity": e, "items": n} for e, n in rows), rows.next)

    def dossier(id: str, since: Day = None, until: Day = None, cursor: Cursor = None) -> Answer:
        """What the record holds of one entity; with a cursor, what older items tell of it."""
        found = archive.entity(id)
        if found is None:
            return NOTHING
        if found.type not in OF_DOSSIERS:
            return place(archive, found, since, until, cursor)
        held = archive.dossier(id, since=since, until=until, limit=ITEMS, cursor=cursor)
        did, undergone = parted(held, frozenset(e.id for e in archive.same_as(id)))
        values = {
            "d": held,
            "entity": found,
            "said": folded(held.said),
            "about": folded(held.about),
            "did": did,
            "undergone": undergone,
            "items": ITEMS,
            "older": cursor is not None,
            "since": since,
            "until": until,
        }
        return "entity.html", values, plainly(held, did, undergone)

    both(app, "/entities", people)
    both(app, "/entity/{id}", dossier)


def place(archive: Archive, entity: Entity, since: date | None, until: date | None, cursor: str | None) -> Answer:
    """A place, a work or a project: the items that name it, and what happened there."""
    listing = archive.items(entity=entity.id, since=since, until=until, limit=ITEMS, cursor=cursor)
    events = [(i, e) for i in listing.items for e in i.events if at(e, entity.id)]
    values = {"entity": entity, "listing": listing, "events": events, "since": since, "until": until}
    plain = {"entity": entity, "items": [i.id for i in listing.items], "events": [e for _, e in events], "next": listing.next}
    return "place.html", values, plain


def parted(held: Dossier, ids: frozenset[str]) -> tuple[list[tuple[Item, Event]], list[tuple[Item, Event]]]:
    """The events of a dossier, the latest first: where the entity acts, and where it is acted on or is the place."""
    acts = [(i, e) for i, e in held.events if is_among(e.actors, held.entity, ids)]
    rest = [(i, e) for i, e in held.events if not is_among(e.actors, held.entity, ids)]
    return sorted(acts, key=_latest_first), sorted(rest, key=_latest_first)


def _latest_first(row: tuple[Item, Event]) -> tuple[bool, int]:
    """What happened before what is planned or possible, each by its day."""
    when = row[1].when or row[0].published
    return row[1].certainty in ("planned", "possible"), -when.latest.toordinal() if when else 0


def is_among(parties: Iterable[Actor], entity: Entity, ids: frozenset[str]) -> bool:
    """Whether an entity, by any of its ids, is one of the parties; a country is, where a party is of it."""
    return any(
        (p.entity is not None and p.entity.id in ids) or (entity.type == "country" and p.country == entity.country)
        for p in parties
    )


def at(event: Event, id: str) -> bool:
    """Whether an event happened at a place, or one of its parties is the entity."""
    where = event.place.entity if event.place is not None else None
    parties = (*event.actors, *event.recipients)
    return (where is not None and where.id == id) or any(p.entity is not None and p.entity.id == id for p in parties)


def plainly(held: Dossier, did: list[tuple[Item, Event]], undergone: list[tuple[Item, Event]]) -> dict[str, Any]:
    """A dossier for programs: facts with the ids of their items."""
    return {
        "entity": held.entity,
        "withheld": held.withheld,
        "names": held.names,
        "roles": held.roles,
        "terms": held.terms,
        "said": [{"item": i.id, "statement": s} for i, s in held.said],
        "about": [{"item": i.id, "statement": s} for i, s in held.about],
        "did": [{"item": i.id, "event": e} for i, e in did],
        "undergone": [{"item": i.id, "event": e} for i, e in undergone],
        "stories": [{"id": s.id, "headline": s.headline, "first": s.first, "last": s.last} for s in held.stories],
        "beside": [{"entity": e, "items": n} for e, n in held.companions],
        "next": held.next,
    }
