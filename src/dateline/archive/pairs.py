"""Two countries, or two public persons, over time: what they did to each other, and what one said of the other."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from ..errors import UsageError
from ..store import queries, schema
from ..store.identities import group, one_entity
from ..stories.scores import score
from ..types import CountryPair, Entity, Event, Item, PairEvent, PersonPair, Statement
from .dossiers import Dossiers, withheld

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

#: Items that name both, the newest, which are read for what one says of the other.
BOTH = 200


class Pairs(Dossiers):
    """What the record holds between two."""

    def pair(self, a: str, b: str) -> CountryPair:
        """Two countries (alpha-3): events between them with PLOVER's scores, sums by month, what one says of the other."""
        with self._reading() as connection:
            rows = _pair_rows(connection, a, b)
            items = _naming_both(connection, schema.entities.c.country, {a}, {b})
        events = sorted(_between(rows, a, b), key=lambda e: (e.day or date.min, e.item.id, e.event.id))
        sums: dict[str, list[float]] = {}
        for found in events:
            if found.day is not None:
                month = sums.setdefault(f"{found.day:%Y-%m}", [0.0, 0.0, 0])
                month[0 if found.score > 0 else 1] += found.score
                month[2] += 1
        said = tuple((i, s) for i in items for s in i.statements if (min(a, b), max(a, b)) in spoken_of(i, s))
        return CountryPair(a, b, tuple(events), tuple((m, p, n, int(c)) for m, (p, n, c) in sorted(sums.items())), said)

    def persons(self, a: str, b: str) -> PersonPair:
        """Two public persons (ids of entities): items that name both, what one says of the other, the events both take part in, newest
        first. Raises UsageError for an id that is not known, and for a person of whom no dossier is made."""
        with self._reading() as connection:
            one, other = (_public(connection, id) for id in (a, b))
            first, second = (frozenset(group(connection, id)) for id in (a, b))
            items = _naming_both(connection, schema.entities.c.id, first, second)
        said = tuple((i, s) for i in items for s in i.statements if _of_the_other(i, s, first, second))
        events = tuple((i, e) for i in items for e in i.events if first & _parties(e) and second & _parties(e))
        return PersonPair(one, other, items, said, events)


def spoken_of(item: Item, statement: Statement) -> set[tuple[str, str]]:
    """The pairs that a statement makes: the country of who speaks with every country named in the words."""
    home = statement.entity.country if statement.entity is not None else None
    named = {entity.country for entity in _named_in(item, statement)}
    return {(min(home, other), max(home, other)) for other in named if home and other and other != home}


def _of_the_other(item: Item, statement: Statement, first: frozenset[str], second: frozenset[str]) -> bool:
    by = statement.entity.id if statement.entity is not None else None
    named = {entity.id for entity in _named_in(item, statement)}
    return (by in first and bool(second & named)) or (by in second and bool(first & named))


def _named_in(item: Item, statement: Statement) -> list[Entity]:
    return [m.entity for m in item.mentions if m.entity is not None and any(c.contains(m.span) for c in statement.content)]


def _parties(event: Event) -> set[str]:
    return {p.entity.id for p in (*event.actors, *event.recipients) if p.entity is not None}


def _public(connection: Connection, id: str) -> Entity:
    found = one_entity(connection, id)
    if found is None:
        raise UsageError("no entity has this id", subject=id)
    reason = withheld(connection, found) if found.type == "person" else "a pair is of two persons"
    if reason:
        raise UsageError(reason, subject=id)
    return found


def _naming_both(connection: Connection, column: ColumnElement[str], a: Collection[str], b: Collection[str]) -> tuple[Item, ...]:
    named = select(schema.mentions.c.item).join(schema.entities, schema.entities.c.id == schema.mentions.c.entity)
    c = schema.items.c
    query = select(schema.revisions.c.data).join(schema.items, c.revision == schema.revisions.c.id)
    for values in (a, b):
        query = query.where(c.id.in_(named.where(column.in_(values))))
    day = func.coalesce(c.published_latest, date(1, 1, 1))
    rows = connection.execute(query.order_by(day.desc(), c.number.desc()).limit(BOTH)).scalars()
    return tuple(queries.item_of(data) for data in rows)


def _pair_rows(connection: Connection, a: str, b: str) -> list[tuple[Item, Event]]:
    """The events of items that name both countries, newest first."""
    named = select(schema.mentions.c.item).join(schema.entities, schema.entities.c.id == schema.mentions.c.entity)
    c = schema.events.c
    both = [c.item.in_(named.where(schema.entities.c.country == code)) for code in (a, b)]
    rows = queries.facts(connection, schema.events, both, queries.MOST, (c.latest.desc(), c.item, c.id))
    return [(item, e) for item, fact in rows for e in item.events if e.id == fact]


def _between(rows: Iterable[tuple[Item, Event]], a: str, b: str) -> Iterable[PairEvent]:
    for item, event in rows:
        value = score(event.type, event.mode)
        if value is None or event.certainty in ("negated", "possible"):
            continue
        actors, recipients = {p.country for p in event.actors}, {p.country for p in event.recipients}
        when = event.when or item.published
        day = when.latest if when else None
        if {a, b} <= actors:
            # Those who agree or meet are all actors: one event, whichever is named first.
            yield PairEvent(item, event, a, b, value, day)
            continue
        for by, to in ((a, b), (b, a)):
            if by in actors and to in recipients:
                yield PairEvent(item, event, by, to, value, day)
