"""Dossiers of public persons, organisations and countries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from ..errors import UsageError
from ..knowledge.offices import KEPT_TO, held
from ..store import cursors, fact_queries, listing, queries, schema, story_naming
from ..store.filters import FactFilter, entity_codes
from ..store.glances import Glance, glance
from ..store.identities import canonical, group, one_entity
from ..store.postings import numbers
from ..store.records_store import item_of
from ..store.rows import uncollected
from ..store.stories_tables import stories
from ..types import INNER_ACTS, Dossier, Entity, Event, Item, RoleHeld, Statement
from .offices_held import other_holder, terms_of
from .stories import Stories

if TYPE_CHECKING:
    from sqlalchemy import Connection

#: The newest items whose facts a dossier tells, unless fewer are asked for; those whose names and roles it counts; its stories.
FACTS, COUNTED, DOSSIER_STORIES = 100, 100, 20
_COMPANIONS = ("person", "organisation", "country")
#: Days that an item may have come out on, beyond which it gives no day.
_VAGUE = 31
#: Outlets that must name a person for a dossier to be made.
NAMED_BY = 2


class Dossiers(Stories):
    """What the record holds on one."""

    def dossier(
        self,
        entity: str,
        *,
        since: date | None = None,
        until: date | None = None,
        limit: int = FACTS,
        cursor: str | None = None,
    ) -> Dossier:
        """The dossier of an entity, of some days where they are given. It is made for organisations, countries, and public persons: who is
        in the table of office holders, or is named by two outlets; for others `withheld` says why not.

        It has the latest `limit` statements of the entity, and what the newest `limit` items that name it tell; roles, names and companions
        are counted in the newest 100. `next` is the cursor of what older items tell: with `cursor` there are the facts of these alone.
        Raises UsageError for an id that is not known."""
        with self._reading() as connection:
            found = one_entity(connection, entity)
            if found is None:
                raise UsageError("no entity has this id", subject=entity)
            reason = withheld(connection, found)
            if reason:
                return Dossier(found, withheld=reason)
            asked = _Asked(found, frozenset(group(connection, entity)), since, until, cursors.limited(limit))
            if cursor is not None:
                return _older(connection, asked, cursor)
            told = self._all_told(connection, _stories_of(connection, entity, since, until))
            return replace(_newest(connection, asked), stories=tuple(story for story in told if story.items))

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


@dataclass(frozen=True, slots=True)
class _Asked:
    """Of whom a dossier is asked for, with all ids that are one with it, its days, and of how many items it tells the facts."""

    entity: Entity
    ids: frozenset[str]
    since: date | None
    until: date | None
    limit: int

    @property
    def wanted(self) -> queries.Filter:
        return queries.Filter(entity=self.entity.id, since=self.since, until=self.until)

    def following(self, places: list[tuple[int, int]]) -> str | None:
        """The cursor of the items after those whose facts are told; `places` are the days and numbers of the newest."""
        more = len(places) > self.limit
        return cursors.written(("dossier", self.wanted, self.limit), places[self.limit - 1]) if more else None


def _newest(connection: Connection, asked: _Asked) -> Dossier:
    """The first page, without stories."""
    spoken = fact_queries.statements(connection, FactFilter(), asked.wanted, asked.limit, None)
    places = listing.newest(connection, asked.wanted, max(asked.limit + 1, COUNTED))
    records = listing.data(connection, [number for _, number in places])
    looks = [(day, glance(records[number], asked.ids)) for day, number in places[:COUNTED]]
    return replace(
        _facts(asked, places, records),
        roles=_roles(looks, asked.entity),
        terms=terms_of(asked.entity),
        said=tuple(row for row in spoken if row[1].act not in INNER_ACTS),
        companions=_companions(connection, [look for _, look in looks], asked.ids),
        names=_called(look for _, look in looks),
    )


def _older(connection: Connection, asked: _Asked, cursor: str) -> Dossier:
    """What older items tell."""
    at = cursors.read(("dossier", asked.wanted, asked.limit), cursor, 2)
    places = listing.newest(connection, asked.wanted, asked.limit + 1, at)
    return _facts(asked, places, listing.data(connection, [number for _, number in places]))


def _facts(asked: _Asked, places: list[tuple[int, int]], records: Mapping[int, bytes]) -> Dossier:
    """The facts of the items at the first places."""
    with uncollected():
        items = [item_of(records[number]) for _, number in places[: asked.limit]]
    entity, ids = asked.entity, asked.ids
    return Dossier(
        entity,
        said=tuple((i, s) for i in items for s in i.statements if _speaks(s, ids) and s.act not in INNER_ACTS),
        about=tuple((i, s) for i in items for s in _about(i, ids)),
        events=tuple((i, e) for i in items for e in i.events if _takes_part(e, entity, ids)),
        next=asked.following(places),
    )


def _speaks(statement: Statement, ids: frozenset[str]) -> bool:
    return any(entity.id in ids for entity in statement.speakers)


def _codes(connection: Connection, entity: str) -> list[int]:
    return list(entity_codes(connection, group(connection, entity)))


def _about(item: Item, ids: frozenset[str]) -> Iterator[Statement]:
    """The statements of others whose words name an entity."""
    own = [m.span for m in item.mentions if m.entity is not None and m.entity.id in ids]
    for statement in item.statements:
        if _speaks(statement, ids):
            continue
        if any(part.start <= span.start and span.end <= part.end for part in statement.content for span in own):
            yield statement


def _takes_part(event: Event, entity: Entity, ids: frozenset[str]) -> bool:
    parties = (*event.actors, *event.recipients)
    if any(p.entity is not None and p.entity.id in ids for p in parties):
        return True
    return entity.type == "country" and any(p.country == entity.country for p in parties)


def _roles(looks: Iterable[tuple[int, Glance]], entity: Entity) -> tuple[RoleHeld, ...]:
    """Roles of an entity, those that differ in capitals alone as one, under the spelling that most items have. Items whose days are open
    to more than a month give a role no day; where no other does, the table of offices is asked about all their days."""
    days: dict[str, list[int]] = {}
    open_to: dict[str, list[tuple[date, date]]] = {}
    spellings: dict[str, Counter[str]] = {}
    for day, look in looks:
        here = {naming.role.casefold(): naming.role for naming in look.own if naming.role}
        for key, role in here.items():
            vague = look.days is not None and (look.days[1] - look.days[0]).days > _VAGUE
            days.setdefault(key, []).append(0 if vague else day)
            open_to.setdefault(key, []).extend([look.days] if vague and look.days else [])
            spellings.setdefault(key, Counter())[role] += 1
    made = []
    for key, seen in days.items():
        role = min(spellings[key], key=lambda spelling: (-spellings[key][spelling], spelling))
        known = [date.fromordinal(day) for day in seen if day]
        first, last = min(known, default=None), max(known, default=None)
        asked = [(first, last)] if known else [(one, min(other, KEPT_TO)) for one, other in open_to[key]]
        holders = (other_holder(entity, role, *between) for between in asked)
        made.append(RoleHeld(role, first, last, len(seen), next((name for name in holders if name), None)))
    return tuple(sorted(made, key=lambda r: (r.last or date.min, r.items, r.role), reverse=True))


def _called(looks: Iterable[Glance]) -> tuple[tuple[str, int], ...]:
    """The words that name an entity: pronouns, and places that stand for a government, aside."""
    count = Counter(naming.text for look in looks for naming in look.own if naming.plain)
    return tuple(sorted(count.items(), key=lambda row: (-row[1], row[0]))[:20])


def _companions(connection: Connection, looks: Sequence[Glance], ids: frozenset[str]) -> tuple[tuple[Entity, int], ...]:
    # Who publishes the reports, or is credited in a copy of one, keeps nobody company.
    outlets = {look.outlet for look in looks}
    named = [
        {id: one for id, one in look.entities.items() if one.type in _COMPANIONS and one.name not in outlets} for look in looks
    ]
    known = {id: entity for here in named for id, entity in here.items()}
    heads = canonical(connection, known)
    count = Counter(head for here in named for head in {heads[id] for id in here.keys() - ids})
    # The entity under its canonical id is read only for those that are one with others.
    best = {head: one_entity(connection, head) if head not in known else known[head] for head in count}
    found = [(entity, count[head]) for head, entity in best.items() if entity is not None]
    return tuple(sorted(found, key=lambda row: (-row[1], row[0].name, row[0].id))[:20])
