"""Statements, events and figures in order of their days, newest first: by words, by what they are, by their items."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from operator import itemgetter, neg
from typing import Any, get_args

import numpy as np
from sqlalchemy import Connection

from ..types import Entity, Event, Figure, Item, Statement, StatementKind
from . import cursors, postings, schema
from .cursors import Rows
from .fact_words import says, words_of, words_of_all
from .facts_writing import country_of, happened, places_of
from .filters import FactFilter, Filter, Tags, entity_codes, other_clocks, published, tags_wanted
from .finding import RANKED, Matched, matched
from .identities import group
from .listing import data
from .postings import Place, token
from .records_store import columns_of, item_of
from .searching import Term, searchable, terms
from .tags_tables import indexed

#: Facts whose words are looked at for one page of a search; where more wait, the page ends early and its cursor goes on.
LOOKED_AT = 1_500
#: What a certainty that is asked for may stand for beside itself.
CERTAINTIES = {"happened": ("asserted", "reported")}
_STATEMENT_KINDS = get_args(StatementKind)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of facts of a kind: the tokens that one must have, its days, whether a fact is what the record has to tell, and what
    must hold of its item."""

    kind: int
    table: str
    tokens: list[list[str]]
    since: date | None
    until: date | None
    holds: Callable[[Item, Any], bool]
    rest: Filter


def statements(
    connection: Connection, fact: FactFilter, wanted: Filter, limit: int, cursor: str | None, within: Matched | None = None
) -> Rows[tuple[Item, Statement]]:
    """(item, statement); `wanted.entity` speaks, `wanted.kind` may be a kind of statements. `within`: the items of the search, where they
    were looked up, RANKED of them or more; so for the others."""
    tokens = [["s"], *([[token("sa", fact.act)]] if fact.act is not None else [])]
    rest, kind, speaks = wanted, None, frozenset[str]()
    if wanted.kind in _STATEMENT_KINDS:
        kind = wanted.kind
        tokens.append([token("sk", str(kind))])
        rest = replace(rest, kind=None)
    if wanted.entity is not None:
        speaks = frozenset(group(connection, wanted.entity))
        tokens.append([f"sb{code}" for code in entity_codes(connection, speaks)])
        rest = replace(rest, entity=None)
    # An item that tells of the one named: which of its statements do stands in the record alone.
    about = frozenset(group(connection, fact.about)) if fact.about is not None else frozenset()
    rest = replace(rest, entity=fact.about) if fact.about is not None else rest

    def holds(item: Item, one: Statement) -> bool:
        by = any(entity.id in speaks for entity in one.speakers)
        right = fact.act in (None, one.act) and fact.form in (None, one.form) and kind in (None, one.kind) and (not speaks or by)
        return right and (not about or bool(about & named_in(item, one)))

    asked = _Asked(postings.STATEMENT, "statements", tokens, wanted.since, wanted.until, holds, rest)
    return _facts(connection, asked, (fact, wanted), limit, cursor, within)


def events(
    connection: Connection, fact: FactFilter, wanted: Filter, limit: int, cursor: str | None, within: Matched | None = None
) -> Rows[tuple[Item, Event]]:
    """(item, event); `wanted.country` is where the event is counted, the days of happening are the event's own; the certainty may be one of
    `CERTAINTIES`."""
    told = () if fact.certainty is None else CERTAINTIES.get(fact.certainty, (fact.certainty,))
    given = (("et", fact.type), ("el", wanted.country))
    tokens = [["e"], *([token(sign, value)] for sign, value in given if value is not None)]
    tokens += [[token("ec", value) for value in told]] if told else []
    since = max((d for d in (wanted.since, wanted.happened_since) if d), default=None)
    until = min((d for d in (wanted.until, wanted.happened_until) if d), default=None)
    if since and until and since > until:
        return Rows()
    last = until.toordinal() if until else None

    def holds(item: Item, one: Event) -> bool:
        right = fact.type in (None, one.type) and (not told or one.certainty in told)
        here = wanted.country is None or country_of(one) == wanted.country
        return right and here and (last is None or happened(item, one)[0] <= last)

    rest = replace(wanted, country=None, happened_since=None, happened_until=None)
    asked = _Asked(postings.EVENT, "events", tokens, since, until, holds, rest)
    return _facts(connection, asked, (fact, wanted), limit, cursor, within)


def figures(
    connection: Connection, fact: FactFilter, wanted: Filter, limit: int, cursor: str | None, within: Matched | None = None
) -> Rows[tuple[Item, Figure]]:
    """(item, figure)."""
    tokens = [["f"], *([[token("fw", fact.what)]] if fact.what is not None else [])]
    asked = _Asked(
        postings.FIGURE,
        "figures",
        tokens,
        wanted.since,
        wanted.until,
        lambda item, figure: fact.what in (None, figure.what),
        wanted,
    )
    return _facts(connection, asked, (fact, wanted), limit, cursor, within)


