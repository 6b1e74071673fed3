"""Pairs: a matrix of countries to start from, and two countries or two public persons over time with what lies behind every month."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from fastapi import FastAPI

from ..archive import Archive
from ..archive.pairs import spoken_of
from ..errors import UsageError
from ..knowledge.countries import countries as known
from ..stories.scores import score
from ..types import Actor, CountryPair, Event, Item
from .charts import bars
from .facts import folded
from .routing import NOTHING, Answer, Cursor, Day, Month, both

#: How many of the latest events and statements the matrix looks at; how many countries it has; how many facts of a pair a page shows.
LATEST, COUNTRIES, SHOWN = 500, 14, 40
#: Mean scores from which a cell is a shade darker; the scale goes from -10 to 10.
SHADES = (0.0, 2.5, 6.0)


@dataclass(frozen=True, slots=True)
class Cell:
    """Two countries in the matrix: how many events join them, how many statements of one name the other, the mean score of the events."""

    events: int
    statements: int
    mean: float | None

    @property
    def facts(self) -> int:
        """Events and statements."""
        return self.events + self.statements

    @property
    def shade(self) -> str:
        """The class of the cell's ground: how good or bad the events are on the whole."""
        if self.mean is None or self.mean == 0:
            return "heat-0"
        return f"heat-{'up' if self.mean > 0 else 'down'}-{sum(abs(self.mean) > step for step in SHADES)}"


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the pages of pairs to a site."""

    def matrix(since: Day = None, until: Day = None) -> Answer:
        """Countries that share events or speak of each other, as a matrix."""
        cells = matrix_of(archive, since, until)
        weight: Counter[str] = Counter()
        for (a, b), cell in cells.items():
            weight[a] += cell.facts
            weight[b] += cell.facts
        names = sorted(sorted(weight, key=lambda c: (-weight[c], c))[:COUNTRIES])
        ranked = sorted(cells.items(), key=lambda p: (-p[1].facts, p[0]))
        plain = [
            {"pair": pair, "facts": c.facts, "events": c.events, "statements": c.statements, "mean": c.mean} for pair, c in ranked
        ]
        worst = sorted((row for row in ranked if (row[1].mean or 0) < 0), key=lambda p: p[1].mean or 0)[:5]
        values = {"names": names, "cells": cells, "ranked": ranked[:10], "worst": worst, "since": since, "until": until}
        return "pairs.html", values, plain

    def pair(first: str, second: str, month: Month = None, cursor: Cursor = None) -> Answer:
        """Two countries (alpha-3), or two public persons (ids), over time; with a cursor older events of two countries."""
        first, second = (code.upper() if code.upper() in known() else code for code in (first, second))
        if first == second:
            return NOTHING
        if first in known() and second in known():
            return countries_page(archive, first, second, month, cursor)
        return persons_page(archive, first, second, month)

    both(app, "/pairs", matrix)
    both(app, "/pair/{first}/{second}", pair)


def countries_page(archive: Archive, first: str, second: str, month: str | None, cursor: str | None) -> Answer:
    """Two countries: events with their scores by month, and what one says of the other."""
    since, until = days_of(month) if month else (None, None)
    found = archive.pair(first, second, since=since, until=until, limit=SHOWN, cursor=cursor)
    if month or cursor:
        found = replace(found, months=archive.pair_months(first, second))
    values = {
        "first": first,
        "second": second,
        "bars": bars(found.months),
        "months": sorted(found.months, reverse=True),
        "worst": min((m for m in found.months if m[2] < 0), key=lambda m: m[2], default=None),
        "events": found.events[::-1],
        "said": folded(found.said)[:SHOWN],
        "month": month,
        "older": cursor is not None,
        "next": found.next,
    }
    return "pair.html", values, plainly(found, month)


def days_of(month: str) -> tuple[date, date]:
    """The first and the last day of a month ("2025-01")."""
    year, number = map(int, month.split("-"))
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def plainly(found: CountryPair, month: str | None) -> dict[str, Any]:
    """A pair of countries for programs: facts with the ids of their items."""
    return {
        "one": found.one,
        "other": found.other,
        "month": month,
        "months": [{"month": m, "up": up, "down": down, "events": n} for m, up, down, n in found.months],
        "events": [
            {"item": e.item.id, "event": e.event, "by": e.by, "to": e.to, "score": e.score, "day": e.day} for e in found.events
        ],
        "said": [{"item": i.id, "statement": s} for i, s in found.said],
        "next": found.next,
    }


def persons_page(archive: Archive, first: str, second: str, month: str | None) -> Answer:
    """Two persons: items that name both by month, what one says of the other, what both take part in."""
    try:
        found = archive.persons(first, second)
    except UsageError:
        return NOTHING
    counted = Counter(f"{i.published.latest:%Y-%m}" for i in found.items if i.published)
    values = {
        "one": found.one,
        "other": found.other,
        "bars": bars([(m, float(n), 0.0, n) for m, n in counted.items()]),
        "items": [i for i in found.items if month is None or in_month(i, None, month)][:SHOWN],
        "said": folded((i, s) for i, s in found.said if month is None or in_month(i, s.when.latest if s.when else None, month))[
            :SHOWN
        ],
        "events": [(i, e) for i, e in found.events if month is None or in_month(i, e.when.latest if e.when else None, month)],
        "month": month,
    }
    plain = {
        "one": found.one,
        "other": found.other,
        "items": [i.id for i in found.items],
        "said": [{"item": i.id, "statement": s} for i, s in found.said],
        "events": [{"item": i.id, "event": e} for i, e in found.events],
    }
    return "persons.html", values, plain


def in_month(item: Item, day: date | None, month: str) -> bool:
    """Whether a fact is of a month: by its own day, else its item's."""
    when = day or (item.published.latest if item.published else None)
    return when is not None and f"{when:%Y-%m}" == month


def matrix_of(archive: Archive, since: date | None, until: date | None) -> dict[tuple[str, str], Cell]:
    """The cells of the matrix, from the latest events and statements of the days."""
    events, scores, said = Counter[tuple[str, str]](), defaultdict[tuple[str, str], list[float]](list), Counter[tuple[str, str]]()
    for _, event in archive.events(since=since, until=until, limit=LATEST):
        for pair in countries(event):
            events[pair] += 1
            value = score(event.type, event.mode) if event.certainty not in ("negated", "possible") else None
            if value is not None:
                scores[pair].append(value)
    said.update(p for i, s in archive.statements(since=since, until=until, limit=LATEST) for p in spoken_of(i, s))
    pairs = sorted(p for p in events.keys() | said.keys() if p[0] in known() and p[1] in known())
    return {p: Cell(events[p], said[p], sum(scores[p]) / len(scores[p]) if scores[p] else None) for p in pairs}


def countries(event: Event) -> set[tuple[str, str]]:
    """The pairs of countries that an event joins: actors with recipients, and actors with each other where there are none."""
    actors, recipients = _codes(event.actors), _codes(event.recipients)
    others = recipients or actors
    return {(min(a, b), max(a, b)) for a in actors for b in others if a != b}


def _codes(parties: Sequence[Actor]) -> set[str]:
    return {p.country for p in parties if p.country}
