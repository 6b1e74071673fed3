"""Two countries, or two public persons, over time: what they did to each other, and what one said of the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..store import pair_queries, queries
from ..store.fact_queries import entities_in
from ..store.filters import entity_codes
from ..store.identities import group, one_entity
from ..store.listing import newest_with, records
from ..store.pair_queries import PairMonth
from ..store.tagging import code_of
from ..stories.scores import score
from ..types import CountryPair, Entity, Event, Item, PairEvent, PersonPair, Statement
from .dossiers import Dossiers, withheld

if TYPE_CHECKING:
    from sqlalchemy import Connection

#: Events of a pair that are shown; items that name both, the newest, which are read for what one says of the other.
EVENTS, BOTH = 100, 100


class Pairs(Dossiers):
    """What the record holds between two."""

    def pair(
        self,
        a: str,
        b: str,
        *,
        since: date | None = None,
        until: date | None = None,
        limit: int = EVENTS,
        cursor: str | None = None,
    ) -> CountryPair:
        """Two countries (alpha-3): the latest `limit` events between them with PLOVER's scores, sums by month of all, what one says of the
        other in the latest items that name both. `since` and `until` bound the days of the events; the months are whole ones. `next` is the
        cursor of older events: with `cursor` there are these alone."""
        with self._reading() as connection:
            rows = pair_queries.events(connection, a, b, since, until, limit, cursor)
            events = tuple(sorted(_between(rows), key=lambda e: (e.day or date.min, e.item.id, e.event.id)))
            if cursor is not None:
                return CountryPair(a, b, events, next=rows.next)
            months = pair_queries.months(connection, a, b, since, until)
            codes = [code_of(connection, "country", country) for country in (a, b)]
            both = tuple((code[0],) for code in codes if code is not None)
            named = _naming_all(connection, both, queries.Filter(since=since, until=until)) if len(both) == 2 else []
            items = pair_queries.speaking(connection, named, a, b)
        said = tuple((i, s) for i in items for s in i.statements if (min(a, b), max(a, b)) in spoken_of(i, s))
        return CountryPair(a, b, events, _sums(months), said, rows.next)

    def pair_months(self, a: str, b: str) -> tuple[tuple[str, float, float, int], ...]:
        """Of two countries (alpha-3) every month on record: ("2025-01", sum of the scores above 0, of those below, events)."""
        with self._reading() as connection:
            return _sums(pair_queries.months(connection, a, b, None, None))

    def persons(self, a: str, b: str) -> PersonPair:
        """Two public persons (ids of entities): items that name both, what one says of the other, the events both take part in, newest
        first. Raises UsageError for an id that is not known, and for a person of whom no dossier is made."""
        with self._reading() as connection:
            one, other = (_public(connection, id) for id in (a, b))
            first, second = (frozenset(group(connection, id)) for id in (a, b))
            named = tuple(tuple(entity_codes(connection, ids)) for ids in (first, second))
            items = tuple(records(connection, _naming_all(connection, named, queries.Filter()))) if all(named) else ()
        said = tuple((i, s) for i in items for s in i.statements if _of_the_other(i, s, first, second))
        events = tuple((i, e) for i in items for e in i.events if first & _parties(e) and second & _parties(e))
        return PersonPair(one, other, items, said, events)


def spoken_of(item: Item, statement: Statement) -> set[tuple[str, str]]:
    """The pairs that a statement makes: the country of who speaks with every country that the words name, itself or by somebody of it.
    A place alone names none: to speak of the Caspian or of a port is not to speak of the state that it lies in."""
    home = statement.entity.country if statement.entity is not None else None
    named = {entity.country for entity in entities_in(item, statement) if entity.type != "place"}
    return {(min(home, other), max(home, other)) for other in named if home and other and other != home}


def _of_the_other(item: Item, statement: Statement, first: frozenset[str], second: frozenset[str]) -> bool:
    by = statement.entity.id if statement.entity is not None else None
    named = {entity.id for entity in entities_in(item, statement)}
    return (by in first and bool(second & named)) or (by in second and bool(first & named))


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


def _naming_all(connection: Connection, groups: Sequence[tuple[int, ...]], wanted: queries.Filter) -> list[int]:
    """The newest items with a tag of each group, by number."""
    return newest_with(connection, wanted, [[str(code) for code in group] for group in groups], BOTH)


def _between(rows: Iterable[tuple[Item, Event, str, str]]) -> Iterable[PairEvent]:
    for item, event, by, to in rows:
        value = score(event.type, event.mode)
        if value is not None:
            when = event.when or item.published
            yield PairEvent(item, event, by, to, value, when.latest if when else None)


def _sums(rows: Iterable[PairMonth]) -> tuple[tuple[str, float, float, int], ...]:
    sums: dict[str, list[float]] = {}
    for row in rows:
        value = score(row.type, row.mode or None)
        if value is not None:
            month = sums.setdefault(row.month, [0.0, 0.0, 0])
            month[0 if value > 0 else 1] += value * row.events
            month[2] += row.events
    return tuple((month, p, n, int(count)) for month, (p, n, count) in sorted(sums.items()))