def _facts(
    connection: Connection,
    asked: _Asked,
    key: tuple[FactFilter, Filter],
    limit: int,
    cursor: str | None,
    within: Matched | None,
) -> Rows[tuple[Item, Any]]:
    cursors.limited(limit)
    listing, query = (asked.table, *key), key[0].query
    at = cursors.read(listing, cursor, 3) if cursor is not None else None
    before = postings.place(at[0], at[1], asked.kind, at[2]) if at is not None else postings.LAST
    asked_terms = terms(query) if query.strip() else ()
    following = _following(connection, asked, query, within)
    found: list[tuple[Item, Any]] = []
    seen, most = 0, max(limit + 1, 100 if asked_terms or key[0].about is not None else 0)
    while seen < LOOKED_AT:
        here = [postings.parts(one) for one in following(before, most)]
        held = data(connection, list(dict.fromkeys(one.number for one in here)))
        saying = _saying(asked.table, asked_terms, held)
        for place in here:
            item = item_of(held[place.number]) if not asked_terms or saying(place) else None
            fact = getattr(item, asked.table)[place.n] if item is not None else None
            if item is not None and asked.holds(item, fact):
                if len(found) == limit:
                    return Rows.of(found, cursors.written(listing, at or (0, 0, 0)))
                found.append((item, fact))
            at = (place.day, place.number, place.n)
            before = postings.place(place.day, place.number, asked.kind, place.n)
        seen += len(here)
        if len(here) < most:
            return Rows.of(found)
    return Rows.of(found, cursors.written(listing, at or (0, 0, 0)))


Following = Callable[[int, int], list[int]]


def _following(connection: Connection, asked: _Asked, query: str, within: Matched | None) -> Following:
    """What gives the places of facts that may be what is asked, so many before a place, in falling order."""
    timeless = replace(asked.rest, since=None, until=None)
    tags = tags_wanted(connection, timeless)
    if tags.none or not all(asked.tokens) or (query.strip() and not searchable(query)):
        return lambda before, most: []
    if query.strip():
        if within is not None and (within.query, within.wanted) != (query, timeless):
            within = None
        ordered = _in_items(asked, within or matched(connection, query, timeless, RANKED))
        return lambda before, most: ordered[(at := bisect_right(ordered, -before, key=neg)) : at + most]
    return lambda before, most: _listed(connection, asked, tags, before, most)


def _in_items(asked: _Asked, found: Matched) -> list[int]:
    """The places of the facts of the last items to come in that have the words, in falling order."""
    places = [indexed.c.keys().index(name) for name in ("number", "day", asked.table, "statements", "days")]
    rows = list(map(itemgetter(*places), found.rows[:RANKED]))
    here = places_of([row for row in rows if row[2]], asked.kind)
    low, high = _bounds(asked)
    # An event whose last day is after the range may have begun in it.
    last = postings.LAST if asked.kind == postings.EVENT else high
    inside = here[(here >= low) & (here <= last)]
    ordered: list[int] = np.sort(inside)[::-1].tolist()
    return ordered


def _listed(connection: Connection, asked: _Asked, tags: Tags, before: int, most: int) -> list[int]:
    low, high = _bounds(asked)
    found = set(_places(connection, asked, tags, asked.tokens, low, min(high, before - 1), most))
    if asked.kind == postings.EVENT and asked.until is not None:
        wide = [*asked.tokens, ["ew"]]
        found.update(_places(connection, asked, tags, wide, max(low, high + 1), before - 1, most))
    return sorted(found, reverse=True)[:most]


def _places(
    connection: Connection, asked: _Asked, tags: Tags, tokens: postings.Groups, low: int, high: int, most: int
) -> list[int]:
    query = postings.places(connection, tokens, low, high)
    place = query.selected_columns.place
    number = postings.number_of(place)
    rest = replace(asked.rest, since=None, until=None)
    clocks = [*published(rest), *other_clocks(rest)]
    if clocks:
        query = query.where(schema.items.c.number == number, *clocks)
    if tags.groups:
        query = query.where(number.in_(postings.numbers(connection, tags.tokens)))
    found: list[int] = list(connection.execute(query.order_by(place.desc()).limit(most)).scalars())
    return found


def _bounds(asked: _Asked) -> tuple[int, int]:
    low = postings.since(asked.since.toordinal()) if asked.since else 0
    if asked.until is None:
        return low, postings.LAST
    return max(low, postings.since(1)), postings.since(asked.until.toordinal() + 1) - 1


def _saying(table: str, asked: Sequence[Term], held: Mapping[int, bytes]) -> Callable[[Place], bool]:
    """What tells whether the fact at a place has the words of a query; `held`: the records of items, by number."""

    @cache
    def told(number: int) -> list[str]:
        columns = columns_of(held[number])
        words = words_of_all(columns, table) if columns is not None else None
        if words is not None:
            return words
        item = item_of(held[number])
        return [words_of(item, fact) for fact in getattr(item, table)]

    return lambda place: says(told(place.number)[place.n], asked)


def named_in(item: Item, statement: Statement) -> frozenset[str]:
    """The ids of the entities that the words of a statement name."""
    return frozenset(entity.id for entity in entities_in(item, statement))


def entities_in(item: Item, statement: Statement) -> list[Entity]:
    """The entities that the words of a statement name, in order of the text."""
    # Pages ask this of hundreds of statements: plain comparisons, for calls take three times as long.
    parts = [(span.start, span.end) for span in statement.content]
    found = []
    for mention in item.mentions:
        if (entity := mention.entity) is not None:
            start, end = mention.span.start, mention.span.end
            for first, last in parts:
                if first <= start and end <= last:
                    found.append(entity)
                    break
    return found
