"""Statements, events and figures in order of their days, newest first: by words, by what they are, by their items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, false, or_, select

from ..types import Entity, Event, Figure, Item, Span, Statement
from . import cursors, schema
from .cursors import Rows
from .filters import FactFilter, Filter, entity_codes, happened, other_clocks, published, tags_wanted
from .finding import RANKED, matching_numbers
from .identities import group
from .listing import records
from .searching import Term, searchable, stands, terms
from .tags_tables import tagged
from .words import words

#: Facts whose words are looked at for one page of a search; where more wait, the page ends early and its cursor goes on.
LOOKED_AT = 1_500
Fact = Statement | Event | Figure
_STATEMENT_KINDS = ("direct", "indirect", "mixed")


def statements(
    connection: Connection, fact: FactFilter, wanted: Filter, limit: int, cursor: str | None
) -> Rows[tuple[Item, Statement]]:
    """(item, statement); `wanted.entity` speaks, `wanted.kind` may be a kind of statements."""
    c = schema.statements.c
    given = [c.act == fact.act] if fact.act is not None else []
    rest = wanted
    if wanted.kind in _STATEMENT_KINDS:
        given.append(c.kind == wanted.kind)
        rest = replace(rest, kind=None)
    if wanted.entity is not None:
        given.append(c.entity.in_(list(entity_codes(connection, group(connection, wanted.entity)))))
        rest = replace(rest, entity=None)
    # An item that tells of the one named: which of its statements do stands in the record alone.
    rest = replace(rest, entity=fact.about) if fact.about is not None else rest
    return _facts(connection, schema.statements, given, (fact, wanted), rest, limit, cursor)


def events(connection: Connection, fact: FactFilter, wanted: Filter, limit: int, cursor: str | None) -> Rows[tuple[Item, Event]]:
    """(item, event); `wanted.country` is where the event is counted, the days of happening are the event's own."""
    c = schema.events.c
    pairs = ((c.type, fact.type), (c.certainty, fact.certainty), (c.country, wanted.country))
    given = [column == value for column, value in pairs if value is not None]
    since = max((d for d in (wanted.since, wanted.happened_since) if d), default=None)
    until = min((d for d in (wanted.until, wanted.happened_until) if d), default=None)
    rest = replace(wanted, country=None, since=None, until=None, happened_since=None, happened_until=None)
    given += (
        happened(Filter(happened_since=since, happened_until=until)) if not (since and until and since > until) else [false()]
    )
    return _facts(connection, schema.events, given, (fact, wanted), rest, limit, cursor)


def figures(
    connection: Connection, fact: FactFilter, wanted: Filter, limit: int, cursor: str | None
) -> Rows[tuple[Item, Figure]]:
    """(item, figure)."""
    given = [schema.figures.c.what == fact.what] if fact.what is not None else []
    return _facts(connection, schema.figures, given, (fact, wanted), wanted, limit, cursor)


def _facts(
    connection: Connection,
    table: Any,
    conditions: list[ColumnElement[bool]],
    asked: tuple[FactFilter, Filter],
    wanted: Filter,
    limit: int,
    cursor: str | None,
) -> Rows[tuple[Item, Any]]:
    cursors.limited(limit)
    key, query = (table.name, *asked), asked[0].query
    at = cursors.read(key, cursor, 3) if cursor is not None else None
    conditions += [table.c.day >= wanted.since.toordinal()] if wanted.since else []
    conditions += [table.c.day <= wanted.until.toordinal(), table.c.day > 0] if wanted.until else []
    rows = _rows(connection, table, conditions, replace(wanted, since=None, until=None), query)
    if rows is None:
        return Rows()
    asked_terms = terms(query) if query.strip() else ()
    about = frozenset(group(connection, asked[0].about)) if asked[0].about is not None else frozenset()
    found: list[tuple[Item, Any]] = []
    seen = 0
    while seen < LOOKED_AT:
        most = max(limit + 1 - len(found), 100 if asked_terms or about else 0)
        here = connection.execute(_after(rows, at).limit(most)).all()
        for row, item in zip(here, _items(connection, [row.item for row in here]), strict=True):
            fact = getattr(item, table.name)[row.n]
            spoken_of = not about or bool(about & named_in(item, fact))
            if not spoken_of or (asked_terms and not says(words_of(item, fact), asked_terms)):
                at = (row.day, row.item, row.n)
                continue
            if len(found) == limit:
                return Rows.of(found, cursors.written(key, at or (0, 0, 0)))
            found.append((item, fact))
            at = (row.day, row.item, row.n)
        seen += len(here)
        if len(here) < most:
            return Rows.of(found)
    return Rows.of(found, cursors.written(key, at or (0, 0, 0)))


def _rows(connection: Connection, table: Any, conditions: Sequence[Any], wanted: Filter, query: str) -> Any:
    tags = tags_wanted(connection, wanted)
    if tags.none or (query.strip() and not searchable(query)):
        return None
    rows = select(table.c.item, table.c.n, table.c.day).where(*conditions)
    if query.strip():
        found = matching_numbers(connection, query, wanted, tags, RANKED)
        if found is None:
            return None
        part = found.subquery("matched")
        return rows.join(part, part.c.number == table.c.item)
    clocks = [*published(wanted), *other_clocks(wanted)]
    if clocks or tags.groups:
        rows = rows.join(schema.items, schema.items.c.number == table.c.item).where(*clocks)
    for n, codes in enumerate(tags.groups):
        one = tagged.alias(f"t{n}")
        rows = rows.where(table.c.item.in_(select(one.c.number).where(one.c.code.in_(codes))))
    return rows


def _after(rows: Any, at: tuple[int, ...] | None) -> Any:
    c = rows.selected_columns
    if at is not None:
        day, item, n = at
        rows = rows.where(c.day <= day, or_(c.day < day, and_(c.day == day, or_(c.item < item, and_(c.item == item, c.n > n)))))
    return rows.order_by(c.day.desc(), c.item.desc(), c.n)


def _items(connection: Connection, numbers: Sequence[int]) -> Iterator[Item]:
    found = dict(zip(order := list(dict.fromkeys(numbers)), records(connection, order), strict=True))
    return (found[number] for number in numbers)


def says(text: str, asked: Sequence[Term]) -> bool:
    """Whether a text has the words of a query, and none that it excludes."""
    here = words(text)
    return all(stands(here, term) != term.negated for term in asked)


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


def line_of(item: Item, span: Span) -> str:
    """The line of the item's text that a span lies in."""
    start = item.text.rfind("\n", 0, span.start) + 1
    end = item.text.find("\n", span.end)
    return item.text[start : end if end >= 0 else None]


def words_of(item: Item, fact: Fact) -> str:
    """What a fact is found by: a statement's words and who says them, an event's line and who takes part, a figure's line."""
    if isinstance(fact, Statement):
        said = [span.of(item.text) for span in fact.content]
        who = [fact.speaker.text if fact.speaker else "", fact.entity.name if fact.entity else "", fact.role or ""]
        return "\n".join([*said, *who])
    if isinstance(fact, Event):
        parties = [name for a in (*fact.actors, *fact.recipients) for name in (a.text, a.entity.name if a.entity else "")]
        return "\n".join([line_of(item, fact.trigger), *parties, fact.place.text if fact.place else ""])
    return f"{fact.what}\n{line_of(item, fact.span)}"
