"""Dossiers of public persons, organisations and countries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from ..errors import UsageError
from ..knowledge.offices import held
from ..store import fact_queries, queries, schema, story_naming
from ..store.filters import FactFilter, entity_codes
from ..store.identities import canonical, group, one_entity
from ..store.postings import numbers
from ..store.stories_tables import stories
from ..types import INNER_ACTS, Dossier, Entity, Event, Item, RoleHeld, Statement
from .stories import Stories

if TYPE_CHECKING:
    from sqlalchemy import Connection

#: Facts and stories of a dossier.
FACTS, DOSSIER_STORIES = 100, 20
_COMPANIONS = ("person", "organisation", "country")
#: Outlets that must name a person for a dossier to be made.
NAMED_BY = 2


class Dossiers(Stories):
    """What the record holds on one."""

    def dossier(self, entity: str, *, since: date | None = None, until: date | None = None) -> Dossier:
        """The dossier of an entity, of some days where they are given. It is made for organisations, countries, and public persons: who is
        in the table of office holders, or is named by two outlets; for others `withheld` says why not. Raises UsageError for an id that is
        not known."""
        with self._reading() as connection:
            found = one_entity(connection, entity)
            if found is None:
                raise UsageError("no entity has this id", subject=entity)
            reason = withheld(connection, found)
            if reason:
                return Dossier(found, withheld=reason)
            told = self._all_told(connection, _stories_of(connection, entity, since, until))
            return replace(
                _dossier(connection, found, frozenset(group(connection, entity)), since, until),
                stories=tuple(story for story in told if story.items),
            )

    def private(self, entity: str) -> bool:
        """Whether an entity is a person of whom no dossier is made: nor is there a feed of them, nor are they followed."""
        with self._reading() as connection:
            found = one_entity(connection, entity)
            return found is not None and found.type == "person" and withheld(connection, found) is not None


def _stories_of(connection: Connection, entity: str, since: date | None, until: date | None) -> list[str]:
    """The stories that name an entity and have a report in the days, the latest first."""
    codes = _codes(connection, entity)
    wanted = [stories.c.last >= since] if since else []
    wanted += [stories.c.first <= until] if until else []
    return story_naming.naming(connection, codes, wanted, DOSSIER_STORIES) if codes else []


def withheld(connection: Connection, entity: Entity) -> str | None:
    """Why no dossier is made of an entity; None where one is."""
    # "The interior ministry of Morocco" and "rescuers of Morocco" are groups of a country: bodies, and nobody by name.
    if entity.type in ("organisation", "country") or (entity.type == "group" and entity.country):
        return None
    if entity.type != "person":
        return f"dossiers are of persons, organisations and countries; this is a {entity.type}"
    if held(entity.name):
        return None
    # So many are enough: one who is named in thousands of items is not counted through.
    codes, outlets = _codes(connection, entity.id), list[str]()
    if codes:
        named = numbers(connection, [[str(code) for code in codes]]).subquery()
        query = select(schema.items.c.outlet).join(named, named.c.number == schema.items.c.number)
        query = query.where(schema.items.c.outlet.is_not(None)).distinct().limit(NAMED_BY)
        outlets += connection.execute(query).scalars()
    return (
        None
        if len(outlets) >= NAMED_BY
        else "a person whom fewer than two outlets name, and no known office holder: no dossier is made"
    )


def _dossier(connection: Connection, entity: Entity, ids: frozenset[str], since: date | None, until: date | None) -> Dossier:
    wanted = queries.Filter(entity=entity.id, since=since, until=until)
    spoken = fact_queries.statements(connection, FactFilter(), wanted, FACTS, None)
    said = tuple(row for row in spoken if row[1].act not in INNER_ACTS)
    items = queries.list_items(connection, wanted, FACTS, None).items
    about = tuple((i, s) for i in items for s in _about(i, ids))
    return Dossier(
        entity,
        None,
        _roles(items, ids),
        said,
        about,
        tuple((i, e) for i in items for e in i.events if _takes_part(e, entity, ids)),
        (),
        _companions(connection, items, ids),
        _called(items, ids),
    )


def _codes(connection: Connection, entity: str) -> list[int]:
    return list(entity_codes(connection, group(connection, entity)))


def _about(item: Item, ids: frozenset[str]) -> Iterator[Statement]:
    """The statements of others whose words name an entity."""
    own = [m.span for m in item.mentions if m.entity is not None and m.entity.id in ids]
    for statement in item.statements:
        if statement.entity is not None and statement.entity.id in ids:
            continue
        if any(part.start <= span.start and span.end <= part.end for part in statement.content for span in own):
            yield statement


def _takes_part(event: Event, entity: Entity, ids: frozenset[str]) -> bool:
    parties = (*event.actors, *event.recipients)
    if any(p.entity is not None and p.entity.id in ids for p in parties):
        return True
    return entity.type == "country" and any(p.country == entity.country for p in parties)


def _roles(items: Iterable[Item], ids: frozenset[str]) -> tuple[RoleHeld, ...]:
    days: dict[str, list[date | None]] = {}
    for item in items:
        roles = {m.role for m in item.mentions if m.role and m.entity is not None and m.entity.id in ids}
        for role in sorted(roles):
            days.setdefault(role, []).append(item.published.latest if item.published else None)
    made = []
    for role, seen in days.items():
        known = [day for day in seen if day is not None]
        made.append(RoleHeld(role, min(known, default=None), max(known, default=None), len(seen)))
    return tuple(sorted(made, key=lambda r: (r.last or date.min, r.items, r.role), reverse=True))


def _called(items: Iterable[Item], ids: frozenset[str]) -> tuple[tuple[str, int], ...]:
    """The words that name an entity: pronouns, and places that stand for a government, aside."""
    count = Counter(
        m.text
        for item in items
        for m in item.mentions
        if m.entity is not None and m.entity.id in ids and not m.pronoun and not m.metonym and m.type != "nationality"
    )
    return tuple(sorted(count.items(), key=lambda row: (-row[1], row[0]))[:20])


def _companions(connection: Connection, items: Iterable[Item], ids: frozenset[str]) -> tuple[tuple[Entity, int], ...]:
    items = list(items)
    # Who publishes the reports, or is credited in a copy of one, keeps nobody company.
    outlets = {item.outlet for item in items}
    named = [
        {
            m.entity.id: m.entity
            for m in item.mentions
            if m.entity is not None and m.entity.type in _COMPANIONS and m.entity.name not in outlets
        }
        for item in items
    ]
    known = {id: entity for here in named for id, entity in here.items()}
    heads = canonical(connection, known)
    count = Counter(head for here in named for head in {heads[id] for id in here.keys() - ids})
    # The entity under its canonical id is read only for those that are one with others.
    best = {head: one_entity(connection, head) if head not in known else known[head] for head in count}
    found = [(entity, count[head]) for head, entity in best.items() if entity is not None]
    return tuple(sorted(found, key=lambda row: (-row[1], row[0].name, row[0].id))[:20])
